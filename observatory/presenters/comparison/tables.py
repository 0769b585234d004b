"""Tables of a comparison: indicators down, subjects across; and where each stands among the peers."""

from django.utils.translation import gettext

from observatory.comparison import Compared
from observatory.presenters.comparison.words import (
    gap_text,
    names_of,
    quarter_text,
    text_of,
    value_note,
)
from observatory.presenters.words import source_name
from observatory.queries.comparison import Comparison, Line
from portal.core.formatting import MISSING, named, number
from portal.core.page import Cell, Column, Table


def values_table(found: Comparison, caption: str) -> Table:
    """Values of all subjects with the peers' lowest, mean and highest, where all share them."""
    has_peers = any(line.common_peers for line in found.lines)
    columns = (
        Column("indicator", gettext("Indicator")),
        *(Column(f"s{place}", name, is_numeric=True) for place, name in enumerate(names_of(found))),
        *(_peer_columns() if has_peers else ()),
    )
    rows = tuple(_values_row(found, line, has_peers=has_peers) for line in found.lines)
    return Table(caption, columns, rows)


def _peer_columns() -> tuple[Column, ...]:
    return (
        Column("mean", gettext("Mean of peers"), is_numeric=True),
        Column("lowest", gettext("Lowest"), gettext("of peers"), is_numeric=True),
        Column("highest", gettext("Highest"), gettext("of peers"), is_numeric=True),
    )


def indicator_cell(found: Comparison, indicator: Compared) -> Cell:
    """The indicator with unit and year, and its own source where it comes from elsewhere."""
    unit = gettext(indicator.unit) if indicator.unit and not indicator.labels else ""
    parts = [gettext(indicator.title), unit, indicator.year or str(found.year)]
    note = ""
    if indicator.source:
        note = gettext("source: %(source)s") % {"source": source_name(found.release, indicator.source)}
    return Cell(", ".join(part for part in parts if part), note=note)


def _values_row(found: Comparison, line: Line, *, has_peers: bool) -> tuple[Cell, ...]:
    values = (Cell(text_of(line.indicator, one.value), note=value_note(one)) for one in line.values)
    return indicator_cell(found, line.indicator), *values, *(_peer_cells(line) if has_peers else ())


def _peer_cells(line: Line) -> tuple[Cell, ...]:
    peers = line.common_peers
    if line.indicator.labels:
        return (Cell(MISSING, note=gettext("groups have no mean")),) * 3
    if peers is None or peers.mean is None:
        return (Cell(MISSING, note=gettext("fewer than 10 peers have a figure")),) * 3
    return tuple(Cell(text_of(line.indicator, value)) for value in (peers.mean, peers.lowest, peers.highest))


def standings_table(found: Comparison, caption: str) -> Table:
    """Indicators down, subjects across: which quarter of its peers each lies in; indicators without places left out."""
    columns = (
        Column("indicator", gettext("Indicator")),
        *(Column(f"s{place}", name) for place, name in enumerate(names_of(found))),
    )
    lines = [line for line in found.lines if any(one.quarter for one in line.standings)]
    return Table(caption, columns, tuple(_standing_row(found, line) for line in lines))


def _standing_row(found: Comparison, line: Line) -> tuple[Cell, ...]:
    quarters = (Cell(quarter_text(one) or MISSING) for one in line.standings)
    return indicator_cell(found, line.indicator), *quarters


def gap_tables(found: Comparison) -> tuple[Table, ...]:
    """A table a subject: how far each of its figures is from the mean and the best of its peers."""
    return tuple(_gap_table(found, place, name) for place, name in enumerate(names_of(found)))


def _gap_table(found: Comparison, place: int, name: str) -> Table:
    columns = (
        Column("indicator", gettext("Indicator")),
        Column("to_mean", gettext("Against the mean"), is_numeric=True),
        Column("to_best", gettext("Against the best"), gettext("or highest"), is_numeric=True),
        Column("n", gettext("Peers with a figure"), is_numeric=True),
    )
    rows = (_gap_row(found, line, place) for line in found.lines if line.standings[place].quarter)
    return Table(named(gettext("How far from its peers"), name), columns, tuple(rows))


def _gap_row(found: Comparison, line: Line, place: int) -> tuple[Cell, ...]:
    where = line.standings[place]
    return (
        indicator_cell(found, line.indicator),
        Cell(gap_text(line.indicator, where.to_mean)),
        Cell(gap_text(line.indicator, where.to_best), note=_best_note(line.indicator)),
        Cell(number(line.peers[place].n)),
    )


def _best_note(indicator: Compared) -> str:
    """The best is only spoken of where the indicator has a direction."""
    if indicator.direction == "neutral":
        return gettext("the highest: more is neither better nor worse")
    return gettext("more is better") if indicator.direction == "more" else gettext("less is better")
