"""Where demonstration organisations stand: real regions with a strong statistical cluster, and places elsewhere."""

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

from django.db.models import Min, QuerySet

from observatory.models import ClusterFigure, Release
from portal.registry.models import IndustryGroup, Postcode, Region
from portal.registry.models.region import CURRENT_NUTS

FILE = Path(__file__).with_name("words.toml")
SCHEME = "nace"
# Manufacturing, computer programming, research and development: industries that have such organisations.
INDUSTRIES = r"^(C\d\d|J62|M72)$"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place and its industry. `region_code` is NUTS 3, empty outside the map."""

    country_code: str
    place: str
    city: str
    group: str
    industry: str
    longitude: float
    latitude: float
    region_code: str = ""
    postcode: str = ""


@cache
def words() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def list_spots(release: Release, count: int) -> list[Spot]:
    """`count` places in all countries in turn, the strongest clusters first, then those elsewhere. 4 queries."""
    elsewhere = _elsewhere()
    cells = list(chain.from_iterable(zip_longest(*_by_country(release).values())))
    chosen = [cell for cell in cells if cell is not None][: count - len(elsewhere)]
    return [*_inside(chosen), *elsewhere][:count]


def _by_country(release: Release) -> dict[str, list[ClusterFigure]]:
    found: dict[str, list[ClusterFigure]] = {}
    for cell in _strongest(release):
        found.setdefault(cell.current_region.country_id, []).append(cell)
    return dict(sorted(found.items()))


def _strongest(release: Release) -> "QuerySet[ClusterFigure]":
    """Cells of today's NUTS 2 regions in the default year, the most stars first."""
    cells = ClusterFigure.objects.filter(
        release=release,
        area="eu27",
        year=release.default_year,
        group__scheme=SCHEME,
        group__code__regex=INDUSTRIES,
        current_region__level=2,
        current_region__version=CURRENT_NUTS,
        current_region__is_extra_regio=False,
        is_union=False,
        stars__0__gte=1,
    )
    return cells.select_related("current_region", "group").order_by("-stars__0", "-persons_employed", "pk")


def _inside(cells: list[ClusterFigure]) -> list[Spot]:
    """Each in one of the NUTS 3 regions of its region, the next one for the next cell there."""
    inner = _inner([cell.current_region.code for cell in cells])
    used: dict[str, int] = {}
    spots = []
    for cell in cells:
        regions = inner.get(cell.current_region.code, [])
        if regions:
            turn = used[cell.current_region.code] = used.get(cell.current_region.code, -1) + 1
            spots.append((cell, regions[turn % len(regions)]))
    postcodes = _postcodes([region.code for _cell, region in spots])
    return [_spot(cell, region, postcodes.get(region.code, "")) for cell, region in spots]


def _inner(codes: list[str]) -> dict[str, list[Region]]:
    regions = Region.objects.current().filter(level=3, parent__code__in=codes, longitude__isnull=False)
    found: dict[str, list[Region]] = {}
    for region in regions.select_related("parent").order_by("code"):
        found.setdefault(region.code[:-1], []).append(region)
    return found


def _postcodes(codes: list[str]) -> dict[str, str]:
    rows = Postcode.objects.filter(region_code__in=codes).values_list("region_code").annotate(first=Min("postcode"))
    return dict(rows)


def _spot(cell: ClusterFigure, region: Region, postcode: str) -> Spot:
    return Spot(
        country_code=region.country_id,
        place=cell.current_region.name_latin,
        city=region.name_latin.split(",")[0],  # `Darmstadt, Kreisfreie Stadt` is the town
        group=f"{SCHEME}:{cell.group.code}",
        industry=_short(f"{SCHEME}:{cell.group.code}", cell.group.name),
        longitude=region.longitude or 0.0,
        latitude=region.latitude or 0.0,
        region_code=region.code,
        postcode=postcode,
    )


def _elsewhere() -> list[Spot]:
    entries = words()["elsewhere"]
    names = {f"{group.scheme_id}:{group.code}": group.name for group in IndustryGroup.objects.all()}
    return [
        Spot(
            country_code=entry["country"],
            place=entry["region"],
            city=entry["city"],
            group=entry["group"],
            industry=_short(entry["group"], names.get(entry["group"], entry["group"])),
            longitude=entry["longitude"],
            latitude=entry["latitude"],
        )
        for entry in entries
    ]


def _short(group: str, name: str) -> str:
    """An industry as people call it: `Manufacture of computer, electronic and optical products` → `electronics`."""
    known: str | None = words()["industries"].get(group)
    if known:
        return known
    plain = name.split(",", maxsplit=1)[0].split(" and ", maxsplit=1)[0].split(";", maxsplit=1)[0]
    return plain[:1].lower() + plain[1:]
