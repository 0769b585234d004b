"""What narrows the rankings beside a page's usual choices: a part of a country, least persons employed, least growth.

The three stand in the address like all choices; `Narrowed` is a `Selection` that knows them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from observatory.selection import Selection
from portal.core.errors import BadChoice
from portal.registry.codes import official_code
from portal.registry.reference import reference

NARROWING = ("region", "persons", "growth")
DEEPEST_LEVEL = 2
PERSONS = re.compile(r"[0-9]{1,9}")
GROWTH = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class Narrowed(Selection):
    """`region` is a code of NUTS 1 or 2, `persons` a whole number, `growth` per cent a year; empty means any."""

    region: str = ""
    persons: str = ""
    growth: str = ""

    @property
    def least_growth(self) -> float | None:
        """As a rate: 0.02 is 2 %."""
        return float(self.growth) / 100 if self.growth else None

    @property
    def asks_for_growth(self) -> bool:
        """Whether rows are filtered or sorted by growth, which is then in sight."""
        return bool(self.growth) or self.sort.startswith("growth")


def narrowed(selection: Selection, query: Mapping[str, str]) -> Narrowed:
    """`selection` with what else `query` asks for.

    A country's code becomes the country; a region outside the chosen country is left out, as a reader who changes
    the country in a form sends the region of the old one along. Raises BadChoice.
    """
    values = {field.name: getattr(selection, field.name) for field in fields(Selection)}
    region = official_code(query.get("region", ""))
    if region and not _is_known(region):
        raise BadChoice("region", query["region"], region_codes())
    if len(region) == 2:
        values["country"], region = values["country"] or region, ""
    if values["country"] and not region.startswith(values["country"]):
        region = ""
    persons = _matching("persons", query, PERSONS, "1000").lstrip("0")
    return Narrowed(**values, region=region, persons=persons, growth=_plain(_matching("growth", query, GROWTH, "2.5")))


def _is_known(code: str) -> bool:
    return any(region.level <= DEEPEST_LEVEL for region in reference().by_code.get(code, ()))


def region_codes() -> tuple[str, ...]:
    """Codes of NUTS 1 and 2 in every version."""
    return tuple(code for code, rows in reference().by_code.items() if 0 < rows[-1].level <= DEEPEST_LEVEL)


def _matching(name: str, query: Mapping[str, str], pattern: re.Pattern[str], example: str) -> str:
    value = query.get(name, "").strip()
    if value and not pattern.fullmatch(value):
        raise BadChoice(name, value, (example,))
    return value


def _plain(number: str) -> str:
    """`02.50` → `2.5`, `-0` → `0`."""
    return f"{float(number) + 0.0:g}" if number else ""
