"""A CSV file in batches of rows, with bounded memory whatever the file holds."""

import csv
import gzip
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import IO

from portal.registry.firms.findings import FileRefused
from portal.registry.firms.profiles import Profile

ROWS_A_BATCH = 25_000
PIECE = 1 << 18  # bytes
LONGEST_LINE = 65_536  # bytes; a longer one is no row of a list
MEGABYTE = 1_000_000
LARGEST = 250 * MEGABYTE
WIDE = (b"\xff\xfe", b"\xfe\xff")
BOM = "\ufeff"
NEWLINE = b"\n"


@dataclass(frozen=True, slots=True)
class Batch:
    """Cells by title, one list a column; `rows` are their numbers as a spreadsheet shows them."""

    rows: Sequence[int]
    cells: dict[str, Sequence[str]]
    short: Sequence[tuple[int, int]]  # (row, cells) of rows that do not have as many cells as titles

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def rows_in_file(self) -> int:
        return len(self.rows) + len(self.short)


@dataclass(frozen=True, slots=True)
class Limits:
    bytes: int = LARGEST
    rows_a_batch: int = ROWS_A_BATCH


LIMITS = Limits()


def read_batches(
    path: Path, profile: Profile, limits: Limits = LIMITS, read: Callable[[int], object] = lambda size: None
) -> Iterator[Batch]:
    """The rows of a file, packed with gzip or not, in batches. `read` is told how many bytes were taken.

    Raises FileRefused for a file that is too large, in another encoding, or without the titles of the profile.
    """
    if path.stat().st_size > limits.bytes:
        raise FileRefused(_too_large(limits))
    with _opened(path) as stream:
        rows = csv.reader(_Lines(stream, profile, limits, read), delimiter=profile.delimiter, strict=True)
        try:
            titles = next(rows, [])
            check_titles(titles, profile)
            yield from _batches(rows, titles, limits.rows_a_batch)
        except csv.Error as error:
            raise FileRefused(f"row {rows.line_num}: {error}; is a quotation mark not closed?") from error


def _opened(path: Path) -> IO[bytes]:
    return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")


def _too_large(limits: Limits) -> str:
    return (
        f"The file holds more than {limits.bytes // MEGABYTE} MB: load it in parts, "
        "or raise the limit with --max-megabytes."
    )


class _Lines:
    """Decoded lines out of pieces of bounded size; says where a byte does not belong."""

    def __init__(self, stream: IO[bytes], profile: Profile, limits: Limits, read: Callable[[int], object]):
        self._stream, self._profile, self._limits, self._read = stream, profile, limits, read
        self._before, self._taken = 0, 0  # lines and bytes of earlier pieces

    def __iter__(self) -> Iterator[str]:
        for piece in self._pieces():
            yield from StringIO(self._decoded(piece), newline="")
            self._before += piece.count(b"\n")

    def _pieces(self) -> Iterator[bytes]:
        """The bytes in pieces that end with a line."""
        rest = b""
        while piece := self._stream.read(PIECE):
            self._count(piece)
            whole, newline, end = (rest + piece).rpartition(b"\n")
            if newline:
                yield whole + newline
            rest = end
            if len(rest) > LONGEST_LINE:
                raise FileRefused(
                    f"{self._row(whole)}: a line of more than {LONGEST_LINE:,} bytes is no row of a list."
                )
        if rest:
            yield rest

    def _count(self, piece: bytes) -> None:
        if not self._taken and piece.startswith(WIDE):
            raise FileRefused(f"The file is saved as UTF-16: save it as CSV in {self._profile.encoding}.")
        self._taken += len(piece)
        self._read(len(piece))
        if self._taken > self._limits.bytes:
            raise FileRefused(_too_large(self._limits))

    def _decoded(self, piece: bytes) -> str:
        zero = piece.find(b"\0")
        if zero >= 0:
            raise FileRefused(f"{self._row(piece[:zero])}: a zero byte; the file is no text.")
        try:
            text = piece.decode(self._profile.encoding)
        except UnicodeDecodeError as error:
            raise FileRefused(self._wrong_byte(piece, error)) from error
        return text if self._before else text.removeprefix(BOM)

    def _row(self, before: bytes) -> str:
        return f"row {self._before + before.count(NEWLINE) + 1}"

    def _wrong_byte(self, piece: bytes, error: UnicodeDecodeError) -> str:
        line = piece[: error.start].rpartition(b"\n")[2].decode(self._profile.encoding)
        column = len(next(csv.reader([line], delimiter=self._profile.delimiter), [""])) or 1
        return (
            f"{self._row(piece[: error.start])}, column {column}: the byte 0x{piece[error.start]:02X} is no "
            f"{self._profile.encoding}. Save the file in that encoding, or choose a profile with another one."
        )


def check_titles(titles: Sequence[str], profile: Profile) -> None:
    """Raises FileRefused unless row 1 has every title that the profile requires, and none twice."""
    if not titles:
        raise FileRefused("The file is empty.")
    known = set(titles)
    missing = [column.title for column in profile.column if column.is_required and column.title not in known]
    missing += [apart.title for apart in profile.apart if apart.title not in known]
    if missing:
        close = {title: get_close_matches(title, titles, 1) for title in missing}
        hints = (f"{title} (is it {close[title][0]!r}?)" if close[title] else title for title in missing)
        raise FileRefused(f"row 1: these columns are missing: {', '.join(hints)}. Row 1 holds the titles.")
    doubled = sorted({title for title in titles if titles.count(title) > 1 and title in profile.titles.values()})
    if doubled:
        raise FileRefused(f"row 1: these columns stand twice: {', '.join(doubled)}.")


def _batches(rows: Iterator[list[str]], titles: Sequence[str], size: int) -> Iterator[Batch]:
    first = 2
    while found := list(islice(rows, size)):
        numbers = range(first, first + len(found))
        first += len(found)
        yield _batch(numbers, found, titles)


def _batch(numbers: Sequence[int], rows: list[list[str]], titles: Sequence[str]) -> Batch:
    """Rows with too few or too many cells are taken out; empty lines are no rows at all."""
    width, short = len(titles), []
    if set(map(len, rows)) - {width}:
        short = [(number, len(row)) for number, row in zip(numbers, rows, strict=True) if row and len(row) != width]
        whole = [(number, row) for number, row in zip(numbers, rows, strict=True) if len(row) == width]
        numbers, rows = [number for number, _row in whole], [row for _number, row in whole]
    columns = zip(*rows, strict=True) if rows else ((),) * width
    return Batch(numbers, dict(zip(titles, columns, strict=True)), short)
