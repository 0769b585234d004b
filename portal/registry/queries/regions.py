"""A region code of any NUTS version, resolved to the region that a visitor meets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext

from portal.core.errors import NotFound, shortened
from portal.registry.codes import CODE, official_code
from portal.registry.conversion import Kind, Sources, conversions
from portal.registry.memory import remember
from portal.registry.models import Region
from portal.registry.reference import reference
from portal.registry.territory import DEEPEST_LEVEL, VERSIONS

SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class ResolvedRegion:
    """What a code means.

    `region` is the region as asked: today's, or of the newest version that has the code. `current` is today's region
    with the same territory, None for a former region without one. `sources` says, by version, under which published
    codes its figures stand (see `Sources`). `successors` are today's regions that share the territory of a former
    one, `former` older regions that keep figures which today's region cannot take over.
    """

    region: Region
    current: Region | None
    kind: Kind
    redirect_to: str
    sources: Mapping[str, Sources]
    successors: tuple[Region, ...]
    former: tuple[Region, ...]

    @property
    def published_codes(self) -> dict[str, tuple[str, ...]]:
        """By version, the codes whose figures together are exactly this region's; versions without are left out."""
        return {version: found.codes for version, found in self.sources.items() if found.is_exact}

    @property
    def former_code(self) -> str:
        """The latest published code that differs from today's, if the region was simply recoded ("FR71")."""
        recoded = [found.codes[0] for found in self.sources.values() if found.kind == Kind.RECODED]
        return recoded[-1] if recoded else ""


def resolve_region(code: str) -> ResolvedRegion:
    """The region that `code` means today. Raises NotFound with near suggestions. No query but for NUTS 3 (1).

    A recoded region (FR71) says where it leads (`redirect_to` FRK2); one that was split (HU10) stays a region of its
    own with its successors.
    """
    asked = official_code(code)
    versions = {region.version: region for region in _regions([asked])} if CODE.fullmatch(asked) else {}
    if not versions:
        message = gettext("There is no region %(code)s.") % {"code": shortened(code)}
        raise NotFound(message, suggest_codes(shortened(asked)))
    region = versions[max(versions)]
    if region.level > 2:
        return _small(region)
    became = conversions().to_current(asked, region.version)
    if became.is_exact:
        return _today(region, became.codes[0])
    return _former(region, became.kind, became.codes)


def _small(region: Region) -> ResolvedRegion:
    """NUTS 3: conversions are not kept, the code stands for itself."""
    is_today = region.version == conversions().newest(region.code)
    return ResolvedRegion(region, region if is_today else None, Kind.SAME if is_today else Kind.GONE, "", {}, (), ())


def _today(region: Region, code: str) -> ResolvedRegion:
    sources = {version: conversions().sources_of(code, version) for version in _until(conversions().newest(code))}
    shared = [found.codes for found in sources.values() if not found.is_exact]
    names = {one for codes in shared for one in codes} | {code} - {region.code}
    others = _newest(_regions(names)) if names else {}
    current = region if code == region.code else others[code]
    former = tuple(others[one] for one in sorted(names - {code}) if one in others)
    kind = Kind.SAME if current is region else Kind.RECODED
    return ResolvedRegion(region, current, kind, "" if current is region else code, sources, (), former)


def _former(region: Region, kind: Kind, codes: tuple[str, ...]) -> ResolvedRegion:
    sources = {
        version: conversions().sources_of(region.code, version, region.version) for version in _until(region.version)
    }
    successors = _newest(_regions(codes)) if codes else {}
    return ResolvedRegion(region, None, kind, "", sources, tuple(successors[code] for code in codes), ())


def _until(version: str) -> tuple[str, ...]:
    return VERSIONS[: VERSIONS.index(version) + 1]


def _regions(codes: Iterable[str]) -> list[Region]:
    """All versions of the regions: of NUTS 0 to 2 as remembered, smaller ones in 1 query."""
    wanted = set(codes)
    small = [code for code in wanted if len(code) - 2 > DEEPEST_LEVEL]
    found = Region.objects.filter(code__in=small).select_related("country", "parent") if small else ()
    return [*(region for code in sorted(wanted) for region in reference().by_code.get(code, ())), *found]


def _newest(regions: Iterable[Region]) -> dict[str, Region]:
    return {region.code: region for region in sorted(regions, key=lambda region: region.version)}


@remember
def _names_by_code() -> Mapping[str, str]:
    """Names of all regions of levels 0 to 2, the newest name of each code."""
    rows = sorted(reference().regions, key=lambda region: region.version)
    return {region.code: region.name_latin for region in rows if not region.is_extra_regio}


def suggest_codes(code: str) -> list[tuple[str, str]]:
    """(label, address) of the regions whose codes are most like `code`; longer codes lead to the region around."""
    names = _names_by_code()
    around = [code[:length] for length in range(len(code), 1, -1) if code[:length] in names]
    close = get_close_matches(code, list(names), n=SUGGESTIONS, cutoff=0.6)
    found = list(dict.fromkeys([*around[:1], *close]))[:SUGGESTIONS]
    return [(f"{names[one]} ({one})", Region(code=one).get_absolute_url()) for one in found]
