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
from observatory.queries.comparison import Comparison, Line
from portal.core.formatting import MISSING
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


def indicator_cell(indicator: Compared, year: int) -> Cell:
    """The indicator with unit and year, and its own source where it comes from elsewhere."""
    parts = [gettext(indicator.title), gettext(indicator.unit) if indicator.unit else "", indicator.year or str(year)]
    note = gettext("source: %(source)s") % {"source": indicator.source} if indicator.source else ""
    return Cell(", ".join(part for part in parts if part), note=note)


def _values_row(found: Comparison, line: Line, *, has_peers: bool) -> tuple[Cell, ...]:
    values = (Cell(text_of(line.indicator, one.value), note=value_note(one)) for one in line.values)
    return indicator_cell(line.indicator, found.year), *values, *(_peer_cells(line) if has_peers else ())


def _peer_cells(line: Line) -> tuple[Cell, ...]:
    peers = line.common_peers
    if line.indicator.labels:
        return (Cell(MISSING, note=gettext("groups have no mean")),) * 3
    if peers is None or peers.mean is None:
        return (Cell(MISSING, note=gettext("fewer than 10 peers have a figure")),) * 3
    return tuple(Cell(text_of(line.indicator, value)) for value in (peers.mean, peers.lowest, peers.highest))


def standings_table(found: Comparison, caption: str) -> Table:
    """A row a subject and indicator that has a figure: its quarter, and how far from the mean and the best."""
    columns = (
        Column("indicator", gettext("Indicator")),
        Column("subject", gettext("Compared")),
        Column("quarter", gettext("Among its peers")),
        Column("to_mean", gettext("Against the mean"), is_numeric=True),
        Column("to_best", gettext("Against the best"), gettext("or highest"), is_numeric=True),
        Column("n", gettext("Peers with a figure"), is_numeric=True),
    )
    return Table(caption, columns, tuple(row for line in found.lines for row in _standing_rows(found, line)))


def _standing_rows(found: Comparison, line: Line) -> list[tuple[Cell, ...]]:
    rows = []
    for name, standing, peers in zip(names_of(found), line.standings, line.peers, strict=True):
        if standing.quarter is None:
            continue
        rows.append((
            indicator_cell(line.indicator, found.year),
            Cell(name),
            Cell(quarter_text(standing)),
            Cell(gap_text(line.indicator, standing.to_mean)),
            Cell(gap_text(line.indicator, standing.to_best), note=_best_note(line.indicator)),
            Cell(str(peers.n)),
        ))  # fmt: skip
    return rows


def _best_note(indicator: Compared) -> str:
    """The best is only spoken of where the indicator has a direction."""
    if indicator.direction == "neutral":
        return gettext("the highest: more is neither better nor worse")
    return gettext("more is better") if indicator.direction == "more" else gettext("less is better")
