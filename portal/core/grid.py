"""A table as the component draws it: cells beside their columns, notes gathered under the table."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase

from django.utils.translation import gettext

from portal.core.page import Cell, Column, Table

MOST_NOTES = len(ascii_lowercase)
LONG_TEXT = 24
LEAST_ROWS = 4  # in a shorter table a letter at every cell is no burden


@dataclass(frozen=True, slots=True)
class GridCell:
    """`mark` is the letter that leads to the note under the table."""

    column: Column
    cell: Cell
    mark: str = ""
    is_long: bool = False  # a column of phrases, which would stack word upon word on a phone


@dataclass(frozen=True, slots=True)
class Note:
    """`mark` is empty where the note belongs to a whole column or to hollow stars, which are a sign themselves."""

    mark: str
    text: str
    is_about_stars: bool = False
    is_secondary: bool = False  # all its cells stand under "more columns"


@dataclass(frozen=True, slots=True)
class Grid:
    """`rest` are rows that come on demand, after `rows`."""

    rows: tuple[tuple[GridCell, ...], ...]
    rest: tuple[tuple[GridCell, ...], ...]
    total: tuple[GridCell, ...]
    notes: tuple[Note, ...]
    secondary_count: int


def grid(table: Table) -> Grid:
    """Pair every cell with its column and give each distinct note a letter, those of hidden columns last.

    What most cells of a column say is said once for the column, without letters; so is what hollow stars mean.
    With more than 26 different notes none gets a letter: they stay beside their cells for screen readers
    and as titles. A row with more or fewer cells than there are columns raises ValueError.
    """
    rows = tuple(tuple(zip(table.columns, row, strict=True)) for row in table.rows)
    total = tuple(zip(table.columns, table.total_row, strict=True)) if table.total_row else ()
    general, long = _general_notes(table), _long_columns(table)
    marked = [pair for row in (*rows, total) for pair in row if _is_marked(*pair, general)]
    in_sight = dict.fromkeys(cell.note for column, cell in marked if not column.is_secondary)
    texts = in_sight | dict.fromkeys(cell.note for _column, cell in marked)
    letters = dict(zip(texts, ascii_lowercase, strict=False)) if len(texts) <= MOST_NOTES else {}
    lettered = (Note(mark, text, is_secondary=text not in in_sight) for text, mark in letters.items())
    drawn = tuple(_row(row, letters, general, long) for row in rows)
    in_view = table.first or len(drawn)
    return Grid(
        rows=drawn[:in_view],
        rest=drawn[in_view:],
        total=_row(total, letters, general, long),
        notes=(*_star_notes(table), *_column_notes(table, general), *lettered),
        secondary_count=sum(column.is_secondary for column in table.columns),
    )


def _long_columns(table: Table) -> frozenset[str]:
    pairs = zip(table.columns, zip(*table.rows, strict=True), strict=False)
    return frozenset(
        column.key
        for column, cells in pairs
        if not column.is_numeric and any(len(cell.text) > LONG_TEXT and not cell.stars for cell in cells)
    )


def _general_notes(table: Table) -> dict[str, str]:
    """Column key → the note that more than half of its cells carry, where each cell carries one.

    A cell without a note among others would seem to say the same.
    """
    found = {}
    for column, cells in zip(table.columns, zip(*table.rows, strict=True), strict=False):
        if len(cells) < LEAST_ROWS or any(cell.stars or not cell.note for cell in cells):
            continue
        note, times = Counter(cell.note for cell in cells).most_common(1)[0]
        if times > len(cells) / 2:
            found[column.key] = note
    return found


def _is_marked(column: Column, cell: Cell, general: dict[str, str]) -> bool:
    return bool(cell.note) and not cell.stars and general.get(column.key) != cell.note


def _star_notes(table: Table) -> Iterator[Note]:
    texts = dict.fromkeys(cell.note for row in table.rows for cell in row if cell.stars and cell.note)
    return (Note("", text, is_about_stars=True) for text in texts)


def _column_notes(table: Table, general: dict[str, str]) -> Iterator[Note]:
    for column, cells in zip(table.columns, zip(*table.rows, strict=True), strict=False):
        if note := general.get(column.key):
            is_all = all(cell.note == note for cell in cells)
            text = (
                gettext("%(column)s: %(note)s") if is_all else gettext("%(column)s: %(note)s, unless marked otherwise")
            )
            yield Note("", text % {"column": column.label, "note": note}, is_secondary=column.is_secondary)


def _row(
    row: tuple[tuple[Column, Cell], ...], letters: dict[str, str], general: dict[str, str], long: frozenset[str]
) -> tuple[GridCell, ...]:
    return tuple(
        GridCell(
            column,
            cell,
            mark=letters.get(cell.note, "") if _is_marked(column, cell, general) else "",
            is_long=column.key in long,
        )
        for column, cell in row
    )
