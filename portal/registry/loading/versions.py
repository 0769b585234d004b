"""What the registry knows of every NUTS version: its files, and one consistent set of region records."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from anyascii import anyascii
from django.conf import settings

from portal.registry.loading.boundaries import region_records
from portal.registry.loading.countries import CountryEntry, read_countries
from portal.registry.loading.records import LoadRefused, RegionRecord
from portal.registry.loading.workbook import workbook_records

LEVELS = range(4)
_SMALL_WORD = re.compile(r"(?<=[ -])(De|Du|La|Le|Les|Des|Und|Y|E|And|D'(?=O))(?=[ -]|O)")
LATIN_END = 0x250  # letters of European Latin alphabets stand below


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


def read_version(version: str, better: Mapping[str, RegionRecord]) -> list[RegionRecord]:
    """All regions of a version with tidy names; `better` are those of newer versions, whose spelling is preferred."""
    is_newest = version == NEWEST
    tidy = tidied(_newest() if is_newest else region_records(map(str, list_files(version))), better)
    return tidy + _extra_regio(tidy)


def tidied(records: Iterable[RegionRecord], better: Mapping[str, RegionRecord]) -> list[RegionRecord]:
    """The same regions with names in ordinary spelling."""
    countries = {entry.code: entry for entry in read_countries()}
    return [_tidy(record, better, countries) for record in records]


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


def _tidy(
    record: RegionRecord, better: Mapping[str, RegionRecord], countries: Mapping[str, CountryEntry]
) -> RegionRecord:
    """Names in ordinary spelling: older versions write levels 0 and 1 in capitals and some names untransliterated."""
    if record.level == 0 and record.code in countries:
        entry = countries[record.code]
        return replace(record, name_native=entry.name_native, name_latin=entry.name)
    newer = better.get(record.code)
    if newer and anyascii(newer.name_native).casefold() == anyascii(record.name_native).casefold():
        return replace(record, name_native=newer.name_native, name_latin=newer.name_latin)
    native, latin = (_ordinary(name) for name in (record.name_native, record.name_latin))
    return replace(record, name_native=native, name_latin=_latin(latin))


def _ordinary(name: str) -> str:
    """`"ÎLE DE FRANCE"` → `"Île de France"`; codes of up to two letters stay."""
    if not name.isupper() or len(name) < 3:
        return name
    return _SMALL_WORD.sub(lambda word: word.group().lower(), name.title())


def _latin(name: str) -> str:
    return name if all(ord(letter) < LATIN_END or not letter.isalpha() for letter in name) else anyascii(name)


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
