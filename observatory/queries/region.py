"""What a region's page answers: its figures, totals, clusters, rank and peers."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Abs

from observatory.models import ClusterFigure, RegionClusters, RegionFigure, Release
from observatory.queries.place import Place
from observatory.selection import Selection

PEERS = 6


@dataclass(frozen=True, slots=True)
class Standing:
    """Statistical clusters of one region under one rule set, and its place among the regions that were judged."""

    counts: RegionClusters
    rank: int
    of: int


def _published_as(figures: Iterable[ClusterFigure]) -> tuple[tuple[str, str], ...]:
    """Codes and NUTS versions under which figures were published."""
    return tuple(sorted({(one.region.code, one.region.version) for one in figures if not one.is_union}))


@dataclass(frozen=True, slots=True)
class RegionProfile:
    """`figures` are all cells of the year and scheme; `totals` the region's totals of every year, oldest first."""

    place: Place
    release: Release
    selection: Selection
    figures: tuple[ClusterFigure, ...]
    totals: tuple[RegionFigure, ...]
    standing: Standing | None
    peers: tuple[RegionFigure, ...]

    @property
    def year(self) -> int:
        return int(self.selection.year)

    @property
    def total(self) -> RegionFigure | None:
        return next((total for total in self.totals if total.year == self.year), None)

    @property
    def last_year_with_total(self) -> int | None:
        return max((total.year for total in self.totals if total.persons_employed is not None), default=None)

    @property
    def published_as(self) -> tuple[tuple[str, str], ...]:
        return _published_as(self.figures)


def get_region_profile(place: Place, release: Release, selection: Selection) -> RegionProfile:
    """Everything the page of a NUTS 2 region (or of a union) shows but its panels. 4 queries."""
    totals = list_totals(place, release)
    total = next((one for one in totals if one.year == int(selection.year)), None)
    return RegionProfile(
        place=place,
        release=release,
        selection=selection,
        figures=tuple(cells_of(place, release, selection).order_by("group__position")),
        totals=totals,
        standing=get_standing(total.region_id, release, selection) if total else None,
        peers=list_peers(place, release, total) if total else (),
    )


def cells_of(place: Place, release: Release, selection: Selection) -> "QuerySet[ClusterFigure]":
    """The region's cells of one year, area and scheme."""
    return ClusterFigure.objects.filter(
        place.own_figures(),
        release=release,
        area=selection.area,
        year=selection.year,
        group__scheme=selection.scheme,
    ).select_related("region", "current_region", "group")


def list_totals(place: Place, release: Release) -> tuple[RegionFigure, ...]:
    """Totals of every year, oldest first. 1 query."""
    rows = RegionFigure.objects.filter(place.own_figures(), release=release)
    return tuple(rows.select_related("region").order_by("year", "is_union"))


def get_standing(region_id: int, release: Release, selection: Selection) -> Standing | None:
    """The clusters of a published region and its rank by their number (1 = most, ties share a rank). 1 query.

    None where nothing was judged: unions, extra-regio and regions outside the reference area.
    """
    rows = list(_clusters_of_nuts2(release, selection))
    own = next((row for row in rows if row.region_id == region_id), None)
    if own is None or not own.judged:
        return None
    judged = [row for row in rows if row.judged]
    return Standing(own, 1 + sum(_number(row) > _number(own) for row in judged), len(judged))


def _number(row: RegionClusters) -> int:
    return row.one_star + row.two_stars + row.three_stars


def _clusters_of_nuts2(release: Release, selection: Selection) -> "QuerySet[RegionClusters]":
    return RegionClusters.objects.filter(
        release=release,
        area=selection.area,
        rules=selection.rules,
        scheme=selection.scheme,
        year=selection.year,
        region__level=2,
    )


def list_peers(place: Place, release: Release, total: RegionFigure) -> tuple[RegionFigure, ...]:
    """The NUTS 2 regions nearest in persons employed; of the same country where the region has no total. 1 query."""
    rows = (
        RegionFigure.objects.filter(
            release=release,
            year=total.year,
            is_union=False,
            region__level=2,
            region__is_extra_regio=False,
            persons_employed__isnull=False,
        )
        .exclude(region=total.region_id)
        .select_related("region__country", "current_region")
    )
    if total.persons_employed is None:
        return tuple(rows.filter(region__country=place.region.country_id).order_by("-persons_employed")[:PEERS])
    distance = Abs(F("persons_employed") - total.persons_employed)
    return tuple(rows.alias(distance=distance).order_by("distance", "region__code")[:PEERS])


@dataclass(frozen=True, slots=True)
class Inside:
    """One NUTS 2 region inside a country or NUTS 1 region, with its total and its clusters."""

    total: RegionFigure
    counts: RegionClusters | None


@dataclass(frozen=True, slots=True)
class AreaProfile:
    """A country or NUTS 1 region: its own figures, and the statistical clusters of the NUTS 2 regions inside."""

    place: Place
    release: Release
    selection: Selection
    figures: tuple[ClusterFigure, ...]
    totals: tuple[RegionFigure, ...]
    inside: tuple[Inside, ...]
    strongest: tuple[ClusterFigure, ...]

    @property
    def published_as(self) -> tuple[tuple[str, str], ...]:
        return _published_as(self.figures)

    @property
    def year(self) -> int:
        return int(self.selection.year)

    @property
    def total(self) -> RegionFigure | None:
        return next((total for total in self.totals if total.year == self.year), None)


def get_area_profile(place: Place, release: Release, selection: Selection) -> AreaProfile:
    """Own figures and totals, regions inside with their counts, the strongest clusters among them. 4 queries."""
    own, totals = _totals_of_area(place, release, selection)
    clusters = _clusters_of_nuts2(release, selection).filter(region__in=[row.region_id for row in totals])
    counts = {row.region_id: row for row in clusters}
    return AreaProfile(
        place=place,
        release=release,
        selection=selection,
        figures=tuple(cells_of(place, release, selection).order_by("group__position")),
        totals=own,
        inside=tuple(Inside(total, counts.get(total.region_id)) for total in totals),
        strongest=tuple(_strongest_inside(place, release, selection)),
    )


def _totals_of_area(
    place: Place, release: Release, selection: Selection
) -> tuple[tuple[RegionFigure, ...], tuple[RegionFigure, ...]]:
    """The area's own totals of every year, oldest first, and those of the year of the regions inside. 1 query."""
    inside = place.figures_inside() & Q(year=selection.year, is_union=False)
    rows = RegionFigure.objects.filter(place.own_figures() | inside, release=release)
    found = list(rows.select_related("region", "current_region").order_by("year", "is_union", "region__code"))
    own = tuple(row for row in found if row.region.level == place.region.level)
    return own, tuple(row for row in found if row.region.level != place.region.level)


def _strongest_inside(place: Place, release: Release, selection: Selection) -> "QuerySet[ClusterFigure]":
    stars = f"stars__{release.rule_sets.index(selection.rules)}"
    return (
        ClusterFigure.objects.filter(
            place.figures_inside(),
            Q(**{f"{stars}__gte": 1}),
            release=release,
            area=selection.area,
            year=selection.year,
            group__scheme=selection.scheme,
        )
        .select_related("region", "current_region", "group")
        .order_by(F(stars).desc(nulls_last=True), "-persons_employed", "pk")[:20]
    )
