"""Zones of a source and the regions that show their figures."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from observatory.loading.profiles import Profile
from observatory.loading.territory import VERSIONS
from observatory.zones import zones_of
from portal.registry.conversion import conversions
from portal.registry.models import Country, Region
from portal.registry.models.region import CURRENT_NUTS

NUTS2 = 2
OF_EU = -1


@dataclass(frozen=True, slots=True)
class KnownRegion:
    """What is needed of a region of the registry."""

    pk: int
    version: str
    code: str
    level: int
    name: str
    is_in_eu: bool
    is_extra_regio: bool


@dataclass(frozen=True, slots=True)
class Member:
    """A region that shows a zone's figures; `current` is today's key where the change is a pure recode."""

    region: int
    current: int | None
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class PlacedZone:
    """A zone with its regions. `peers` names the zones it is ranked among, "" where it is in no ranking."""

    code: str
    name: str
    version: str
    level: int
    peers: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class ContextFigures:
    """One figure of a zone: number of the indicator, the zone, the year, what stands there, and where it stood."""

    indicator: int
    zone: PlacedZone
    year: int
    period: str
    value: float
    status: int
    marks: int
    label: str
    dataset: str


class Atlas:
    """Every region of the registry, and the zones of a profile among them."""

    def __init__(self, regions: Sequence[KnownRegion]):
        self.by_code: Mapping[tuple[str, str], KnownRegion] = {(one.version, one.code): one for one in regions}
        self._below: dict[str, list[KnownRegion]] = defaultdict(list)
        for one in regions:
            if one.level <= NUTS2 and not one.is_extra_regio:
                self._below[one.version].append(one)
        self._parts = {one.pk: self._parts_of(one) for same in self._below.values() for one in same}

    def place(self, code: str, profile: Profile, year: int) -> PlacedZone | None:
        """The zone that `code` means in a year; None where the profile knows no such zone."""
        if code in profile.of_eu:
            return PlacedZone(code, profile.of_eu[code], "", OF_EU, "", ())
        if profile.zones:
            return self._of_file(code, profile.zones)
        return self._of_nuts(code, profile.nuts_version(year))

    def _of_nuts(self, code: str, version: str) -> PlacedZone | None:
        start = VERSIONS.index(version) if version else len(VERSIONS)
        found = (self.by_code.get((one, code)) for one in VERSIONS[start : start + 2])
        region = next((one for one in found if one), None)
        if region is None:
            return None
        peers = f"NUTS {region.level}" if region.is_in_eu and not region.is_extra_regio else ""
        return PlacedZone(code, region.name, region.version, region.level, peers, (self._member(region),))

    def _of_file(self, code: str, name: str) -> PlacedZone | None:
        file = zones_of(name)
        zone = next((one for one in file.zone if one.code == code), None)
        if zone is None:
            return None
        held = frozenset(zone.regions)
        inside = [one for one in self._below[file.version] if self._parts[one.pk] and self._parts[one.pk] <= held]
        members = tuple(self._member(one, is_part=self._parts[one.pk] != held) for one in inside)
        peers = name if inside and all(one.is_in_eu for one in inside) else ""
        return PlacedZone(code, zone.name, file.version, NUTS2, peers, members)

    def _parts_of(self, region: KnownRegion) -> frozenset[str]:
        """Codes of the NUTS 2 regions that the region holds."""
        inside = (one for one in self._below[region.version] if one.level == NUTS2)
        return frozenset(one.code for one in inside if one.code.startswith(region.code))

    def _member(self, region: KnownRegion, *, is_part: bool = False) -> Member:
        current = self._current(region)
        return Member(region.pk, current.pk if current else None, is_part)

    def _current(self, region: KnownRegion) -> KnownRegion | None:
        if region.level > NUTS2 or region.is_extra_regio or region.level == 0:
            return self.by_code.get((CURRENT_NUTS, region.code)) if region.level == 0 else None
        became = conversions().to_version(region.code, region.version, CURRENT_NUTS)
        return self.by_code.get((CURRENT_NUTS, became.codes[0])) if became.is_exact else None

    def unions(self, version: str) -> list[tuple[KnownRegion, tuple[str, ...]]]:
        """Today's regions that are exact sums of regions of `version`, with the codes of these."""
        found = []
        for region in self._below[CURRENT_NUTS] if version else ():
            sources = conversions().sources_of(region.code, version, CURRENT_NUTS)
            if region.level and (codes := sources.members(region.level)):
                found.append((region, codes))
        return found


def get_atlas() -> Atlas:
    """1 query."""
    fields = ("pk", "version", "code", "level", "name_latin", "country__membership", "is_extra_regio")
    rows = Region.objects.order_by("pk").values_list(*fields)
    return Atlas(
        [
            KnownRegion(pk, version, code, level, name, membership == Country.Membership.EU27, is_extra_regio)
            for pk, version, code, level, name, membership, is_extra_regio in rows
        ]
    )
