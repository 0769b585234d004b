"""Names of regions as readers know them: the official files of older versions write capitals and drop accents.

A region whose territory lives on has its newest name, whatever code it bore; any other takes the spelling of a
newer region of the same name in its country; what is left is put into ordinary letters. A data file mends what the
newest files misspell themselves.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import msgspec
from anyascii import anyascii

from portal.registry.loading.countries import DATA, CountryEntry, read_countries
from portal.registry.loading.records import RegionRecord
from portal.registry.names import fold
from portal.registry.territory import Conversions

NAMES_FILE = DATA / "region_names.toml"
LATIN_END = 0x250  # letters of European Latin alphabets stand below
_SMALL_WORD = re.compile(r"(?<=[ -])(De|Du|La|Le|Les|Des|Und|Y|E|And|D['’](?=O))(?=[ -]|O)")
# The files write Romanian with the Turkish letters.
_ROMANIAN = str.maketrans("ŞşŢţ", "ȘșȚț")


class NamesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: dict[str, str]


def read_corrections() -> Mapping[str, str]:
    """Names as published and as they are properly written."""
    return msgspec.toml.decode(NAMES_FILE.read_bytes(), type=NamesFile).names


@dataclass(frozen=True, slots=True)
class Newer:
    """What is known of newer versions: records by code, spellings by (country, level, folded name)."""

    conversions: Conversions
    records: Mapping[str, RegionRecord]
    spellings: Mapping[tuple[str, int, str], RegionRecord]


def newer_names(conversions: Conversions, records: Mapping[str, RegionRecord]) -> Newer:
    """`records`: the newest record of each code of the versions after the one to be spelled."""
    spellings = {key: record for record in reversed(records.values()) for key in _keys(record)}
    return Newer(conversions, records, spellings)


def spelled(records: Iterable[RegionRecord], version: str, newer: Newer) -> list[RegionRecord]:
    """The same regions of `version` with names in ordinary spelling."""
    countries, corrections = {entry.code: entry for entry in read_countries()}, read_corrections()
    return [_corrected(_spell(record, version, newer, countries), corrections) for record in records]


def _spell(record: RegionRecord, version: str, newer: Newer, countries: Mapping[str, CountryEntry]) -> RegionRecord:
    if record.level == 0 and record.code in countries:
        entry = countries[record.code]
        return replace(record, name_native=entry.name_native, name_latin=entry.name)
    better = _better(record, version, newer)
    if better:
        return replace(record, name_native=better.name_native, name_latin=better.name_latin)
    native, latin = (_ordinary(name) for name in (record.name_native, record.name_latin))
    return replace(record, name_native=native, name_latin=_latin(latin))


def _better(record: RegionRecord, version: str, newer: Newer) -> RegionRecord | None:
    """The newest region with the same territory, else a newer one of the same name in the same country."""
    became = newer.conversions.to_current(record.code, version)
    if became.is_exact and became.codes[0] in newer.records:
        return newer.records[became.codes[0]]
    return next((newer.spellings[key] for key in _keys(record) if key in newer.spellings), None)


def _keys(record: RegionRecord) -> Iterator[tuple[str, int, str]]:
    for name in (record.name_native, record.name_latin):
        yield record.code[:2], record.level, fold(name)


def _ordinary(name: str) -> str:
    """`"ÎLE DE FRANCE"` → `"Île de France"`; codes of up to two letters stay."""
    name = " ".join(name.replace("_", " ").split())
    if not name.isupper() or len(name) < 3:
        return name
    return _SMALL_WORD.sub(lambda word: word.group().lower(), name.title())


def _latin(name: str) -> str:
    return name if all(ord(letter) < LATIN_END or not letter.isalpha() for letter in name) else anyascii(name)


def _corrected(record: RegionRecord, corrections: Mapping[str, str]) -> RegionRecord:
    native, latin = (corrections.get(name, name) for name in (record.name_native, record.name_latin))
    if record.code.startswith("RO"):
        native, latin = native.translate(_ROMANIAN), latin.translate(_ROMANIAN)
    return replace(record, name_native=native, name_latin=latin)
