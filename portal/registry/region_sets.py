"""Sets of regions that policy speaks of: cohesion categories, coasts, macro-regions, the euro area.

A set is a data file: whole countries, whole NUTS 1 regions, single NUTS 2 regions, or those whose NUTS 3 regions bear
a mark of Eurostat's typologies; with source, year and the NUTS version of its codes. It is carried to the other
versions by the conversions: a region of another version is in the set where all of its territory is, and only partly
in it where some is.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from portal.registry.conversion import conversions
from portal.registry.memory import remember
from portal.registry.models import Region
from portal.registry.reference import reference
from portal.registry.territory import VERSIONS

FOLDER = Path(__file__).parent / "data" / "region_sets"
NUTS2 = 2
MARKS = {"coastal": "is_coastal", "mountain": "is_mountain"}
# How many of a region's NUTS 3 regions must bear the mark: at least this share, and at least one.
LEAST_MARKED = {"coastal": 0.0, "mountain": 0.5}


class UnknownRegionSet(LookupError):
    """No set of regions has this code."""


class RegionSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A set as its file has it. `status`: P published list, O our own rule; `open` are regions nobody could place."""

    position: int
    kind: Literal["cohesion", "geography", "macro-region", "euro"]
    title: str
    explanation: str
    source: str
    url: str
    year: str
    status: Literal["P", "O"]
    version: str
    note: str = ""
    countries: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    mark: Literal["", "coastal", "mountain"] = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """Primary keys of regions of levels 0 to 2 and all versions: `whole` lie in the set, `partly` reach into it."""

    whole: frozenset[int]
    partly: frozenset[int]


def region_set_files() -> list[Path]:
    return sorted(FOLDER.glob("*.toml"))


@cache
def region_sets() -> tuple[RegionSet, ...]:
    """All sets in their order. Raises msgspec.ValidationError or ValueError for a file that cannot be meant."""
    return tuple(sorted((_read(path) for path in region_set_files()), key=lambda one: one.position))


def region_set(code: str) -> RegionSet:
    """Raises UnknownRegionSet."""
    for one in region_sets():
        if one.code == code:
            return one
    raise UnknownRegionSet(code)


def _read(path: Path) -> RegionSet:
    found = msgspec.toml.decode(path.read_bytes(), type=RegionSet)
    if found.version not in VERSIONS:
        raise ValueError(f"{path.name}: there is no NUTS {found.version}.")
    if not (found.countries or found.inside or found.members or found.mark):
        raise ValueError(f"{path.name}: neither members nor a rule.")
    return msgspec.structs.replace(found, code=path.stem)


def unknown_codes(one: RegionSet) -> tuple[str, ...]:
    """Codes of the set that its NUTS version does not have; countries are known in any version."""
    ours = {code for code, region in _of_version(one.version).items() if not region.is_extra_regio}
    countries = {country.code for country in reference().countries}
    asked = (*one.inside, *one.members, *one.open)
    return (*(code for code in asked if code not in ours), *(code for code in one.countries if code not in countries))


@remember
def membership(code: str) -> Membership:
    """Which regions belong to the set, in every version and of the levels 0 to 2. At most 1 query, once a process.

    A country or NUTS 1 region belongs to it where all its NUTS 2 regions do. Raises UnknownRegionSet.
    """
    one = region_set(code)
    core = _core(one)
    known = [region for region in reference().regions if not region.is_extra_regio]
    places = {region.pk: _placed(region, one, core) for region in known if region.level == NUTS2}
    places |= _around(known, places)
    return Membership(_with(places, 1.0), frozenset(pk for pk, part in places.items() if 0 < part < 1))


@remember
def members_of(code: str, version: str) -> tuple[Region, ...]:
    """The set's NUTS 2 regions of one version, by code."""
    whole = membership(code).whole
    ours = (region for region in reference().regions if region.pk in whole)
    return tuple(region for region in ours if region.level == NUTS2 and region.version == version)


def _core(one: RegionSet) -> frozenset[str]:
    """Codes of the set's NUTS 2 regions in its own version."""
    ours = [region for region in _of_version(one.version).values() if region.level == NUTS2]
    listed = {*one.members, *(region.code for region in ours if region.code[:-1] in one.inside)}
    return frozenset(listed | (_marked(one) if one.mark else set()))


def _marked(one: RegionSet) -> set[str]:
    """NUTS 2 codes of which enough NUTS 3 regions bear the mark. 1 query."""
    rows = Region.objects.filter(level=3, version=one.version, is_extra_regio=False)
    marks: dict[str, list[bool]] = defaultdict(list)
    for code, has_mark in rows.values_list("code", MARKS[one.mark]):
        marks[code[:4]].append(bool(has_mark))
    return {code for code, found in marks.items() if any(found) and sum(found) / len(found) >= LEAST_MARKED[one.mark]}


def _of_version(version: str) -> Mapping[str, Region]:
    return {region.code: region for region in reference().regions if region.version == version}


def _placed(region: Region, one: RegionSet, core: frozenset[str]) -> float:
    """1 where the region lies in the set, 0 where outside, a half where partly inside."""
    if region.country_id in one.countries:
        return 1.0
    heirs = _in_version(region, one.version)
    inside = sum(code in core for code in heirs)
    if not inside:
        return 0.0
    return 1.0 if inside == len(heirs) else 0.5


def _in_version(region: Region, version: str) -> tuple[str, ...]:
    """NUTS 2 codes of `version` that hold the region's territory, or share it."""
    if region.version == version:
        return (region.code,)
    if region.version > version:
        sources = conversions().sources_of(region.code, version, region.version)
        return sources.parts or sources.codes
    return conversions().to_version(region.code, region.version, version).codes


def _around(known: Iterable[Region], places: Mapping[int, float]) -> dict[int, float]:
    """Countries and NUTS 1 regions by their NUTS 2 regions; those without any are in no set."""
    inside: dict[tuple[str, str], list[float]] = defaultdict(list)
    for region in known:
        if region.pk in places:
            inside[region.version, region.country_id].append(places[region.pk])
            inside[region.version, region.code[:-1]].append(places[region.pk])
    wider = (region for region in known if region.level < NUTS2)
    found = ((region.pk, inside.get((region.version, region.code), [])) for region in wider)
    return {pk: _share(parts) for pk, parts in found}


def _share(parts: list[float]) -> float:
    return sum(parts) / len(parts) if parts else 0.0


def _with(places: Mapping[int, float], part: float) -> frozenset[int]:
    return frozenset(pk for pk, found in places.items() if found == part)
