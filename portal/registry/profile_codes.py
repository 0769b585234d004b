"""The codes that profiles of cluster organisations are described with, from the project's own data file."""

from functools import cache
from pathlib import Path

import msgspec
from django.utils.translation import gettext

FILE = Path(__file__).resolve().parent / "data" / "profile.toml"


class Code(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One code and its English title; `label` is the title in the visitor's language."""

    code: str
    title: str

    @property
    def label(self) -> str:
        return gettext(self.title)


class Service(Code, frozen=True, forbid_unknown_fields=True, kw_only=True):
    group: str


class SizeClass(Code, frozen=True, forbid_unknown_fields=True, kw_only=True):
    least: int = msgspec.field(name="from")


class ProfileCodes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Each list in the order in which forms and facets show it; size classes from the smallest."""

    service_group: tuple[Code, ...]
    service: tuple[Service, ...]
    technology: tuple[Code, ...]
    budget_class: tuple[Code, ...]
    size_class: tuple[SizeClass, ...]
    label: tuple[Code, ...]


@cache
def profile_codes() -> ProfileCodes:
    """Raises msgspec.ValidationError where the data file is faulty."""
    return msgspec.toml.decode(FILE.read_bytes(), type=ProfileCodes)


def codes_of(entries: tuple[Code, ...]) -> frozenset[str]:
    return frozenset(entry.code for entry in entries)


def choices_of(entries: tuple[Code, ...]) -> list[tuple[str, str]]:
    """(code, title in the visitor's language) for forms and facets."""
    return [(entry.code, entry.label) for entry in entries]


def size_class_of(members: int | None) -> str:
    """The code of the size class, empty where the number of members is not known."""
    if members is None:
        return ""
    return [entry.code for entry in profile_codes().size_class if entry.least <= members][-1]
