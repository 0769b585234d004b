"""What the page of one cell (region × industry group) answers: its history, rank and neighbours."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from observatory.models import ClusterFigure, Release
from observatory.queries.group import cells_of_group
from observatory.queries.place import Place
from observatory.queries.similar import SimilarRegion, list_similar
from observatory.selection import Selection
from portal.registry.models import IndustryGroup

NEIGHBOURS = 3
SIBLINGS = 8
ALIKE = 5


@dataclass(frozen=True, slots=True)
class Ranked:
    """A cell and its rank by persons employed among the regions that publish the group (1 = most)."""

    figure: ClusterFigure
    rank: int


@dataclass(frozen=True, slots=True)
class Alike:
    """A region of similar structure and its cell in the same group; None where no figure is published."""

    region: SimilarRegion
    figure: ClusterFigure | None


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
    alike: tuple[Alike, ...]

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
    """Everything the page of one cell shows but its arithmetic and panels. 4 queries."""
    ranking = tuple(cells_of_group(group, release, selection).filter(persons_employed__isnull=False))
    own = list(_history_or_siblings(place, group, release, selection))
    siblings = [cell for cell in own if cell.group_id != group.pk]
    return ClusterProfile(
        place=place,
        group=group,
        release=release,
        selection=selection,
        history=tuple(cell for cell in own if cell.group_id == group.pk),
        ranking=_ranked(ranking),
        siblings=tuple(sorted(siblings, key=_order(release, selection)))[:SIBLINGS],
        alike=_alike(list_similar(place, release, int(selection.year), ALIKE), ranking),
    )


def _alike(regions: tuple[SimilarRegion, ...], cells: tuple[ClusterFigure, ...]) -> tuple[Alike, ...]:
    by_region = {cell.region_id: cell for cell in cells}
    return tuple(Alike(one, by_region.get(one.published.pk)) for one in regions)


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


def _history_or_siblings(
    place: Place, group: IndustryGroup, release: Release, selection: Selection
) -> "QuerySet[ClusterFigure]":
    """The cell in every year, and the region's other statistical clusters of the year: both in one query."""
    stars = f"stars__{release.rule_sets.index(selection.rules)}__gte"
    sibling = Q(year=selection.year, group__scheme=group.scheme_id, **{stars: 1})
    rows = ClusterFigure.objects.filter(
        place.own_figures(), Q(group=group) | sibling, release=release, area=selection.area
    )
    return rows.select_related("region__country", "current_region", "group").order_by("year", "is_union")


def _order(release: Release, selection: Selection) -> Callable[[ClusterFigure], tuple[float, float]]:
    """Most stars first, then the largest."""
    place = release.rule_sets.index(selection.rules)
    return lambda cell: (-(cell.stars[place] or 0), -(cell.persons_employed or 0))
