"""A table as the component draws it: cells beside their columns, notes gathered under the table."""

from dataclasses import dataclass
from string import ascii_lowercase

from portal.core.page import Cell, Column, Table

MOST_NOTES = len(ascii_lowercase)


@dataclass(frozen=True, slots=True)
class GridCell:
    """`mark` is the letter that leads to the note under the table."""

    column: Column
    cell: Cell
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    rows: tuple[tuple[GridCell, ...], ...]
    total: tuple[GridCell, ...]
    notes: tuple[Note, ...]
    secondary_count: int


def grid(table: Table) -> Grid:
    """Pair every cell with its column and give each distinct note a letter, in the order of reading.

    With more than 26 different notes none gets a letter: they stay beside their cells for screen readers
    and as titles. A row with more or fewer cells than there are columns raises ValueError.
    """
    notes = dict.fromkeys(cell.note for row in (*table.rows, table.total_row) for cell in row if cell.note)
    letters = dict(zip(notes, ascii_lowercase, strict=False)) if len(notes) <= MOST_NOTES else {}
    return Grid(
        rows=tuple(_row(table, row, letters) for row in table.rows),
        total=_row(table, table.total_row, letters) if table.total_row else (),
        notes=tuple(Note(mark, text) for text, mark in letters.items()),
        secondary_count=sum(column.is_secondary for column in table.columns),
    )


def _row(table: Table, row: tuple[Cell, ...], letters: dict[str, str]) -> tuple[GridCell, ...]:
    pairs = zip(table.columns, row, strict=True)
    return tuple(GridCell(column, cell, letters.get(cell.note, "")) for column, cell in pairs)
