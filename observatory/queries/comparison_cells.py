"""Statistical clusters side by side, each measured against the regions that publish its group."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import Q

from observatory.comparison import Compared, compared_indicators
from observatory.models import ClusterFigure, Mark, Release, Status
from observatory.models.figure import Area
from observatory.queries.comparison import Comparison, Line, Subject, Value, YearValue
from observatory.queries.place import Place
from observatory.selection import Selection
from observatory.stats.comparing import Peers, peers_of
from portal.registry.models import Country, IndustryGroup


@dataclass(frozen=True, slots=True)
class CellSubject:
    """A region with an industry group; `figure` is the cell of the year, if the source has one."""

    place: Place
    group: IndustryGroup
    figure: ClusterFigure | None = None

    @property
    def value(self) -> str:
        return f"{self.place.code}/{self.group.scheme_id}/{self.group.code}"


def compare_cells(cells: Sequence[CellSubject], release: Release, selection: Selection) -> Comparison:
    """2 queries: the cells of their groups in the year, and their own in all years."""
    histories = _histories(cells, release, selection)
    peers = _peer_cells(cells, release, selection)
    now = [next((one for one in history if one.year == int(selection.year)), None) for history in histories]
    subjects = [CellSubject(cell.place, cell.group, figure) for cell, figure in zip(cells, now, strict=True)]
    return Comparison(
        kind="cluster",
        release=release,
        year=int(selection.year),
        subjects=tuple(Subject(one.value, one) for one in subjects),
        lines=tuple(_line(one, subjects, peers) for one in compared_indicators("cluster")),
        series=tuple(
            tuple(_year_value(one) for one in history) for history in histories
        ),
    )  # fmt: skip


def _year_value(one: ClusterFigure) -> YearValue:
    return YearValue(one.year, one.persons_employed, one.status == Status.ESTIMATED, bool(one.marks & Mark.BREAK))


def _histories(cells: Sequence[CellSubject], release: Release, selection: Selection) -> list[list[ClusterFigure]]:
    """Each subject's cells of all years, oldest first; what was published before sums over former regions."""
    wanted = Q(pk__in=[])
    for cell in cells:
        wanted |= cell.place.own_figures() & Q(group=cell.group.pk)
    rows = ClusterFigure.objects.filter(wanted, release=release, area=selection.area)
    found = list(rows.select_related("region__country").order_by("year", "is_union"))
    return [_of(cell, found) for cell in cells]


def _of(cell: CellSubject, rows: Sequence[ClusterFigure]) -> list[ClusterFigure]:
    published = set(cell.place.published)
    by_year: dict[int, ClusterFigure] = {}
    for row in rows:
        is_own = cell.place.region.pk in (row.region_id, row.current_region_id)
        is_former = not cell.place.is_current and (row.region.code, row.region.version) in published
        if row.group_id == cell.group.pk and (is_own or is_former):
            by_year.setdefault(row.year, row)
    return list(by_year.values())


def _peer_cells(cells: Sequence[CellSubject], release: Release, selection: Selection) -> list[dict[str, object]]:
    """The measures of all NUTS 2 regions of the area in the compared groups. 1 query."""
    rows = ClusterFigure.objects.filter(
        release=release, area=selection.area, year=selection.year, group__in={cell.group.pk for cell in cells},
        region__level=2, region__is_extra_regio=False, is_union=False,
    )  # fmt: skip
    if selection.area == Area.EU27:
        rows = rows.filter(region__country__membership=Country.Membership.EU27)
    return list(rows.values("group_id", *(one.code for one in compared_indicators("cluster"))))


def _line(indicator: Compared, cells: Sequence[CellSubject], peers: Sequence[dict[str, object]]) -> Line:
    by_group = {cell.group.pk: _peers(indicator.code, cell.group.pk, peers) for cell in cells}
    return Line(
        indicator,
        tuple(_value(indicator.code, cell.figure) for cell in cells),
        tuple(by_group[cell.group.pk] for cell in cells),
    )


def _peers(code: str, group: int, rows: Sequence[dict[str, object]]) -> Peers:
    ours = [row[code] for row in rows if row["group_id"] == group]
    return peers_of(np.array([np.nan if one is None else one for one in ours], dtype=float))


def _value(code: str, figure: ClusterFigure | None) -> Value:
    if figure is None:
        return Value(None)
    period = f"{figure.growth_from}–{figure.growth_to}" if code == "growth" and figure.growth is not None else ""
    hidden = figure.status == Status.CONFIDENTIAL
    return Value(getattr(figure, code), period, figure.status == Status.ESTIMATED, hidden)
