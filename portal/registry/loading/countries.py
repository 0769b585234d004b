"""Countries from the project's own data file."""

from pathlib import Path

import msgspec

from portal.registry.models import Country
from portal.registry.names import sort_key

DATA = Path(__file__).resolve().parents[1] / "data"
COUNTRIES_FILE = DATA / "countries.toml"


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
    country: list[CountryEntry]


def read_countries() -> list[CountryEntry]:
    """Countries in protocol order. Raises msgspec.ValidationError where the data file is faulty."""
    return msgspec.toml.decode(COUNTRIES_FILE.read_bytes(), type=CountriesFile).country


def load_countries() -> str:
    """Bring the countries up to date; returns a summary."""
    countries = [
        Country(
            code=entry.code,
            iso_code=entry.iso_code,
            name=entry.name,
            sort_key=sort_key(entry.name),
            protocol_order=order,
            membership=Country.Membership(entry.membership),
            footnote=entry.footnote,
        )
        for order, entry in enumerate(read_countries(), 1)
    ]
    fields = ["iso_code", "name", "sort_key", "protocol_order", "membership", "footnote"]
    Country.objects.bulk_create(countries, update_conflicts=True, unique_fields=["code"], update_fields=fields)
    return f"{len(countries)} countries"
