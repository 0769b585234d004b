"""A table as the component draws it: cells beside their columns, notes gathered under the table."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase

from django.utils.translation import gettext

from portal.core.page import Cell, Column, Table

MOST_NOTES = len(ascii_lowercase)
LEAST_ROWS = 4  # in a shorter table a letter at every cell is no burden


@dataclass(frozen=True, slots=True)
class GridCell:
    """`mark` is the letter that leads to the note under the table."""

    column: Column
    cell: Cell
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """`mark` is empty where the note belongs to a whole column or to hollow stars, which are a sign themselves."""

    mark: str
    text: str
    is_about_stars: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    rows: tuple[tuple[GridCell, ...], ...]
    total: tuple[GridCell, ...]
    notes: tuple[Note, ...]
    secondary_count: int


def grid(table: Table) -> Grid:
    """Pair every cell with its column and give each distinct note a letter, in the order of reading.

    What most cells of a column say is said once for the column, without letters; so is what hollow stars mean.
    With more than 26 different notes none gets a letter: they stay beside their cells for screen readers
    and as titles. A row with more or fewer cells than there are columns raises ValueError.
    """
    rows = tuple(tuple(zip(table.columns, row, strict=True)) for row in table.rows)
    total = tuple(zip(table.columns, table.total_row, strict=True)) if table.total_row else ()
    general = _general_notes(table)
    marked = dict.fromkeys(
        cell.note for row in (*rows, total) for column, cell in row if _is_marked(column, cell, general)
    )
    letters = dict(zip(marked, ascii_lowercase, strict=False)) if len(marked) <= MOST_NOTES else {}
    return Grid(
        rows=tuple(_row(row, letters, general) for row in rows),
        total=_row(total, letters, general),
        notes=(*_star_notes(table), *_column_notes(table, general), *(Note(at, text) for text, at in letters.items())),
        secondary_count=sum(column.is_secondary for column in table.columns),
    )


def _general_notes(table: Table) -> dict[str, str]:
    """Column key → the note that more than half of its cells carry."""
    if len(table.rows) < LEAST_ROWS:
        return {}
    found = {}
    for column, cells in zip(table.columns, zip(*table.rows, strict=True), strict=True):
        notes = Counter(cell.note for cell in cells if cell.note and not cell.stars)
        note, times = notes.most_common(1)[0] if notes else ("", 0)
        if times > len(cells) / 2:
            found[column.key] = note
    return found


def _is_marked(column: Column, cell: Cell, general: dict[str, str]) -> bool:
    return bool(cell.note) and not cell.stars and general.get(column.key) != cell.note


def _star_notes(table: Table) -> Iterator[Note]:
    texts = dict.fromkeys(cell.note for row in table.rows for cell in row if cell.stars and cell.note)
    return (Note("", text, is_about_stars=True) for text in texts)


def _column_notes(table: Table, general: dict[str, str]) -> Iterator[Note]:
    text = gettext("%(column)s: %(note)s, unless marked otherwise")
    columns = (column for column in table.columns if column.key in general)
    return (Note("", text % {"column": column.label, "note": general[column.key]}) for column in columns)


def _row(
    row: tuple[tuple[Column, Cell], ...], letters: dict[str, str], general: dict[str, str]
) -> tuple[GridCell, ...]:
    return tuple(
        GridCell(column, cell, letters.get(cell.note, "") if _is_marked(column, cell, general) else "")
        for column, cell in row
    )
