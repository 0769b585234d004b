"""Tables of cells: the same measures in the same order with the same notes on every page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from observatory.models import ClusterFigure, Release
from observatory.presenters.addresses import cell_address
from observatory.presenters.stars import stars_cell
from observatory.presenters.words import (
    figure_note,
    group_name,
    missing_persons_note,
    missing_quotient_note,
    region_of,
)
from observatory.selection import Selection
from portal.core.formatting import MISSING, number, quotient, rate, share
from portal.core.page import Cell, Column, Table


@dataclass(frozen=True, slots=True)
class Measure:
    """How one measure of a cell is shown; `why` gives the note of a missing value."""

    key: str
    label: Promise | str
    unit: Promise | str
    text: Callable[[float | None], str]
    why: Callable[[ClusterFigure], str]
    is_secondary: bool = False


def _no_growth(figure: ClusterFigure) -> str:
    return gettext("no period of two years without a break, or fewer than 250 persons employed at its start")


def _no_wage(figure: ClusterFigure) -> str:
    return gettext("wages or persons employed are not published")


MEASURES = (
    Measure("persons_employed", gettext_lazy("Persons employed"), "", number, missing_persons_note),
    Measure(
        "location_quotient", gettext_lazy("Location quotient"), gettext_lazy("times"), quotient, missing_quotient_note
    ),
    Measure("size", gettext_lazy("Size"), gettext_lazy("% of the group"), lambda v: share(v, 2), missing_quotient_note),
    Measure("focus", gettext_lazy("Focus"), gettext_lazy("% of the region"), share, missing_quotient_note),
    Measure("growth", gettext_lazy("Growth"), gettext_lazy("% a year"), rate, _no_growth),
    Measure(
        "wage_per_person_eur",
        gettext_lazy("Wages per person employed"),
        gettext_lazy("EUR"),
        number,
        _no_wage,
        is_secondary=True,
    ),
    Measure(
        "local_units",
        gettext_lazy("Local units"),
        "",
        number,
        lambda _figure: gettext("not published"),
        is_secondary=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Lead:
    """First columns of a table of cells: what a row is about."""

    columns: tuple[Column, ...]
    cells: Callable[[ClusterFigure, Selection], tuple[Cell, ...]]

    def hides(self, measure: Measure) -> bool:
        """Two columns of names leave no room for growth on a screen of usual width."""
        return measure.is_secondary or (len(self.columns) > 1 and measure.key == "growth")


def group_lead() -> Lead:
    """Rows of one region: a row is an industry group."""
    return Lead((Column("group", gettext("Industry group")),), _group_cells)


def _group_cells(cell: ClusterFigure, selection: Selection) -> tuple[Cell, ...]:
    return (_cell_link(cell, selection, group_name(cell.group)),)


def region_lead() -> Lead:
    """Rows of one group: a row is a region, its country beside it."""
    return Lead((Column("region", gettext("Region")), Column("country", gettext("Country"))), _region_cells)


def _region_cells(cell: ClusterFigure, selection: Selection) -> tuple[Cell, ...]:
    return _cell_link(cell, selection, _region_text(cell)), Cell(cell.region.country.local_name)


def both_lead() -> Lead:
    """Rows of a ranking: a row is a region with an industry group."""
    return Lead((Column("region", gettext("Region")), Column("group", gettext("Industry group"))), _both_cells)


def _both_cells(cell: ClusterFigure, selection: Selection) -> tuple[Cell, ...]:
    return _cell_link(cell, selection, _region_text(cell)), Cell(group_name(cell.group))


def _region_text(cell: ClusterFigure) -> str:
    region = region_of(cell)
    return f"{region.name_latin} ({region.code})"


def _cell_link(cell: ClusterFigure, selection: Selection, text: str) -> Cell:
    note = figure_note(cell) if cell.persons_employed is not None else ""
    return Cell(text, url=cell_address(cell, selection), note=note)


def cells_table(  # noqa: PLR0913 (caption, rows and their reading belong together)
    caption: str,
    cells: Iterable[ClusterFigure],
    release: Release,
    selection: Selection,
    lead: Lead,
    *,
    head: Callable[[Column], Column] = lambda column: column,
    empty: str = "",
    jumps: frozenset[int] = frozenset(),
) -> Table:
    """A table of `cells` in their order; `head` may add sort links to a column.

    `jumps` are keys of cells whose growth runs over a step within a year that is hardly real: their note says so.
    """
    columns = (
        *lead.columns,
        Column("stars", gettext("Stars")),
        *(_column(measure, is_secondary=lead.hides(measure)) for measure in MEASURES),
    )
    rows = tuple(_row(cell, release, selection, lead, jumps) for cell in cells)
    return Table(caption, tuple(head(column) for column in columns), rows, empty)


def _row(
    cell: ClusterFigure, release: Release, selection: Selection, lead: Lead, jumps: frozenset[int]
) -> tuple[Cell, ...]:
    values = (measure_cell(cell, measure, is_jump=cell.pk in jumps) for measure in MEASURES)
    return (*lead.cells(cell, selection), stars_cell(cell, release, selection.rules), *values)


def _column(measure: Measure, *, is_secondary: bool) -> Column:
    return Column(measure.key, str(measure.label), str(measure.unit), is_numeric=True, is_secondary=is_secondary)


def measure_cell(cell: ClusterFigure, measure: Measure, *, is_jump: bool = False) -> Cell:
    value = getattr(cell, measure.key)
    if value is None:
        return Cell(MISSING, note=measure.why(cell))
    note = ""
    if measure.key == "growth":
        note = f"{cell.growth_from}–{cell.growth_to}"
        note += "; " + gettext("with a step within a year that is hardly real") if is_jump else ""
    return Cell(measure.text(value), note=note)
