"""What a visitor chose on the page of similar regions, beside what every page has."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from observatory.queries.similar import Wanted
from observatory.selection import Selection
from portal.core.errors import BadChoice

ALL = "all"
OWN: Mapping[str, tuple[str, ...]] = {
    "n": ("10", "5", "20", "50"),
    "abroad": ("0", "1"),
    "levels": ("same", "all"),
}
"""Allowed values, the default first; downloads know `n=all` too."""


@dataclass(frozen=True, slots=True)
class SimilarSelection(Selection):
    """`n` neighbours; `abroad=1` leaves out the region's own country; `levels=all` compares with every level."""

    n: str = "10"
    abroad: str = "0"
    levels: str = "same"

    @property
    def wanted(self) -> Wanted:
        return Wanted(0 if self.n == ALL else int(self.n), self.abroad == "1", self.levels == "same")


def with_own(selection: Selection, query: Mapping[str, str], *, is_download: bool = False) -> SimilarSelection:
    """`selection` with the page's own parameters from the query string. Raises BadChoice."""
    values: dict[str, Any] = {field.name: getattr(selection, field.name) for field in fields(Selection)}
    values |= {name: _value(name, query.get(name, ""), is_download=is_download) for name in OWN}
    values["defaults"] = selection.defaults | {(name, allowed[0]) for name, allowed in OWN.items()}
    return SimilarSelection(**values)


def _value(name: str, value: str, *, is_download: bool) -> str:
    allowed = OWN[name] + ((ALL,) if name == "n" and is_download else ())
    if value and value not in allowed:
        raise BadChoice(name, value, allowed)
    return value or allowed[0]
