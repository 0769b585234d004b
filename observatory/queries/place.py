"""A region as a visitor meets it: today's code and name, and the published regions whose figures it shows."""

from dataclasses import dataclass
from difflib import get_close_matches

from django.db.models import Q

from portal.core.errors import NotFound
from portal.registry.models import Region
from portal.registry.models.region import CURRENT_NUTS
from portal.registry.queries import ResolvedRegion, resolve_region

PARENTS = "parent__parent__parent"


@dataclass(frozen=True, slots=True)
class Place:
    """`region` is today's row, or the newest former one; `row_ids` are all rows of its code that share its fate."""

    region: Region
    row_ids: tuple[int, ...]
    resolved: ResolvedRegion

    @property
    def code(self) -> str:
        return self.region.code

    @property
    def is_current(self) -> bool:
        return self.region.version == CURRENT_NUTS

    @property
    def parents(self) -> tuple[Region, ...]:
        """From the country down to the region's own parent."""
        chain = []
        parent = self.region.parent
        while parent is not None:
            chain.insert(0, parent)
            parent = parent.parent
        return tuple(chain)

    def own_figures(self) -> Q:
        """Rows of a figure table that are this region's: published, recoded since, or a sum over former regions."""
        if self.is_current:
            return Q(current_region=self.region) | Q(region=self.region)
        return Q(region__in=self.row_ids)

    def figures_inside(self) -> Q:
        """Rows of the published NUTS 2 regions inside this country or NUTS 1 region."""
        inside = Q(region__level=2, region__is_extra_regio=False)
        if self.region.level == 0:
            return inside & Q(region__country=self.region.country_id)
        return inside & (Q(current_region__parent=self.region) | Q(region__parent__in=self.row_ids))


def get_place(code: str) -> Place:
    """The region of `code` (any version). At most 3 queries.

    Raises NotFound with the nearest codes where no NUTS version knows it.
    """
    resolved = resolve_region(code)
    rows = list(
        Region.objects.filter(code=resolved.region.code).order_by("-version").select_related("country", PARENTS)
    )
    region = next(row for row in rows if row.pk == resolved.region.pk)
    return Place(region, tuple(row.pk for row in rows), resolved)


def unknown_region(code: str) -> NotFound:
    """What to raise for a code that no version knows, with the nearest of today's codes. 1 query."""
    known = dict(Region.objects.current().filter(level__lte=2).values_list("code", "name_latin"))
    near = get_close_matches(code, known, n=4, cutoff=0.6)
    suggestions = [(f"{known[one]} ({one})", f"/observatory/regions/{one}/") for one in near]
    return NotFound(f"No region has the code {code}.", suggestions)
