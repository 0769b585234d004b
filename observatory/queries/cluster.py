"""What the page of one cell (region × industry group) answers: its history, rank and neighbours."""

from dataclasses import dataclass

from django.db.models import F, QuerySet

from observatory.models import ClusterFigure, Release
from observatory.queries.group import cells_of_group
from observatory.queries.place import Place
from observatory.selection import Selection
from portal.registry.models import IndustryGroup

NEIGHBOURS = 3
SIBLINGS = 8


@dataclass(frozen=True, slots=True)
class Ranked:
    """A cell and its rank by persons employed among the regions that publish the group (1 = most)."""

    figure: ClusterFigure
    rank: int


@dataclass(frozen=True, slots=True)
class ClusterProfile:
    """`history` holds the cell in every year, oldest first; `siblings` the region's other clusters."""

    place: Place
    group: IndustryGroup
    release: Release
    selection: Selection
    history: tuple[ClusterFigure, ...]
    ranking: tuple[Ranked, ...]
    siblings: tuple[ClusterFigure, ...]

    @property
    def year(self) -> int:
        return int(self.selection.year)

    @property
    def figure(self) -> ClusterFigure | None:
        return next((figure for figure in self.history if figure.year == self.year), None)

    @property
    def rank(self) -> int | None:
        own = self._own_position()
        return self.ranking[own].rank if own is not None else None

    @property
    def neighbours(self) -> tuple[Ranked, ...]:
        """The cell itself with the next larger and smaller ones; the first few where it is not ranked."""
        own = self._own_position()
        if own is None:
            return self.ranking[: 2 * NEIGHBOURS]
        start = max(0, min(own - NEIGHBOURS, len(self.ranking) - 2 * NEIGHBOURS - 1))
        return self.ranking[start : start + 2 * NEIGHBOURS + 1]

    def _own_position(self) -> int | None:
        figure = self.figure
        if figure is None:
            return None
        return next((place for place, one in enumerate(self.ranking) if one.figure.pk == figure.pk), None)


def get_cluster_profile(place: Place, group: IndustryGroup, release: Release, selection: Selection) -> ClusterProfile:
    """Everything the page of one cell shows but its arithmetic and panels. 3 queries."""
    cells = cells_of_group(group, release, selection).filter(persons_employed__isnull=False)
    return ClusterProfile(
        place=place,
        group=group,
        release=release,
        selection=selection,
        history=tuple(history_of(place, group, release, selection)),
        ranking=_ranked(tuple(cells)),
        siblings=list_siblings(place, group, release, selection),
    )


def history_of(place: Place, group: IndustryGroup, release: Release, selection: Selection) -> "QuerySet[ClusterFigure]":
    """The cell in every year, oldest first. Lazy: 1 query when read."""
    rows = ClusterFigure.objects.filter(place.own_figures(), release=release, area=selection.area, group=group)
    return rows.select_related("region__country", "current_region", "group").order_by("year", "is_union")


def _ranked(cells: tuple[ClusterFigure, ...]) -> tuple[Ranked, ...]:
    """Competition ranks over cells that are sorted from the largest to the smallest."""
    ranked: list[Ranked] = []
    for place, cell in enumerate(cells, start=1):
        is_tie = ranked and ranked[-1].figure.persons_employed == cell.persons_employed
        ranked.append(Ranked(cell, ranked[-1].rank if is_tie else place))
    return tuple(ranked)


def list_siblings(
    place: Place, group: IndustryGroup, release: Release, selection: Selection
) -> tuple[ClusterFigure, ...]:
    """The region's other statistical clusters of the scheme, most stars first. 1 query."""
    stars = f"stars__{release.rule_sets.index(selection.rules)}"
    rows = ClusterFigure.objects.filter(
        place.own_figures(),
        release=release,
        area=selection.area,
        year=selection.year,
        group__scheme=group.scheme_id,
        **{f"{stars}__gte": 1},
    )
    rows = rows.exclude(group=group).select_related("region", "current_region", "group")
    return tuple(rows.order_by(F(stars).desc(nulls_last=True), "-persons_employed")[:SIBLINGS])
