"""Reads the text of a PDF in a process of its own, `python -m portal.editorial.library.extracting`.

A file made to harm could take hours and gigabytes to read. The child has a limit of memory and of seconds, knows no
Django and no database, and writes a line of JSON for every page, so that what it read before it was stopped is kept.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

ROOT = Path(__file__).resolve().parents[3]
MEMORY_BYTES = 1 << 30
SECONDS = 120
MOST_PAGES = 3000
LONGEST_PAGE = 50_000
LONGEST_TEXT = 5_000_000
ENCRYPTED, BROKEN, STOPPED = 3, 4, 5
NUL = "\0"


@dataclass(frozen=True, slots=True)
class Extracted:
    """`texts` of the pages in order; `problem` is "", "encrypted", "broken" or "stopped"."""

    texts: tuple[str, ...] = ()
    problem: str = ""


@dataclass(slots=True)
class Reading:
    """What the child has said so far."""

    texts: list[str] = field(default_factory=list)

    def take(self, lines: bytes) -> None:
        """Whole lines only: the last one may have been cut when the child was stopped."""
        for line in lines.split(b"\n")[:-1]:
            self.texts.append(json.loads(line))


def extract(path: Path, seconds: int = SECONDS) -> Extracted:
    """The text of the PDF at `path`, read by a child process within `seconds` and a gigabyte."""
    command = [sys.executable, "-m", "portal.editorial.library.extracting", str(path)]
    reading = Reading()
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, cwd=ROOT, check=False)
    except subprocess.TimeoutExpired as stopped:
        reading.take(stopped.stdout or b"")
        return Extracted(tuple(reading.texts), "stopped")
    reading.take(done.stdout)
    problems = {0: "", ENCRYPTED: "encrypted", BROKEN: "broken"}
    return Extracted(tuple(reading.texts), problems.get(done.returncode, "stopped"))


def pages_of(path: str) -> Iterator[str]:
    """The texts of the pages, none longer than a page can sensibly be."""
    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise SystemExit(ENCRYPTED)
    left = LONGEST_TEXT
    for page in reader.pages[:MOST_PAGES]:
        text = page.extract_text().replace(NUL, "")[: min(LONGEST_PAGE, left)]
        left -= len(text)
        yield text


def main(path: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        for text in pages_of(path):
            sys.stdout.write(json.dumps(text) + "\n")
            sys.stdout.flush()
    except MemoryError as problem:
        raise SystemExit(STOPPED) from problem
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        RecursionError,
    ) as problem:
        raise SystemExit(BROKEN) from problem


if __name__ == "__main__":
    main(sys.argv[1])
