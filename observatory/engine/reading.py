"""Tables as people have them: UTF-8 with or without a mark, comma, semicolon or tab, decimal point or comma."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from observatory.engine.faults import Faults

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
NOT_PUBLISHED = frozenset({"", ":"})
FIRST_YEAR, LAST_YEAR = 1800, 2200
MOST_FIELD_CHARACTERS = 1_000_000

csv.field_size_limit(MOST_FIELD_CHARACTERS)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as text: fields by column name, and the line on which each row ends; `has_decimal_comma` as found."""

    file: str
    columns: dict[str, list[str]]
    lines: list[int]
    has_decimal_comma: bool = False

    def __len__(self) -> int:
        return len(self.lines)

    def text(self, column: str) -> list[str]:
        """The fields of a column, empty ones where the file has no such column."""
        return self.columns.get(column) or [""] * len(self.lines)


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns that a file must have, and those that it may have."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        return self.required + self.optional


def read_sheet(file: str, content: bytes, shape: Shape, faults: Faults) -> Sheet:
    """The rows of a file by column; whatever is wrong with encoding, head or width goes to `faults`.

    A head that cannot be meant gives no columns: nothing more can be said of the rows then.
    """
    raw = _read(content, faults)
    if raw is None:
        return Sheet(file, {}, [])
    _check_head(raw, shape, faults)
    return _sheet(file, raw, shape, faults) if not faults else Sheet(file, {}, [])


@dataclass(frozen=True, slots=True)
class _Raw:
    """The fields as they stand, with the line on which each row ends; `first` is the line of the head."""

    head: list[str]
    first: int
    rows: list[list[str]]
    lines: list[int]
    separator: str


def _read(content: bytes, faults: Faults) -> _Raw | None:
    text = _decoded(content, faults)
    head_line = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=head_line.count)
    rows, lines = _rows(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), faults)
    if not rows:
        if not faults:
            faults.add(0, "the file is empty")
        return None
    head = [name.strip().lower() for name in rows[0]]
    return _Raw(head, lines[0], rows[1:], lines[1:], separator)


def _decoded(content: bytes, faults: Faults) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        faults.add(line, "a sign is not UTF-8: save the table as “CSV UTF-8”")
        return ""


def _rows(reader: "csv._reader", faults: Faults) -> tuple[list[list[str]], list[int]]:  # type: ignore[name-defined]  # typeshed's name
    """Rows that are not empty, with the line on which each ends."""
    rows, lines = [], []
    try:
        for row in reader:
            if any(row):
                rows.append(row)
                lines.append(reader.line_num)
    except csv.Error as error:
        faults.add(reader.line_num, f"the row cannot be read: {error}")
    return rows, lines


def _check_head(raw: _Raw, shape: Shape, faults: Faults) -> None:
    for name in shape.required:
        if name not in raw.head:
            faults.add(raw.first, f"there is no column “{name}” (columns are separated by {SEPARATORS[raw.separator]})")
    for name in dict.fromkeys(raw.head):
        if raw.head.count(name) > 1:
            faults.add(raw.first, f"the column “{name}” stands there twice")
        if name not in shape.known:
            near = get_close_matches(name, shape.known, 1)
            hint = f", is “{near[0]}” meant?" if near else f"; known are {', '.join(shape.known)}"
            faults.add(raw.first, f"unknown column “{name[:40]}”{hint}")


def _sheet(file: str, raw: _Raw, shape: Shape, faults: Faults) -> Sheet:
    width = len(raw.head)
    for row, line in zip(raw.rows, raw.lines, strict=True):
        if len(row) != width:
            faults.add(line, f"{len(row)} fields, the head has {width}")
    kept = [(row, line) for row, line in zip(raw.rows, raw.lines, strict=True) if len(row) == width]
    fields = list(zip(*(row for row, _ in kept), strict=True)) or [() for _ in raw.head]
    columns = {name: [one.strip() for one in column] for name, column in zip(raw.head, fields, strict=True)}
    comma = raw.separator != "," and any("," in one for name in shape.numbers for one in columns.get(name, ()))
    return Sheet(file, columns, [line for _, line in kept], comma)


def numbers(sheet: Sheet, column: str, faults: Faults) -> list[float]:
    """Figures of a column, NaN where none is published; text, negative figures and NaN are faults."""
    return _parsed(sheet, column, faults, _number_of(sheet.has_decimal_comma))


def years(sheet: Sheet, faults: Faults) -> list[int]:
    """The years of the rows; 0 everywhere where the file has no such column."""
    return [int(one) for one in _parsed(sheet, "year", faults, _year)] if "year" in sheet.columns else [0] * len(sheet)


def codes(sheet: Sheet, column: str, faults: Faults) -> list[str]:
    """The fields of a column that must not be empty."""
    fields = sheet.text(column)
    for field, line in zip(fields, sheet.lines, strict=True):
        if not field:
            faults.add(line, f"{column} is missing")
    return fields


def _parsed(sheet: Sheet, column: str, faults: Faults, parse: Callable[[str], float]) -> list[float]:
    found = []
    for field, line in zip(sheet.text(column), sheet.lines, strict=True):
        try:
            found.append(parse(field))
        except ValueError as error:
            faults.add(line, f"{column}: {error}")
            found.append(0.0)
    return found


def _number_of(has_decimal_comma: bool) -> Callable[[str], float]:
    def parse(field: str) -> float:
        if field in NOT_PUBLISHED:
            return float("nan")
        if has_decimal_comma and "." in field:
            raise ValueError(f"“{field[:40]}” has a point, other figures a decimal comma")
        text = field.replace(",", ".") if has_decimal_comma else field
        if not NUMBER.fullmatch(text):
            raise ValueError(f"“{field[:40]}” is not a number")
        value = float(text)
        if value < 0:
            raise ValueError(f"{field} is negative")
        if value == float("inf"):
            raise ValueError(f"{field} is too large")
        return value

    return parse


def _year(field: str) -> float:
    if len(field) != 4 or not field.isascii() or not field.isdigit() or not FIRST_YEAR <= int(field) <= LAST_YEAR:
        raise ValueError(f"“{field[:40]}” is not a year between {FIRST_YEAR} and {LAST_YEAR}")
    return int(field)
