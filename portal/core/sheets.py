"""A CSV or XLSX file as rows of text, whatever program wrote it: separator found, encoding UTF-8, size bounded."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from portal.core.copying_out import FORMULA_STARTS

SEPARATORS = ",;\t|"
MEGABYTE = 1_000_000
Cell = str | float | int | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold at most: rows below its head, and bytes."""

    rows: int
    megabytes: int

    @property
    def bytes(self) -> int:
        return self.megabytes * MEGABYTE


@dataclass(frozen=True, slots=True)
class Fault:
    """`line` counts from 1, the head included, 0 is the whole file; `column` as the file names it, or empty."""

    line: int
    column: str
    text: str


class SheetRefused(ValueError):
    """The file is no table: the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows with the line on which each ends, as fields by column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]
    faults: tuple[Fault, ...]


def read_sheet(content: bytes, limits: Limits, *, separator: str = "") -> Sheet:
    """Raises SheetRefused for what is no table at all; rows of a wrong width are faults.

    Of an XLSX file the first sheet is read; `separator` is found by itself where it is not given.
    """
    if len(content) > limits.bytes:
        raise SheetRefused(_("The file is larger than %(most)s MB. Divide it.") % {"most": limits.megabytes})
    lines = _cells(content, limits) if content.startswith(b"PK") else _lines(_decoded(content), separator)
    if len(lines) < 2:
        raise SheetRefused(_("The file holds no rows below its head."))
    if len(lines) > limits.rows + 1:
        raise SheetRefused(_("The file has more than %(most)s rows. Divide it.") % {"most": limits.rows})
    return _sheet([name.strip() for name in lines[0][1]], lines[1:])


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would compute this text instead of showing it."""
    return text.startswith(FORMULA_STARTS)


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = _("Line %(line)s holds a sign that is not UTF-8. Save the table as “CSV UTF-8”.")
        raise SheetRefused(message % {"line": line}) from error
    if "\0" in text:
        raise SheetRefused(_("The file is no text. Save the table as “CSV UTF-8”."))
    return text


def _lines(text: str, separator: str) -> list[tuple[int, list[str]]]:
    head = text.split("\n", 1)[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator or max(SEPARATORS, key=head.count), strict=True
    )
    try:
        return _filled((reader.line_num, row) for row in reader)
    except csv.Error as error:
        values = {"line": reader.line_num, "reason": error}
        raise SheetRefused(_("Line %(line)s cannot be read: %(reason)s.") % values) from error


def _cells(content: bytes, limits: Limits) -> list[tuple[int, list[str]]]:
    try:
        sheet = CalamineWorkbook.from_object(io.BytesIO(content)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False, nrows=limits.rows + 2)
    except (CalamineError, IndexError, ValueError) as error:
        raise SheetRefused(_("The file is no Excel workbook that can be read. Save it again as XLSX.")) from error
    return _filled((line, [_text(cell) for cell in row]) for line, row in enumerate(rows, 1))


def _filled(lines: Iterable[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    return [(line, row) for line, row in lines if any(field.strip() for field in row)]


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        cell = cell.date()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell)


def _sheet(columns: list[str], lines: list[tuple[int, list[str]]]) -> Sheet:
    twice = sorted({name for name in columns if columns.count(name) > 1})
    if twice:
        raise SheetRefused(_("The column “%(name)s” stands there twice.") % {"name": twice[0]})
    rows, faults = [], []
    for line, row in lines:
        if len(row) != len(columns):
            values = {"count": len(row), "width": len(columns)}
            faults.append(Fault(line, "", _("The row has %(count)s fields, the head %(width)s.") % values))
            continue
        rows.append((line, dict(zip(columns, (field.strip() for field in row), strict=True))))
    return Sheet(tuple(columns), tuple(rows), tuple(faults))
