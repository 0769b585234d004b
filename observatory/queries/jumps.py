"""Which rates of growth rest on a step within a year that is hardly real."""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from observatory.models import ClusterFigure
from observatory.queries.gathering import Row, Wanted, gather
from observatory.stats.jumps import has_jump

Series = Mapping[int, float]


def with_jumps(figures: Iterable[ClusterFigure]) -> frozenset[int]:
    """Keys of those figures of one release and area whose growth runs over a jump. 1 query, none without a rate."""
    figures = tuple(figures)
    wanted = series_behind(figures)
    return find_jumps(figures, gather(wanted)[0] if wanted else {})


def find_jumps(figures: Iterable[ClusterFigure], series: Mapping[tuple[int, int], Series]) -> frozenset[int]:
    """Keys of the figures whose growth runs over a jump of their series (see `has_jump`)."""
    return frozenset(
        one.pk for one, (first, last) in _rated(figures) if has_jump(series.get(_key(one), {}), first, last)
    )


def series_behind(figures: Iterable[ClusterFigure]) -> Wanted | None:
    """What to gather to know the jumps: persons employed by year of each territory and group.

    A series follows a territory through its codes, as growth does. None where no figure has a rate.
    """
    rated = _rated(figures)
    if not rated:
        return None
    one, periods = rated[0][0], [period for _, period in rated]
    regions = Q(region__in={each.region_id for each, _ in rated})
    today = Q(current_region__in={each.current_region_id for each, _ in rated if each.current_region_id})
    cells = ClusterFigure.objects.filter(
        regions | today,
        release=one.release_id,
        area=one.area,
        year__range=_span(periods),
        group__in={each.group_id for each, _ in rated},
        is_union=False,
        persons_employed__isnull=False,
    )
    names = ("region_id", "current_region_id", "group_id", "year", "persons_employed")
    return Wanted("series", cells, {name: name for name in names}, _by_territory)


def _by_territory(rows: Iterable[Row]) -> dict[tuple[int, int], dict[int, float]]:
    found: dict[tuple[int, int], dict[int, float]] = {}
    for row in rows:
        territory = row["current_region_id"] or row["region_id"], row["group_id"]
        found.setdefault(territory, {})[row["year"]] = row["persons_employed"]
    return found


def _rated(figures: Iterable[ClusterFigure]) -> list[tuple[ClusterFigure, tuple[int, int]]]:
    return [(one, (one.growth_from, one.growth_to)) for one in figures if one.growth_from and one.growth_to]


def _span(periods: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """First and last year of all periods."""
    years = [year for period in periods for year in period]
    return min(years), max(years)


def _key(one: ClusterFigure) -> tuple[int, int]:
    return one.current_region_id or one.region_id, one.group_id
