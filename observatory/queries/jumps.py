"""Which rates of growth rest on a step within a year that is hardly real."""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from observatory.models import ClusterFigure
from observatory.stats.jumps import has_jump

Series = Mapping[int, float]


def with_jumps(figures: Iterable[ClusterFigure]) -> frozenset[int]:
    """Keys of those figures of one release and area whose growth runs over a jump (see `has_jump`).

    A series follows a territory through its codes, as growth does. 1 query, none without a rate.
    """
    rated = {one: (one.growth_from, one.growth_to) for one in figures if one.growth_from and one.growth_to}
    if not rated:
        return frozenset()
    series = _series(list(rated), _span(rated.values()))
    return frozenset(one.pk for one, (first, last) in rated.items() if has_jump(series.get(_key(one), {}), first, last))


def _series(figures: list[ClusterFigure], years: tuple[int, int]) -> dict[tuple[int, int], dict[int, float]]:
    """Persons employed by year of each territory and group. 1 query."""
    one = figures[0]
    regions = Q(region__in={each.region_id for each in figures})
    today = Q(current_region__in={each.current_region_id for each in figures if each.current_region_id})
    cells = ClusterFigure.objects.filter(
        regions | today,
        release=one.release_id,
        area=one.area,
        year__range=years,
        group__in={each.group_id for each in figures},
        is_union=False,
        persons_employed__isnull=False,
    ).order_by()
    found: dict[tuple[int, int], dict[int, float]] = {}
    fields = ("region_id", "current_region_id", "group_id", "year", "persons_employed")
    for region, current, group, year, persons in cells.values_list(*fields):
        found.setdefault((current or region, group), {})[year] = persons
    return found


def _span(periods: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """First and last year of all periods."""
    years = [year for period in periods for year in period]
    return min(years), max(years)


def _key(one: ClusterFigure) -> tuple[int, int]:
    return one.current_region_id or one.region_id, one.group_id
