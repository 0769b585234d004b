"""What a section of the page consists of: a heading, a sentence, a table, and files."""

from dataclasses import dataclass

from portal.core.page import FigureActions, Table


@dataclass(frozen=True, slots=True)
class Section:
    """`notes` stand under the table; an empty table says why in `table.empty`."""

    id: str
    summary: str
    table: Table
    actions: FigureActions = FigureActions()  # noqa: RUF009 (frozen)
    notes: tuple[str, ...] = ()
    source: str = ""

    @property
    def title(self) -> str:
        return self.table.caption
