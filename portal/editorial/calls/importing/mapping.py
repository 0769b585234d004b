"""The mapping of a file: which column is which field, how dates are written, what its words mean here."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec
from django.conf import settings
from django.utils.translation import gettext as _

from portal.editorial.events.zones import DEFAULT_ZONE, is_zone

DEFAULT_FILE = Path(__file__).with_name("data") / "mapping.toml"
TEXTS = ("title", "summary", "body", "reference", "source_link")
DAYS = ("opens_on", "closed_on")
AMOUNTS = ("budget_eur", "project_from_eur", "project_to_eur")
LISTS = (
    "applicants", "partners_wanted", "eligible_countries", "topics", "countries", "region_codes", "industry_groups",
    "clusters",
)  # fmt: skip
FIELDS = (*TEXTS, "programme", *DAYS, "is_continuous", *AMOUNTS, *LISTS)
DEADLINE_PARTS = ("deadline", "time", "zone", "stage")
MOST_DEADLINES = 9


class MappingRefused(ValueError):
    """A mapping cannot be used as it stands; `faults` say why."""

    def __init__(self, faults: list[str]):
        self.faults = tuple(faults)
        super().__init__("\n".join(faults))


class Mapping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """See docs/how-to/import-calls.md. `values` translate what is written in a field into what is meant."""

    columns: dict[str, str]
    language: str = "en"
    separator: str = ""
    dates: tuple[str, ...] = ("%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S%z")
    time: str = "17:00"
    time_zone: str = DEFAULT_ZONE
    decimal_comma: bool = False
    list_separator: str = "|"
    factors: dict[str, float] = {}
    constants: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}

    @property
    def fields(self) -> frozenset[str]:
        """Fields that the file or a constant fills: what an import leaves out stays as it is."""
        named = {*self.columns.values(), *self.constants}
        return frozenset("deadlines" if part_of(name) else name for name in named)

    def of(self, columns: Iterable[str]) -> "Mapping":
        """What of the mapping concerns a file that has these columns."""
        present = set(columns)
        kept = {column: name for column, name in self.columns.items() if column in present}
        return msgspec.structs.replace(self, columns=kept)

    def column_of(self, field: str) -> str:
        """The column that fills a field; empty for a constant."""
        return next((column for column, name in self.columns.items() if name == field), "")


def part_of(field: str) -> tuple[str, int] | None:
    """`deadline.2` → ("deadline", 2), `deadline` → ("deadline", 1); None for other fields."""
    name, _dot, number = field.partition(".")
    if name not in DEADLINE_PARTS:
        return None
    return (name, int(number or 1)) if (number or "1").isdecimal() else None


@cache
def default_mapping() -> str:
    """The text of the shipped mapping: the portal's own columns."""
    return DEFAULT_FILE.read_text(encoding="utf-8")


def read_mapping(text: str) -> Mapping:
    """Raises MappingRefused with everything that is wrong."""
    try:
        mapping = msgspec.toml.decode(text, type=Mapping)
    except msgspec.DecodeError as error:
        raise MappingRefused([_("The mapping cannot be read: %(reason)s") % {"reason": error}]) from error
    faults = list(_faults(mapping))
    if faults:
        raise MappingRefused(faults)
    return mapping


def _faults(mapping: Mapping) -> Iterator[str]:
    named = [*mapping.columns.values(), *mapping.constants]
    for name in dict.fromkeys((*named, *mapping.values, *mapping.factors)):
        part = part_of(name)
        if name not in FIELDS and (part is None or not 1 <= part[1] <= MOST_DEADLINES):
            message = _("“%(name)s” is no field of a call. Fields: %(fields)s; deadline, time, zone, stage (.1 to .9).")
            yield message % {"name": name, "fields": ", ".join(FIELDS)}
        if named.count(name) > 1:
            yield _("“%(name)s” is filled twice. Leave one of both out.") % {"name": name}
    for name in ("title", "source_link"):
        if name not in named:
            yield _("Nothing fills “%(name)s”, which every call needs.") % {"name": name}
    if not is_zone(mapping.time_zone):
        yield _("“%(zone)s” is no time zone of the IANA database.") % {"zone": mapping.time_zone}
    if mapping.language not in dict(settings.LANGUAGES):
        yield _("“%(code)s” is no language of the portal.") % {"code": mapping.language}
    if len(mapping.list_separator) == 0:
        yield _("list_separator is empty: name the sign between the entries of a list.")
