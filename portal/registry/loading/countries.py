"""Countries from the project's own data file."""

from pathlib import Path

import msgspec
from babel import Locale

from portal.registry.models import Country
from portal.registry.names import sort_key

DATA = Path(__file__).resolve().parents[1] / "data"
COUNTRIES_FILE = DATA / "countries.toml"
FIRST_ELSEWHERE = 1000  # their order by code; pages sort them by name


class CountryEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One country as the data file has it."""

    code: str
    iso_code: str
    name: str
    name_native: str
    membership: str
    world: tuple[str, ...] = ()
    footnote: str = ""


class CountriesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Countries of Europe in protocol order; `elsewhere`: ISO codes of all others."""

    elsewhere: tuple[str, ...]
    country: list[CountryEntry]


def read_countries() -> list[CountryEntry]:
    """Countries of Europe in protocol order. Raises msgspec.ValidationError where the data file is faulty."""
    return _read().country


def load_countries() -> str:
    """Bring the countries up to date; returns a summary."""
    countries = [
        *(_european(entry, order) for order, entry in enumerate(read_countries(), 1)),
        *(_other(code, order) for order, code in enumerate(_read().elsewhere, FIRST_ELSEWHERE)),
    ]
    fields = ["iso_code", "name", "sort_key", "protocol_order", "membership", "footnote", "is_european"]
    Country.everywhere.bulk_create(countries, update_conflicts=True, unique_fields=["code"], update_fields=fields)
    return f"{len(countries)} countries"


def _read() -> CountriesFile:
    return msgspec.toml.decode(COUNTRIES_FILE.read_bytes(), type=CountriesFile)


def _european(entry: CountryEntry, order: int) -> Country:
    return Country(
        code=entry.code,
        iso_code=entry.iso_code,
        name=entry.name,
        sort_key=sort_key(entry.name),
        protocol_order=order,
        membership=Country.Membership(entry.membership),
        footnote=entry.footnote,
    )


def _other(code: str, order: int) -> Country:
    name = Locale("en").territories[code]
    return Country(
        code=code,
        iso_code=code,
        name=name,
        sort_key=sort_key(name),
        protocol_order=order,
        membership=Country.Membership.OTHER,
        is_european=False,
    )
