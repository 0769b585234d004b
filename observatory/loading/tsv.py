"""Eurostat's TSV files, old form (`nace_r2,indic_sb,geo\\time`) and new (`freq,…,geo\\TIME_PERIOD`).

A file is read block by block, so memory does not grow with its size. Within a block whole columns are parsed at
once by numpy; only cells that carry a flag or look odd are read one by one.
"""

import gzip
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from observatory.loading.flags import ABSENT, read_flags, unknown_letters
from observatory.loading.problems import DAMAGE, Kind, Problem, Problems
from observatory.models import Status

BLOCK_BYTES = 1 << 21
GZIP_MAGIC = b"\x1f\x8b"
CELL = re.compile(r"\s*(?::|([+-]?(?:\d+\.?\d*|\.\d+)))\s*([A-Za-z]*)\s*", re.ASCII)
YEAR = re.compile(r"[0-9]{4}")

Key = tuple[str, ...]
Select = Callable[[Key, int], Key | None]
"""What a row's codes mean to the reader (kept as the row's key), or None when the row is not wanted."""
Reader = Callable[["Header"], Select]
"""Called once with the file's header, before any row."""


@dataclass(frozen=True, slots=True)
class Header:
    """Names of the dimensions in the file's order, and the year of each column of cells."""

    dimensions: tuple[str, ...]
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Wanted rows of a stretch of the file. `values`, `status`, `marks`: shape (rows, years).

    `values` is NaN where there is no number; `status` is ABSENT where there is nothing to store.
    """

    keys: list[Key]
    lines: NDArray[np.int32]
    values: NDArray[np.float64]
    status: NDArray[np.uint8]
    marks: NDArray[np.uint8]


@dataclass(slots=True)
class TsvFile:
    """One pass over a file. `position` tells how many bytes were read, for progress."""

    path: Path
    problems: Problems
    rows: int = 0
    unreadable: int = 0
    is_damaged: bool = False
    position: int = 0
    unknown_flags: Counter[str] = field(default_factory=Counter)
    header: Header | None = None
    _select: Select | None = None

    def blocks(self, reader: Reader) -> Iterator[Block]:
        """Yield the rows that the reader wants. Damage is added to `problems` and ends the pass."""
        with self.path.open("rb") as raw, _plain(raw) as stream:
            rest = b""
            while chunk := self._read(stream):
                self.position = raw.tell()
                head, newline, rest = (rest + chunk).rpartition(b"\n")
                if newline:
                    yield from self._block(head, reader)
            if rest:
                yield from self._block(rest, reader)
        if self.header is None and not self.is_damaged:
            self._report(Kind.HEADER, 1, 0, "the file is empty")

    def _read(self, stream: IO[bytes]) -> bytes:
        try:
            return stream.read(BLOCK_BYTES)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            self._report(Kind.TRUNCATED, self.rows + 1, 0, f"the compressed file is damaged ({error})")
            return b""

    def _report(self, kind: Kind, line: int, column: int, text: str) -> None:
        self.is_damaged |= kind in DAMAGE
        self.problems.add(Problem(kind, self.path.name, line, column, text))

    def _block(self, data: bytes, reader: Reader) -> Iterator[Block]:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = self.rows + 1 + data[: error.start].count(b"\n") + (self.header is not None)
            self._report(Kind.ENCODING, line, 0, "the file is not UTF-8")
            return
        lines = data.replace(b"\r", b"").split(b"\n")
        if self.header is None:
            self.header = self._read_header(lines.pop(0).decode("utf-8"))
            self._select = reader(self.header) if self.header.years else None
        if self._select is not None:
            yield self._parse(lines, self.header, self._select)

    def _read_header(self, line: str) -> Header:
        """Header of the file; one without years when it is not understood (a problem is added)."""
        first, *columns = line.lstrip("\ufeff").split("\t")
        names, _, time = first.strip().partition("\\")
        years = [column.strip() for column in columns]
        if time.lower() not in {"time", "time_period"} or not years or not all(map(YEAR.fullmatch, years)):
            self._report(Kind.HEADER, 1, 0, f"expected dimensions\\time and years, found {line[:80]!r}")
            return Header((), ())
        return Header(tuple(names.split(",")), tuple(map(int, years)))

    def _parse(self, lines: list[bytes], header: Header, select: Select) -> Block:
        width, dimensions = len(header.years), len(header.dimensions)
        keys, numbers, cells = [], [], []
        for line in lines:
            self.rows += 1
            first, *rest = line.split(b"\t")
            codes = tuple(first.decode("utf-8").strip().split(","))
            if len(rest) != width or len(codes) != dimensions:
                self.unreadable += 1
                self._report(
                    Kind.WRONG_WIDTH,
                    self.rows + 1,
                    0,
                    f"expected {dimensions} codes and {width} cells: {line[:60].decode('utf-8', 'replace')!r}",
                )
            elif (key := select(codes, self.rows + 1)) is not None:
                keys.append(key)
                numbers.append(self.rows + 1)
                cells += rest
        values, status, marks = self._cells(cells, numbers, width)
        shape = (len(keys), width)
        return Block(
            keys, np.array(numbers, np.int32), values.reshape(shape), status.reshape(shape), marks.reshape(shape)
        )

    def _cells(
        self, cells: list[bytes], numbers: list[int], width: int
    ) -> tuple[NDArray[np.float64], NDArray[np.uint8], NDArray[np.uint8]]:
        values, status, odd = parse_plain(cells)
        marks = np.zeros(len(cells), np.uint8)
        for index in odd:
            parsed = parse_cell(cells[index])
            if parsed is None:
                line, column = numbers[index // width], index % width + 2
                self._report(Kind.NOT_A_NUMBER, line, column, repr(cells[index].decode("utf-8")[:40]))
                continue
            values[index], status[index], marks[index], unknown = parsed
            if unknown:
                self.unknown_flags.update(unknown)
        return values, status, marks


def parse_plain(cells: list[bytes]) -> tuple[NDArray[np.float64], NDArray[np.uint8], list[int]]:
    """Values and statuses of cells that are a bare number or a bare colon, and the indices of all others.

    A cell with a character past the colon in ASCII (letters, underscores, anything foreign) is not plain; a block
    with a malformed number among the plain ones is left to `parse_cell` as a whole.
    """
    values = np.full(len(cells), np.nan)
    status = np.full(len(cells), ABSENT, np.uint8)
    texts = np.array(cells, dtype=bytes)
    if not cells or texts.itemsize == 0:
        return values, status, list(range(len(cells)))
    is_plain = (texts.view(np.uint8).reshape(len(cells), -1) <= ord(":")).all(axis=1)
    is_number = is_plain & (np.strings.strip(texts) != b":")
    try:
        values[is_number] = texts[is_number].astype(np.float64)
    except ValueError:
        is_plain &= ~is_number
        values[:] = np.nan
        is_number[:] = False
    status[is_number] = Status.FINAL
    return values, status, np.flatnonzero(~is_plain).tolist()


@lru_cache(maxsize=4096)
def parse_cell(cell: bytes) -> tuple[float, int, int, frozenset[str]] | None:
    """Value (NaN if none), status, marks and unknown flag letters of a cell; None when it cannot be read.

    A confidential cell never keeps a number, whatever the file shows beside the flag. Most odd cells are one of a
    few (`: c`, `: u`), so the answers are kept.
    """
    match = CELL.fullmatch(cell.decode("utf-8"))
    if match is None:
        return None
    number, letters = match[1], match[2]
    status, marks = read_flags(letters, number is None)
    value = float(number) if number is not None and status != Status.CONFIDENTIAL else np.nan
    return value, status, marks, unknown_letters(letters)


def _plain(raw: IO[bytes]) -> IO[bytes]:
    """The uncompressed stream, recognised by its first bytes, not by the file's name."""
    magic = raw.read(2)
    raw.seek(0)
    return gzip.GzipFile(fileobj=raw) if magic == GZIP_MAGIC else raw  # type: ignore[return-value]  # a file, in bytes
