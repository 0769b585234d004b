"""What a section of the page consists of: a heading, a sentence, a table, and files."""

from dataclasses import dataclass

from portal.core.page import FigureActions, Table


@dataclass(frozen=True, slots=True)
class Section:
    """`notes` stand under the table; an empty table says why in `table.empty`. `more` is a table that unfolds."""

    id: str
    summary: str
    table: Table
    actions: FigureActions = FigureActions()  # noqa: RUF009 (frozen)
    notes: tuple[str, ...] = ()
    source: str = ""
    more: Table | None = None

    @property
    def title(self) -> str:
        return self.table.caption
