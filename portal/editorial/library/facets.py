"""Facets of the library beside those of all lists: year, collection, and words in titles and files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F

from portal.core.errors import BadChoice
from portal.editorial.library.finding import Found, find, holding
from portal.editorial.listing import Counted, Facet, Switch, count_values
from portal.editorial.listing.facets import Rows

FIRST_YEAR, LAST_YEAR = 1950, 2100
LONGEST_WORDS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFacet(Facet):
    """Years as numbers, the latest first."""

    def narrow(self, rows: Rows, value: str) -> Rows:
        return rows.filter(year=int(value))

    def values(self, rows: Rows) -> Rows | None:
        return count_values(rows, F("year"))

    def find(self, value: str) -> str:
        if not (value.isascii() and value.isdecimal() and FIRST_YEAR <= int(value) <= LAST_YEAR):
            raise BadChoice(self.name, value, ())
        return value

    def options(self, counted: Sequence[Counted]) -> Iterable[Counted]:
        newest = sorted(counted, key=lambda one: one.value, reverse=True)
        return [Counted(one.value, one.value, one.count) for one in newest]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsFacet(Switch):
    """Words that title, abstract or a page of the file hold. It has its own form, and no values to count.

    `found` is what was found for them already: a list narrows its rows once for every other facet.
    """

    choices: tuple[str, ...] = ("",)
    found: Found | None = None

    def narrow(self, rows: Rows, value: str) -> Rows:
        return holding(rows, find(rows, value) if self.found is None else self.found)

    def find(self, value: str) -> str:
        if len(value) > LONGEST_WORDS:
            raise BadChoice(self.name, value, (value[:LONGEST_WORDS],))
        return value
