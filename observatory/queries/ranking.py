"""Statistical clusters of a release, filtered and sorted."""

from dataclasses import asdict, dataclass

from django.db.models import Expression, F, OrderBy, QuerySet
from django.db.models.functions import Coalesce

from observatory.filters import CellFilter
from observatory.models import ClusterFigure, Release
from observatory.narrowing import Narrowed
from observatory.queries.place import Place
from observatory.queries.within import within
from observatory.selection import Selection

# Figures are sorted from the largest to the smallest, names from A to Z; with the ending, the other way round.
FIGURE_KEYS = (
    "stars",
    "location_quotient",
    "size",
    "focus",
    "persons_employed",
    "growth",
    "wage_per_person_eur",
    "local_units",
)
NAME_KEYS = ("region", "group")
SORT_KEYS = (*FIGURE_KEYS, *NAME_KEYS)
ASCENDING, DESCENDING = "-ascending", "-descending"
SORTS = (*SORT_KEYS, *(key + ASCENDING for key in FIGURE_KEYS), *(key + DESCENDING for key in NAME_KEYS))


@dataclass(frozen=True, slots=True)
class Order:
    """A way to sort, as `sort` writes it in the address."""

    key: str
    is_ascending: bool

    @classmethod
    def of(cls, sort: str) -> "Order":
        key = sort.removesuffix(ASCENDING).removesuffix(DESCENDING)
        return cls(key, sort.endswith(ASCENDING) or sort in NAME_KEYS)

    @property
    def sort(self) -> str:
        if self.key in NAME_KEYS:
            return self.key if self.is_ascending else self.key + DESCENDING
        return self.key + ASCENDING if self.is_ascending else self.key

    @property
    def reversed(self) -> "Order":
        return Order(self.key, not self.is_ascending)


def list_cells(release: Release, selection: Selection, place: Place | None = None) -> "QuerySet[ClusterFigure]":
    """Published NUTS 2 cells that meet `selection`, in its order; extra-regio and unions are in no ranking.

    `place` is the region that `selection` names, if it names one. Lazy: 1 query when read, 1 more to count, and
    1 once a process for a set of regions.
    `stars=0` keeps cells without a star and local groups.
    """
    cells = ClusterFigure.objects.filter(
        within(selection.within),
        release=release,
        region__level=2,
        region__is_extra_regio=False,
        is_union=False,
    )
    if place is not None:
        cells = cells.filter(place.own_figures() if place.region.level == 2 else place.figures_inside())
    chosen = CellFilter(_values(selection), cells, release=release, rules=selection.rules)
    filtered: QuerySet[ClusterFigure] = chosen.qs
    return filtered.order_by(*_order(release, selection))


def _values(selection: Selection) -> dict[str, object]:
    least_growth = selection.least_growth if isinstance(selection, Narrowed) else None
    return asdict(selection) | {"least_growth": least_growth}


def _order(release: Release, selection: Selection) -> tuple[OrderBy | str, ...]:
    """Missing figures last in both directions; equal ones by persons employed, then by code: the order is stable."""
    order = Order.of(selection.sort)
    field = _field(order.key, release.rule_sets.index(selection.rules))
    first = field.asc(nulls_last=True) if order.is_ascending else field.desc(nulls_last=True)
    return (first, F("persons_employed").desc(nulls_last=True), "region__code", "group__position", "pk")


def _field(key: str, place: int) -> Expression | F:
    """Names are sorted as the table shows them: today's region where the cell has one, groups in their own order."""
    if key == "region":
        return Coalesce("current_region__sort_key", "region__sort_key")
    return F({"stars": f"stars__{place}", "group": "group__position"}.get(key, key))
