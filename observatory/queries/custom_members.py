"""Who belongs to several regions taken as one, year by year, as their figures were published."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations
from operator import or_

from django.db.models import Q

from observatory.models import RegionFigure, Release
from observatory.queries.place import Place, get_place
from portal.registry.models import Region
from portal.registry.reference import reference
from portal.registry.region_sets import members_of, membership

NUTS2 = 2
MOST_MEMBERS = 60


@dataclass(frozen=True, slots=True)
class CustomSubject:
    """Regions chosen one by one (`places`), or a set that the portal knows (`set_code`)."""

    name: str
    places: tuple[Place, ...] = ()
    set_code: str = ""

    def has_rows(self) -> Q:
        """Rows of a figure table that may be members' in some year."""
        if self.set_code:
            known = Q(region__in=membership(self.set_code).whole, is_union=False, region__is_extra_regio=False)
            return known & Q(region__level__lte=NUTS2)
        return reduce(or_, (place.own_figures() for place in self.places), Q(pk__in=[]))

    def has_cells_inside(self) -> Q:
        """Cells of the published NUTS 2 regions that lie in it."""
        if self.set_code:
            return Q(region__in=_nuts2_of(self.set_code), is_union=False)
        own = (place.own_figures() if place.region.level == NUTS2 else place.figures_inside() for place in self.places)
        return reduce(or_, own, Q(pk__in=[]))


@dataclass(frozen=True, slots=True)
class Year:
    """The members of one year: `rows` are published figures of regions that do not overlap.

    `absent` are members of which the source has nothing in the year; `partly` published regions that only reach into
    a set and are left out of it.
    """

    rows: tuple[RegionFigure, ...] = ()
    absent: tuple[Region, ...] = ()
    partly: tuple[Region, ...] = ()

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(row.region_id for row in self.rows)

    @property
    def wholes(self) -> tuple[Region, ...]:
        """Countries and NUTS 1 regions that the members make up completely, and that are no members themselves."""
        members = tuple(row.region.code for row in self.rows)
        versions = {row.region.version for row in self.rows if not row.is_union}
        wider = (one for one in reference().regions if one.version in versions and one.level < NUTS2)
        near = (one for one in wider if any(code != one.code and code.startswith(one.code) for code in members))
        return tuple(one for one in near if one.code not in members and _is_made_up(one, members))

    @property
    def cover(self) -> tuple[frozenset[str], frozenset[str]]:
        """What tells whether two years cover the same territory."""
        return frozenset(one.code for one in self.absent), frozenset(one.code for one in self.partly)


@dataclass(frozen=True, slots=True)
class Members:
    """By year, oldest first."""

    subject: CustomSubject
    years: Mapping[int, Year] = field(default_factory=dict)

    def of(self, year: int) -> Year:
        return self.years.get(year, Year())


def _is_made_up(whole: Region, members: tuple[str, ...]) -> bool:
    """Whether every NUTS 2 region of `whole` lies in a member."""
    inside = (one for one in reference().regions if one.version == whole.version and one.level == NUTS2)
    return all(one.code.startswith(members) for one in inside if one.code.startswith(whole.code)
               and not one.is_extra_regio)  # fmt: skip


def get_members(subject: CustomSubject, release: Release) -> Members:
    """Members in every year of the release. 1 query."""
    rows = RegionFigure.objects.filter(subject.has_rows(), release=release).order_by("year", "is_union", "region__code")
    by_year: dict[int, list[RegionFigure]] = {year: [] for year in sorted(release.years)}
    for row in rows.select_related("region__country", "current_region__country"):
        by_year.setdefault(row.year, []).append(row)
    sort = _year_of_set if subject.set_code else _year_of_places
    return Members(subject, {year: sort(subject, found) for year, found in by_year.items()})


def overlaps(places: Sequence[Place]) -> tuple[tuple[Place, Place], ...]:
    """Pairs of which one holds territory of the other: together they would count it twice."""
    return tuple(pair for pair in combinations(places, 2) if _overlap(*pair) or _overlap(*reversed(pair)))


def _overlap(one: Place, other: Place) -> bool:
    """Whether `one` lies in `other`: as a part of it, or as a former or later region of its territory."""
    territory = {one.code, *(region.code for region in one.successors)}
    return any(code.startswith(other.code) for code in territory)


def find_members(codes: Iterable[str]) -> tuple[Place, ...]:
    """The places of the codes, today's where they were recoded, smaller ones as the NUTS 2 region around.

    At most 1 query a NUTS 3 code. Raises NotFound for an unknown code.
    """
    found: dict[str, Place] = {}
    for code in codes:
        place = get_place(code)
        place = get_place(place.redirect_to) if place.redirect_to else place
        place = get_place(place.code[:4]) if place.region.level > NUTS2 else place
        found.setdefault(place.code, place)
    return tuple(found.values())


def _nuts2_of(code: str) -> list[int]:
    whole = membership(code).whole
    return [region.pk for region in reference().regions if region.pk in whole and region.level == NUTS2]


def _year_of_places(subject: CustomSubject, rows: Sequence[RegionFigure]) -> Year:
    """The first row of each place: what was published, or else a sum over former regions."""
    own = {place.code: _row_of(place, rows) for place in subject.places}
    absent = tuple(place.region for place in subject.places if own[place.code] is None)
    return Year(tuple(row for row in own.values() if row is not None), absent)


def _row_of(place: Place, rows: Sequence[RegionFigure]) -> RegionFigure | None:
    ids, published = {place.region.pk}, set(place.published)
    return next((row for row in rows if ids & {row.region_id, row.current_region_id}), None) or next(
        (row for row in rows if not place.is_current and (row.region.code, row.region.version) in published), None
    )


def _year_of_set(subject: CustomSubject, rows: Sequence[RegionFigure]) -> Year:
    """The largest published regions that lie wholly in the set: a country's own figure hides less than its regions'.

    A country or NUTS 1 region without a total of its own gives way to its regions.
    """
    kept: list[RegionFigure] = []
    for row in sorted(rows, key=lambda row: (row.region.level, row.region.code)):
        is_usable = row.region.level == NUTS2 or row.persons_employed is not None
        if is_usable and not any(row.region.code.startswith(wider.region.code) for wider in kept):
            kept.append(row)
    version = max((row.region.version for row in rows), default="")
    return Year(tuple(kept), _absent(subject.set_code, version, kept), _partly(subject.set_code, version))


def _absent(code: str, version: str, kept: Sequence[RegionFigure]) -> tuple[Region, ...]:
    covered = tuple(row.region.code for row in kept)
    expected = members_of(code, version) if version else ()
    return tuple(region for region in expected if not region.code.startswith(covered))


def _partly(code: str, version: str) -> tuple[Region, ...]:
    partly = membership(code).partly
    ours = (region for region in reference().regions if region.pk in partly)
    return tuple(region for region in ours if region.level == NUTS2 and region.version == version)
