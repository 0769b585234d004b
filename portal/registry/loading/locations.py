"""Boundaries of NUTS 3 regions in which positions are found, of the versions that addresses and figures need."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import shapely
from django.conf import settings

from portal.registry.geometry.coverage import valid
from portal.registry.loading.boundaries import region_records
from portal.registry.loading.records import RegionRecord
from portal.registry.loading.versions import NEWEST, drawn_files
from portal.registry.models import Boundary, Region

FORMER = ("2021", "2016", "2013")  # the newest first
LEVEL = 3

Records = dict[str, RegionRecord]


def location_files() -> tuple[Path, ...]:
    return (*(_atlas_file(version) for version in FORMER), *_official_files())


def _atlas_file(version: str) -> Path:
    return settings.PACKAGES_DIR / "atlas" / f"NUTS_RG_10M_{version}_4326_LEVL_{LEVEL}.js"


def _official_files() -> list[Path]:
    """The file of the newest version, where it is at hand."""
    return [path for path in drawn_files(NEWEST) if path.stem.endswith(f"level{LEVEL}")]


def load_locations() -> str:
    """Replace the boundaries of all versions."""
    records = {version: _records(_atlas_file(version)) for version in FORMER}
    records[NEWEST] = in_force(_records(*_official_files()), records[FORMER[0]])
    Boundary.objects.all().delete()
    rows = [
        Boundary(version=version, code=code, polygon=shapely.to_wkb(valid(record.geometry)))
        for version, of_version in records.items()
        for code, record in of_version.items()
    ]
    return f"{len(Boundary.objects.bulk_create(rows, 1000))} boundaries of NUTS 3 in {len(records)} versions"


def _records(*paths: Path) -> Records:
    return {record.code: record for record in region_records(map(str, paths)) if record.level == LEVEL}


def in_force(official: Mapping[str, RegionRecord], former: Mapping[str, RegionRecord]) -> Records:
    """Of each country the newest boundaries: the official ones, else those of the version before under today's codes.

    A former region whose successor is not known is left out: positions in it are found by their postcode only.
    """
    names = dict(Region.objects.of_version(NEWEST).filter(level=LEVEL).values_list("code", "name_latin"))
    drawn = {code[:2] for code in official}
    others = {code: record for code, record in former.items() if code[:2] not in drawn}
    return dict(official) | dict(_under_codes_of_today(others, names))


def _under_codes_of_today(
    former: Mapping[str, RegionRecord], names: Mapping[str, str]
) -> Iterator[tuple[str, RegionRecord]]:
    """A code that still stands; the new code of the same name; all codes of a country that has left the newest list."""
    listed = {code[:2] for code in names}
    new = {(code[:2], name): code for code, name in names.items() if code not in former}
    for code, record in former.items():
        heir = code if code in names or code[:2] not in listed else new.get((code[:2], record.name_latin), "")
        if heir:
            yield heir, record
