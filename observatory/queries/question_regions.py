"""Ready-made questions about regions: their clusters, structure, totals, and sets of them."""

from collections.abc import Iterable

from observatory.models import RegionClusters, RegionFigure, RegionStructure
from observatory.queries.outlines import current_code
from observatory.queries.questions import Answer, Asking, Found, Valued, inside_area
from observatory.queries.within import members_within
from portal.registry.models import Region
from portal.registry.models.region import CURRENT_NUTS
from portal.registry.reference import reference

NUTS2 = 2


def today(region: Region) -> Region:
    """Today's region where the published one was only recoded, else itself. No query when warm."""
    code = current_code(region.code, region.version)
    rows = reference().by_code.get(code, ())
    return next((one for one in rows if one.version == CURRENT_NUTS), region)


def _by_id() -> dict[int, Region]:
    return {region.pk: region for region in reference().regions}


def _counts(asking: Asking) -> list[RegionClusters]:
    """Counts of the NUTS 2 regions that could be judged. 1 query."""
    rows = RegionClusters.objects.filter(
        release=asking.release,
        area=asking.selection.area,
        rules=asking.question.rules,
        scheme=asking.question.scheme,
        year=asking.selection.year,
        region__level=NUTS2,
        judged__gt=0,
    )
    return list(rows.order_by("region__code"))


def most_clusters(asking: Asking) -> Answer:
    """Regions by number of clusters. 1 query."""
    counts, regions = _counts(asking), _by_id()
    rows = [
        Found(float(sum(_stars(one))), region=today(regions[one.region_id]), more=(*map(float, _stars(one)[::-1]),))
        for one in counts
    ]
    places = tuple(Valued(regions[one.region_id], row.value) for one, row in zip(counts, rows, strict=True))
    rows.sort(key=lambda row: (-row.value, *(-(count or 0) for count in row.more)))
    return asking.answer(tuple(rows), known=len(rows), total=sum(row.value for row in rows), places=places)


def close_calls(asking: Asking) -> Answer:
    """Regions with stars that would fall if every cut were a tenth higher, or come if it were lower. 1 query."""
    counts, regions = _counts(asking), _by_id()
    rows = [
        Found(
            float(one.stars_lost or 0), today(regions[one.region_id]), more=(one.stars_gained, float(_all_stars(one)))
        )
        for one in counts
        if one.stars_lost or one.stars_gained
    ]
    rows.sort(key=lambda row: (-row.value, -(row.more[0] or 0)))
    return asking.answer(tuple(rows), known=len(counts), total=float(sum(map(_all_stars, counts))))


def _stars(one: RegionClusters) -> tuple[int, int, int]:
    return one.one_star, one.two_stars, one.three_stars


def _all_stars(one: RegionClusters) -> int:
    return sum(place * count for place, count in enumerate(_stars(one), start=1))


def within_sets(asking: Asking) -> Answer:
    """Clusters of the least result asked for by set of regions; `more`: regions with one, regions judged. 1 query."""
    counts = _counts(asking)
    least = asking.question.stars - 1
    rows = []
    for code in asking.question.sets:
        inside = [sum(_stars(one)[least:]) for one in counts if one.region_id in members_within(code)]
        more = (float(sum(count > 0 for count in inside)), float(len(inside)))
        rows.append(Found(float(sum(inside)), set_code=code, more=more))
    total = float(sum(sum(_stars(one)[least:]) for one in counts))
    return asking.answer(tuple(rows), known=len(counts), total=total)


def most_specialised(asking: Asking) -> Answer:
    """Regions by Krugman index; `more`: how much of their total is published. 1 query."""
    ordered = RegionStructure.objects.filter(
        inside_area(asking.selection.area),
        release=asking.release, area=asking.selection.area, year=asking.selection.year,
        region__level=NUTS2, is_union=False, krugman__isnull=False,
    ).order_by("-krugman", "region__code")  # fmt: skip
    regions = _by_id()
    figures = list(ordered)
    rows = tuple(
        Found(one.krugman or 0.0, today(regions[one.region_id]), more=(one.published_share, one.divisions_published))
        for one in figures
    )
    places = tuple(Valued(regions[one.region_id], one.krugman) for one in figures)
    return asking.answer(rows, known=len(rows), places=places)


def estimated_totals(asking: Asking) -> Answer:
    """Regions with a total that is partly estimated, the most first; `total` counts those without one. 1 query."""
    figures = RegionFigure.objects.filter(
        inside_area(asking.selection.area),
        release=asking.release, year=asking.selection.year, region__level=NUTS2, region__is_extra_regio=False,
        is_union=False,
    ).order_by("region__code")  # fmt: skip
    ours = list(figures)
    regions = _by_id()
    rows = [
        Found(one.estimated_share, today(regions[one.region_id]), more=(one.persons_employed, one.sections_published))
        for one in ours
        if one.estimated_share and one.persons_employed is not None
    ]
    rows.sort(key=lambda row: -row.value)
    return asking.answer(tuple(rows), known=_with_total(ours), total=float(len(ours) - _with_total(ours)))


def _with_total(figures: Iterable[RegionFigure]) -> int:
    return sum(one.persons_employed is not None for one in figures)
