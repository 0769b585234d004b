"""Statistical clusters of a release, filtered and sorted."""

from dataclasses import asdict

from django.db.models import F, OrderBy, QuerySet

from observatory.filters import CellFilter
from observatory.models import ClusterFigure, Release
from observatory.selection import Selection

# Sorted from the largest to the smallest; with the ending, from the smallest to the largest.
SORT_KEYS = (
    "stars",
    "location_quotient",
    "size",
    "focus",
    "persons_employed",
    "growth",
    "wage_per_person_eur",
)
ASCENDING = "-ascending"
SORTS = (*SORT_KEYS, *(key + ASCENDING for key in SORT_KEYS))


def list_cells(release: Release, selection: Selection) -> "QuerySet[ClusterFigure]":
    """Published NUTS 2 cells that meet `selection`, in its order; extra-regio and unions are in no ranking.

    Lazy: 1 query when read, 1 more to count. `stars=0` keeps cells without a star and local groups.
    """
    cells = ClusterFigure.objects.filter(release=release, region__level=2, region__is_extra_regio=False, is_union=False)
    chosen = CellFilter(asdict(selection), cells, release=release, rules=selection.rules)
    filtered: QuerySet[ClusterFigure] = chosen.qs
    return filtered.order_by(*_order(release, selection))


def _order(release: Release, selection: Selection) -> tuple[OrderBy | str, ...]:
    key = selection.sort.removesuffix(ASCENDING)
    field = F(f"stars__{release.rule_sets.index(selection.rules)}") if key == "stars" else F(key)
    is_ascending = selection.sort.endswith(ASCENDING)
    first = field.asc(nulls_last=True) if is_ascending else field.desc(nulls_last=True)
    return (first, F("persons_employed").desc(nulls_last=True), "region__code", "group__position", "pk")
