"""How many statistical clusters lie in each set of regions, and where its regions are on the map."""

from collections.abc import Mapping
from dataclasses import dataclass

from observatory.models import RegionClusters, Release
from observatory.queries.custom_members import CustomSubject
from observatory.queries.outlines import Surroundings, get_ground, placing
from observatory.selection import Selection
from portal.registry.models.region import OUTLINE_NUTS
from portal.registry.outlines import COARSE
from portal.registry.region_sets import members_of, membership, region_sets

NUTS2 = 2


@dataclass(frozen=True, slots=True)
class SetCount:
    three_stars: int


def count_sets(release: Release, selection: Selection) -> Mapping[str, SetCount]:
    """Three-star clusters (or the highest result of the rule set) by set. 1 query, and 1 once a process."""
    rows = RegionClusters.objects.filter(
        release=release,
        area=selection.area,
        rules=selection.rules,
        scheme=selection.scheme,
        year=selection.year,
        region__level=NUTS2,
        judged__gt=0,
    )
    found = dict(rows.values_list("region", "three_stars"))
    return {one.code: SetCount(_sum(found, membership(one.code).whole)) for one in region_sets()}


def _sum(found: Mapping[int, int], whole: frozenset[int]) -> int:
    return sum(count for region, count in found.items() if region in whole)


def get_custom_surroundings(subject: CustomSubject) -> Surroundings:
    """NUTS 2 outlines of the members among those of Europe, or of their country. 1 query, none when warm."""
    codes = _codes_of(subject)
    countries = {code[:2] for code in codes}
    country = countries.pop() if len(countries) == 1 else ""
    ground = get_ground(NUTS2, country, COARSE)
    inside = tuple(shape for shape in ground.shapes if shape.code.startswith(tuple(codes)))
    rest = tuple(shape for shape in ground.shapes if not shape.code.startswith(tuple(codes)))
    return Surroundings(country, inside, rest, ground)


def _codes_of(subject: CustomSubject) -> set[str]:
    """Codes of the outlines' version; those of a country or NUTS 1 region begin those of its regions."""
    if subject.set_code:
        return {region.code for region in members_of(subject.set_code, OUTLINE_NUTS)}
    placed = (placing(place.code, place.region.version).codes or (place.code,) for place in subject.places)
    return {code for codes in placed for code in codes}
