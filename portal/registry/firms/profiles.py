"""Import profiles: how the columns of a publisher's file become fields of firms. Files, not code."""

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from portal.registry.models import Firm

FOLDER = Path(__file__).resolve().parents[1] / "data" / "firm_profiles"

FieldName = Literal[
    "source_key", "name", "country", "establishment", "register", "registration_number", "address", "postcode", "town",
    "longitude", "latitude", "region_code", "nace", "further_nace", "size_class", "year_founded", "website",
    "organisation", "joined_on", "left_on", "figures_year", "employees", "turnover_eur", "patents", "trademarks",
]  # fmt: skip


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A column of the file, by its title, and the field that it fills."""

    field: FieldName
    title: str
    is_required: bool = False


class Apart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Rows with one of `values` in a column are of another kind, which stands in no region."""

    title: str
    values: tuple[str, ...]
    kind: Literal["aircraft-operator"]


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`missing` are signs for "nothing"; `countries` are codes beside the usual ones, empty for "ask the fallback"."""

    title: str
    about: str
    source: str
    kind: Literal["enterprise", "establishment"]
    encoding: Literal["utf-8", "windows-1252", "iso-8859-2", "iso-8859-7", "iso-8859-15"]
    delimiter: Literal[",", ";", "\t"]
    decimal: Literal[".", ","] = "."
    base: str = ""
    missing: tuple[str, ...] = ()
    country_fallback: str = ""
    countries: dict[str, str] = {}
    apart: tuple[Apart, ...] = ()
    column: tuple[Column, ...] = ()

    @property
    def titles(self) -> dict[str, str]:
        """Title by field."""
        return {column.field: column.title for column in self.column}


class UnknownProfile(ValueError):
    """No profile of that name; the message says which there are."""


def profile_names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def read_profile(name: str) -> Profile:
    """A profile by its name. Raises UnknownProfile, or msgspec.ValidationError where the file is faulty."""
    if name not in profile_names():
        raise UnknownProfile(f"There is no profile {name!r}; profiles: {', '.join(profile_names())}.")
    profile = msgspec.toml.decode((FOLDER / f"{name}.toml").read_bytes(), type=Profile)
    if not profile.base:
        return profile
    return msgspec.structs.replace(profile, column=read_profile(profile.base).column)


@cache
def longest(field: str) -> int:
    """Letters that a text field of a firm holds."""
    return int(Firm._meta.get_field(field).max_length or 0)
