"""A region as a visitor meets it: today's code and name, and the published regions whose figures it shows."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from portal.registry.conversion import Kind
from portal.registry.models import Region
from portal.registry.models.region import CURRENT_NUTS
from portal.registry.queries import resolve_region


@dataclass(frozen=True, slots=True)
class Around:
    """A region that holds the place."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """`region` is today's row, or the newest former one; `published` are its (code, version) pairs before today.

    `redirect_to` is today's code where the asked one was recoded. `successors` hold the territory of a former
    region today, `former` are older regions that keep figures which this one cannot take over.
    """

    region: Region
    is_current: bool
    kind: Kind = Kind.SAME
    published: tuple[tuple[str, str], ...] = ()
    redirect_to: str = ""
    former: tuple[Region, ...] = ()
    successors: tuple[Region, ...] = ()

    @property
    def code(self) -> str:
        return self.region.code

    @property
    def codes(self) -> tuple[str, ...]:
        """The region's own code with those it was published under and of the regions around it."""
        published = (code for code, _version in self.published)
        return tuple(dict.fromkeys((self.code, *published, *(one.code for one in self.around))))

    @property
    def around(self) -> tuple[Around, ...]:
        """The country and the region's own parent; a parent named as its country is left out."""
        region = self.region
        chain = [Around(region.country_id, region.country.local_name)]
        if region.parent is not None:
            chain.append(Around(region.parent.code, region.parent.name_latin))
        named = {one.name: one for one in reversed(chain) if one.code != region.code}
        return tuple(one for one in chain if named.get(one.name) is one and one.name != region.name_latin)

    def own_figures(self) -> Q:
        """Rows of a figure table that are this region's: published, recoded since, or a sum over former regions.

        A country that left before the version in force (the United Kingdom) has no rows of today, only published ones.
        """
        if self.is_current and self.region.version == CURRENT_NUTS:
            return Q(current_region=self.region) | Q(region=self.region)
        return self._published_as("region__")

    def figures_inside(self) -> Q:
        """Rows of the published NUTS 2 regions inside this country or NUTS 1 region."""
        inside = Q(region__level=2, region__is_extra_regio=False)
        if self.region.level == 0:
            return inside & Q(region__country=self.region.country_id)
        return inside & (Q(current_region__parent=self.region) | self._published_as("region__parent__"))

    def _published_as(self, path: str) -> Q:
        pairs = self.published or ((self.region.code, self.region.version),)
        return reduce(or_, (Q(**{f"{path}code": code, f"{path}version": version}) for code, version in pairs))


def get_place(code: str) -> Place:
    """The region of `code` (any version). At most 2 queries, plus 2 once.

    Raises NotFound with the nearest codes where no NUTS version knows it.
    """
    resolved = resolve_region(code)
    published = resolved.published_codes.items()
    return Place(
        region=resolved.region,
        is_current=resolved.current == resolved.region,
        kind=resolved.kind,
        published=tuple((codes[0], version) for version, codes in published if len(codes) == 1),
        redirect_to=resolved.redirect_to,
        former=resolved.former,
        successors=resolved.successors,
    )
