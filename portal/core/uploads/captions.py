"""Captions in WebVTT (W3C): what a video's words are, and when they are said."""

import re
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from portal.core.uploads.refusal import UploadRefused
from portal.core.uploads.signatures import BYTE_ORDER_MARK

TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
TIMING = re.compile(rf"{TIME}[ \t]+-->[ \t]+{TIME}(?:[ \t].*)?")
HEAD = re.compile(r"WEBVTT(?:[ \t].*)?")
NO_CUES = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of `text` from `start` to `end`, in milliseconds."""

    start: int
    end: int
    text: str


def check_captions(file: IO[bytes]) -> None:
    """Raises UploadRefused, with the line, for what browsers would not show as captions."""
    file.seek(0)
    try:
        text = file.read().removeprefix(BYTE_ORDER_MARK).decode("utf-8")
    except UnicodeDecodeError as problem:
        raise UploadRefused(_("Captions are text in UTF-8. Save the file in this encoding and upload it.")) from problem
    finally:
        file.seek(0)
    read_captions(text)


def read_captions(text: str) -> list[Cue]:
    """The cues in their order. Raises UploadRefused where a cue is not as the format wants it, or there is none."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not HEAD.fullmatch(lines[0]):
        raise UploadRefused(_("Captions begin with a line WEBVTT. Export them as WebVTT (.vtt)."))
    cues = [cue for number, block in _blocks(lines) if (cue := _cue(number, block))]
    if not cues:
        raise UploadRefused(_("The captions hold no words: no line says from when to when something is said."))
    return cues


def _blocks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """Lines between empty lines, each block with the number of its first line; the head is left out."""
    blocks: list[tuple[int, list[str]]] = []
    block: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            block.append(line)
        elif block:
            blocks.append((number - len(block), block))
            block = []
    return [(number, block) for number, block in blocks if number > 1]


def _cue(number: int, block: list[str]) -> Cue | None:
    """The cue of a block; None for notes and styles. A cue may have a name before its timing."""
    if block[0].split()[0] in NO_CUES and "-->" not in block[0]:
        return None
    place = 0 if "-->" in block[0] else 1
    found = TIMING.fullmatch(block[place].strip()) if place < len(block) else None
    if found is None:
        raise UploadRefused(
            _("Line %(line)s of the captions is no timing such as 00:01.000 --> 00:04.000.") % {"line": number + place}
        )
    start, end = _milliseconds(*found.groups()[:4]), _milliseconds(*found.groups()[4:])
    if end <= start:
        raise UploadRefused(_("Line %(line)s of the captions ends before it begins.") % {"line": number + place})
    return Cue(start, end, "\n".join(block[place + 1 :]))


def _milliseconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> int:
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(thousandths)
