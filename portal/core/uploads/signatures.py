"""What a file is by its first bytes, and what else a reader's program could take it for."""

import re
import zipfile
from typing import IO

import filetype
from django.utils.translation import gettext as _

from portal.core.uploads.refusal import UploadRefused

HEAD_BYTES = 8192
WINDOW_BYTES = 1 << 20
# Long enough that compressed pixels do not spell them by chance.
FOREIGN = re.compile(rb"<script|<!doctype|<html[\s>]|<iframe|<svg\s|<\?php\s|%PDF-1\.", re.IGNORECASE)
LONGEST_SIGN = 16
MARKUP = re.compile(rb"\s*<(!doctype|\?xml|html|head|body|script|svg|iframe|!--)", re.IGNORECASE)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def head_of(file: IO[bytes]) -> bytes:
    """The first bytes; the file stands at its start afterwards."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    file.seek(0)
    return head


def true_suffix(head: bytes) -> str:
    """The usual ending of the format that the bytes are in: "png"; "html" for markup; "" where it is unknown."""
    if is_markup(head):
        return "svg" if b"<svg" in head.lower() else "html"
    return str(filetype.guess_extension(bytearray(head)) or "")


def is_markup(head: bytes) -> bool:
    """Whether a browser that guesses would take the bytes for HTML, XML or SVG."""
    return MARKUP.match(head.removeprefix(BYTE_ORDER_MARK)) is not None


def check_is_no_archive(file: IO[bytes]) -> None:
    """Raises UploadRefused where a program that unpacks would take the file for an archive."""
    found = zipfile.is_zipfile(file)
    file.seek(0)
    if found:
        raise UploadRefused(_("The file is also a ZIP archive. Save it again in a program for such files."))


def check_holds_no_page(file: IO[bytes]) -> None:
    """Raises UploadRefused where a picture holds a web page, a program text or a PDF. Reads a window at a time."""
    file.seek(0)
    tail = b""
    while window := file.read(WINDOW_BYTES):
        if FOREIGN.search(tail + window):
            raise UploadRefused(
                _("The file also holds parts of a web page or program. Save it again without them, then upload it.")
            )
        tail = window[-LONGEST_SIGN:]
    file.seek(0)


def wrong_name(suffix: str, head: bytes) -> UploadRefused:
    """The refusal of a file whose content is not what its name says."""
    found = true_suffix(head)
    values = {"suffix": f".{suffix}", "found": f".{found}"}
    if found and found != suffix:
        return UploadRefused(
            _("The name ends in %(suffix)s, but the content is that of a %(found)s file. Upload the right file.")
            % values
        )
    return UploadRefused(_("The content is not that of a %(suffix)s file. Upload the right file.") % values)
