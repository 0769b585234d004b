"""Names under which visitors look for regions: other languages, and cities that stand for their region."""

from collections.abc import Mapping

import msgspec
from babel import Locale

from portal.registry.loading.countries import DATA, read_countries

EXONYMS_FILE = DATA / "exonyms.toml"
OFFICIAL_LANGUAGES = [
    "en",
    "fr",
    "de",
    "bg",
    "cs",
    "da",
    "el",
    "es",
    "et",
    "fi",
    "ga",
    "hr",
    "hu",
    "it",
    "lt",
    "lv",
    "mt",
    "nl",
    "pl",
    "pt",
    "ro",
    "sk",
    "sl",
    "sv",
]


class ExonymsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: dict[str, list[str]]


def read_exonyms() -> Mapping[str, list[str]]:
    """Further names by region code; those of countries in all official languages of the Union."""
    names = msgspec.toml.decode(EXONYMS_FILE.read_bytes(), type=ExonymsFile).names
    territories = [Locale(language).territories for language in OFFICIAL_LANGUAGES]
    countries = {
        entry.code: [entry.name, *(names[entry.iso_code] for names in territories if entry.iso_code in names)]
        for entry in read_countries()
    }
    return names | {code: [*names.get(code, ()), *others] for code, others in countries.items()}
