"""Context indicators on the map: rows of one year, and the years that a release has of each."""

from collections import defaultdict

from django.db.models import Count

from observatory.indicators import context_indicators
from observatory.models import ContextFigure, Release
from observatory.queries.context import context_of
from observatory.queries.map_rows import MapRow
from observatory.selection import Selection
from portal.registry.memory import remember
from portal.registry.models import Region

LEAST_COVERAGE = 0.9  # of the regions of the year with most: what a year needs to be shown unasked
NUTS2 = 2


@remember
def context_years(release_id: int) -> dict[str, tuple[str, ...]]:
    """Years by indicator, in the order of pages: first the latest with nearly all regions, then from the latest on.

    Only indicators of NUTS 2 regions. 1 query once a release.
    """
    rows = ContextFigure.objects.filter(release=release_id, region__level=NUTS2, value__isnull=False)
    regions: dict[int, dict[int, int]] = defaultdict(dict)
    for number, year, count in rows.order_by().values_list("indicator", "year").annotate(count=Count("pk")):
        regions[number][year] = count
    return {one.code: _ordered(regions[number]) for number, one in context_indicators().items() if number in regions}


def _ordered(regions: dict[int, int]) -> tuple[str, ...]:
    enough = LEAST_COVERAGE * max(regions.values())
    default = max(year for year, count in regions.items() if count >= enough)
    return tuple(str(year) for year in (default, *sorted(set(regions) - {default}, reverse=True)))


def context_rows(release: Release, selection: Selection) -> list[MapRow]:
    """One row a region; regions inside a larger zone show the zone's figure and say so. 1 query."""
    figures = context_of(release, selection.figure, int(selection.year), int(selection.level))
    found = ((one, one.region) for one in figures if one.region is not None)
    return [_row(one, region) for one, region in found if selection.country in ("", region.country_id)]


def _row(one: ContextFigure, region: Region) -> MapRow:
    return MapRow(
        code=region.code,
        name=region.name_latin if region.level else region.country.local_name,
        sort_key=bytes(region.sort_key),
        country=region.country_id,
        country_name=region.country.local_name,
        published_code=region.code,
        version=region.version,
        region_id=region.pk,
        value=one.value,
        status=one.status,
        marks=one.marks,
        zone=one.zone_name if one.is_part else "",
    )
