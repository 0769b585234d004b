"""A CSV file as rows of text, whatever program wrote it: separator found, encoding UTF-8, size bounded."""

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

SEPARATORS = ",;\t|"
MOST_BYTES = 5_000_000
MOST_ROWS = 2000


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


def read_sheet(content: bytes, separator: str = "") -> Sheet:
    """Raises SheetRefused for what is no table at all; rows of a wrong width are faults."""
    if len(content) > MOST_BYTES:
        raise SheetRefused(_("The file is larger than 5 MB. Divide it."))
    text = _decoded(content)
    head = text.split("\n", 1)[0]
    separator = separator or max(SEPARATORS, key=head.count)
    lines = _lines(text, separator)
    if len(lines) < 2:
        raise SheetRefused(_("The file holds no rows below its head."))
    if len(lines) > MOST_ROWS + 1:
        raise SheetRefused(_("The file has more than %(most)s rows. Divide it.") % {"most": MOST_ROWS})
    return _sheet([name.strip() for name in lines[0][1]], lines[1:])


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
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return [(reader.line_num, row) for row in reader if any(field.strip() for field in row)]
    except csv.Error as error:
        values = {"line": reader.line_num, "reason": error}
        raise SheetRefused(_("Line %(line)s cannot be read: %(reason)s.") % values) from error


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
