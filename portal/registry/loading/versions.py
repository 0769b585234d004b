"""What the registry knows of every NUTS version: its files, and one consistent set of region records."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings

from portal.registry.loading.boundaries import region_records
from portal.registry.loading.countries import read_countries
from portal.registry.loading.records import LoadRefused, RegionRecord
from portal.registry.loading.workbook import workbook_records

LEVELS = range(4)


@dataclass(frozen=True, slots=True)
class Version:
    """A NUTS version: years of its use in official statistics, and where its drawn boundaries stand."""

    name: str
    valid_from: int
    valid_to: int | None
    is_drawn: bool


VERSIONS = (
    Version("2024", 2024, None, True),
    Version("2021", 2021, 2023, True),
    Version("2016", 2018, 2020, False),
    Version("2013", 2015, 2017, True),
    Version("2010", 2012, 2014, False),
    Version("2006", 2008, 2011, False),
)
NEWEST = VERSIONS[0].name


def workbook_path() -> Path:
    return settings.PACKAGES_DIR / "nuts" / "NUTS2021-NUTS2024.xlsx"


def list_files(version: str) -> list[Path]:
    """Files that give the codes and names of a version: the atlas, or for the newest one the workbook."""
    if version == NEWEST:
        return [workbook_path(), *drawn_files(version)]
    return [settings.PACKAGES_DIR / "atlas" / f"NUTS_RG_10M_{version}_4326_LEVL_{level}.js" for level in LEVELS]


def drawn_files(version: str) -> list[Path]:
    """Files with the boundaries to draw; for the newest version only where the official files are at hand."""
    if version != NEWEST:
        return [settings.PACKAGES_DIR / "atlas" / f"NUTS_RG_03M_{version}_4326_LEVL_2.js"]
    if not settings.PORTAL_SOURCES:
        return []
    folder = Path(settings.PORTAL_SOURCES) / f"nuts_{version}"
    return sorted(folder.glob(f"nuts_{version}_*_4326_level[0-3].geojson"))


def read_version(version: str) -> list[RegionRecord]:
    """All regions of a version as its files have them, and the territory outside any region; without geometry."""
    records = _newest() if version == NEWEST else region_records(map(str, list_files(version)))
    return [replace(record, geometry=None) for record in (*records, *_extra_regio(records))]


def _newest() -> list[RegionRecord]:
    """The workbook's regions and their countries, placed by the boundary files, else by the version before."""
    countries = {entry.code: entry for entry in read_countries()}
    listed = workbook_records(workbook_path())
    placed = region_records(map(str, (*list_files(VERSIONS[1].name), *drawn_files(NEWEST))))
    places = {record.code: record for record in placed}
    unknown = sorted({record.code[:2] for record in listed} - set(countries))
    if unknown:
        raise LoadRefused([f"{workbook_path().name}: unknown countries {', '.join(unknown)}."])
    codes = dict.fromkeys(record.code[:2] for record in listed)
    tops = [RegionRecord(code, countries[code].name_native, countries[code].name, "countries") for code in codes]
    return [_placed(record, places.get(record.code)) for record in (*tops, *listed)]


def _placed(record: RegionRecord, drawn: RegionRecord | None) -> RegionRecord:
    if drawn is None:
        return record
    return replace(record, longitude=drawn.longitude, latitude=drawn.latitude)


def _extra_regio(records: Iterable[RegionRecord]) -> list[RegionRecord]:
    """Territory outside any region (embassies, platforms at sea), where the files have none."""
    codes = {record.code for record in records}
    wanted = (country + "Z" * level for country in sorted(c for c in codes if len(c) == 2) for level in (1, 2, 3))
    return [
        RegionRecord(
            code, f"Extra-Regio NUTS {len(code) - 2}", f"Extra-Regio NUTS {len(code) - 2}", code, is_extra_regio=True
        )
        for code in wanted
        if code not in codes
    ]
