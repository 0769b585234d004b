"""A region as a visitor meets it: today's code and name, and the published regions whose figures it shows."""

from dataclasses import dataclass
from difflib import get_close_matches

from django.db.models import Q

from portal.core.errors import NotFound
from portal.registry.models import Region
from portal.registry.models.region import CURRENT_NUTS

PARENTS = "parent__parent__parent"


@dataclass(frozen=True, slots=True)
class Place:
    """`region` is today's row, or the newest former one; `row_ids` are all rows of its code.

    `redirect_to` is today's code where the asked one was recoded; `former` the codes of a region that was split
    and held this one; `successors` the codes that a former region was split into.
    """

    region: Region
    row_ids: tuple[int, ...]
    redirect_to: str = ""
    former: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return self.region.code

    @property
    def codes(self) -> tuple[str, ...]:
        """The region's own code with those of the regions it is or was part of."""
        return tuple(dict.fromkeys((self.code, *self.former, *(parent.code for parent in self.parents))))

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
    rows = list(Region.objects.filter(code=code).order_by("-version").select_related("country", PARENTS))
    if not rows:
        raise unknown_region(code)
    return Place(rows[0], tuple(row.pk for row in rows))


def unknown_region(code: str) -> NotFound:
    """What to raise for a code that no version knows, with the nearest of today's codes. 1 query."""
    known = dict(Region.objects.current().filter(level__lte=2).values_list("code", "name_latin"))
    near = get_close_matches(code, known, n=4, cutoff=0.6)
    suggestions = [(f"{known[one]} ({one})", f"/observatory/regions/{one}/") for one in near]
    return NotFound(f"No region has the code {code}.", suggestions)
