"""How close industry groups are to each other, and to what a region already does well."""

from collections.abc import Iterable
from dataclasses import dataclass

from observatory.models import ClusterFigure, Proximity, Release
from observatory.queries.place import Place
from observatory.queries.region import cells_of
from observatory.selection import Selection
from portal.registry.models import IndustryGroup
from portal.registry.reference import reference

SPECIALISED = 1.0  # location quotient from which a region is specialised in a group


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups: `regions` publish both, `together` are specialised in both. No proximity: too few publish both."""

    group: IndustryGroup
    other: IndustryGroup
    proximity: float | None
    regions: int
    together: int


@dataclass(frozen=True, slots=True)
class Network:
    """The groups of a scheme in their order and each pair of them once, the closest first."""

    release: Release
    selection: Selection
    groups: tuple[IndustryGroup, ...]
    pairs: tuple[Pair, ...]

    @property
    def known(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.proximity is not None)


@dataclass(frozen=True, slots=True)
class Close:
    """A group of a region with its density, and the specialised groups nearest to it with their proximities."""

    figure: ClusterFigure
    because: tuple[tuple[IndustryGroup, float], ...]


@dataclass(frozen=True, slots=True)
class RegionNetwork:
    """A region in the network of groups.

    `strengths` are groups with a location quotient of 1 or more, the highest first; `candidates` the traded ones
    below, the densest first; `unknown` counts groups without a location quotient, of which nothing is said.
    """

    place: Place
    network: Network
    figures: tuple[ClusterFigure, ...]
    strengths: tuple[Close, ...]
    candidates: tuple[Close, ...]
    unknown: int

    @property
    def selection(self) -> Selection:
        return self.network.selection

    @property
    def release(self) -> Release:
        return self.network.release


def get_network(release: Release, selection: Selection) -> Network:
    """The whole network of a scheme, area and year. 1 query."""
    rows = Proximity.objects.filter(
        release=release, area=selection.area, year=selection.year, group__scheme=selection.scheme
    )
    groups = reference().groups_of(selection.scheme)
    return Network(release, selection, groups, _pairs(rows.values_list(*PAIR_FIELDS), groups))


PAIR_FIELDS = ("group_id", "other_id", "proximity", "regions", "together")


Row = tuple[int, int, float | None, int, int]


def _pairs(rows: Iterable[Row], groups: tuple[IndustryGroup, ...]) -> tuple[Pair, ...]:
    """Each pair once, the group that comes first in its scheme first."""
    by_id = {group.pk: group for group in groups}
    order = {group.pk: place for place, group in enumerate(groups)}
    kept = [row for row in rows if row[0] in order and row[1] in order and order[row[0]] < order[row[1]]]
    kept.sort(key=lambda row: (row[2] is None, -(row[2] or 0.0), order[row[0]], order[row[1]]))
    return tuple(Pair(by_id[row[0]], by_id[row[1]], row[2], row[3], row[4]) for row in kept)


def list_related(group: IndustryGroup, release: Release, selection: Selection) -> tuple[Pair, ...]:
    """The other groups of the scheme, the closest first; those without a proximity are left out. 1 query."""
    rows = Proximity.objects.filter(
        release=release, area=selection.area, year=selection.year, group=group, proximity__isnull=False
    ).order_by("-proximity", "other__position")
    by_id = {one.pk: one for one in reference().groups_of(group.scheme_id)}
    return tuple(
        Pair(group, by_id[other], proximity, regions, together)
        for _, other, proximity, regions, together in rows.values_list(*PAIR_FIELDS)
        if other in by_id
    )


def get_region_network(place: Place, release: Release, selection: Selection) -> RegionNetwork:
    """A region's strengths and what lies close to them. 2 queries."""
    network = get_network(release, selection)
    figures = tuple(cells_of(place, release, selection).order_by("is_union", "group__position"))
    strengths = [one for one in figures if _is_strength(one)]
    candidates = [one for one in figures if _is_candidate(one)]
    near = _nearest_strengths(network, {one.group_id for one in strengths})
    return RegionNetwork(
        place=place,
        network=network,
        figures=figures,
        strengths=tuple(
            Close(one, near.get(one.group_id, ()))
            for one in sorted(strengths, key=lambda one: (-(one.location_quotient or 0), one.group.position))
        ),
        candidates=tuple(
            Close(one, near.get(one.group_id, ()))
            for one in sorted(candidates, key=lambda one: (-(one.density or 0), one.group.position))
        ),
        unknown=sum(one.location_quotient is None for one in figures),
    )


def _is_strength(figure: ClusterFigure) -> bool:
    return figure.location_quotient is not None and figure.location_quotient >= SPECIALISED


def _is_candidate(figure: ClusterFigure) -> bool:
    """Local groups follow the people of a region, not its strengths: they are no candidates."""
    below = figure.location_quotient is not None and figure.location_quotient < SPECIALISED
    return below and figure.density is not None and figure.group.market == IndustryGroup.Market.TRADED


def _nearest_strengths(network: Network, strengths: set[int]) -> dict[int, tuple[tuple[IndustryGroup, float], ...]]:
    """By group: the region's strengths in the order of their proximity to it."""
    near: dict[int, list[tuple[IndustryGroup, float]]] = {}
    for pair in network.known:
        for one, other in ((pair.group, pair.other), (pair.other, pair.group)):
            if other.pk in strengths:
                near.setdefault(one.pk, []).append((other, pair.proximity or 0.0))
    return {group: tuple(found) for group, found in near.items()}
