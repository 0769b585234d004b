"""What a list is narrowed to: cache key, canonical address, form state and the name of its feed at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet, TextField, Value
from django.db.models.functions import Cast

from portal.core.errors import BadChoice
from portal.editorial.listing.facets import Counted, Facet, Switch

TOTAL = "*"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The chosen values in the order of the facets; defaults of switches are left out."""

    pairs: tuple[tuple[str, str], ...] = ()
    page: int = 1

    def get(self, name: str) -> str:
        return dict(self.pairs).get(name, "")

    def without(self, name: str) -> "Narrowed":
        return Narrowed(tuple(pair for pair in self.pairs if pair[0] != name))

    @property
    def query(self) -> str:
        pages = (("page", str(self.page)),) if self.page > 1 else ()
        return urlencode((*self.pairs, *pages), safe=":")

    def address(self, path: str) -> str:
        return f"{path}?{self.query}" if self.query else path


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows there are in all, and the values of each facet with the other facets' choices applied."""

    total: int
    values: Mapping[str, tuple[Counted, ...]]


@dataclass(frozen=True, slots=True)
class Facets:
    """The facets of one list, in the order of its form."""

    facets: tuple[Facet, ...]

    def parse(self, query: Mapping[str, str]) -> Narrowed:
        """Read a query string; what is no facet is ignored. Raises BadChoice for a page that is no number from 1 up.

        Whether the values exist is asked by `check`.
        """
        number = query.get("page") or "1"
        if not number.isdecimal() or int(number) < 1:
            raise BadChoice("page", number, ("1",))
        asked = [(facet, query.get(facet.name, "").strip()) for facet in self.facets]
        return Narrowed(tuple((facet.name, value) for facet, value in asked if _is_chosen(facet, value)), int(number))

    def rows(self, rows: "QuerySet[Any]", narrowed: Narrowed, *, but: str = "") -> "QuerySet[Any]":
        """`rows` narrowed by every chosen value, without the facet `but`. Switches apply with their defaults."""
        for facet in self.facets:
            value = narrowed.get(facet.name) or (facet.default if isinstance(facet, Switch) else "")
            if value and facet.name != but:
                rows = facet.narrow(rows, value)
        return rows

    def count(self, rows: "QuerySet[Any]", narrowed: Narrowed) -> Counts:
        """Exact counts of every value, and the total. 1 query, and 1 or 2 for a chosen topic.

        Raises BadChoice for a chosen value that does not exist.
        """
        self.check(narrowed)
        found: dict[str, list[Counted]] = {}
        for name, value, label, count in self._counting(rows, narrowed):
            if value or name == TOTAL:
                found.setdefault(name, []).append(Counted(value, label, count))
        # Without any row the database is not even asked.
        total = sum(one.count for one in found.pop(TOTAL, []))
        return Counts(total, {facet.name: self._named(facet, found, narrowed) for facet in self.facets})

    def check(self, narrowed: Narrowed) -> None:
        """Raises BadChoice for a chosen value that does not exist. 1 query for a chosen topic."""
        for facet in self.facets:
            if narrowed.get(facet.name):
                facet.find(narrowed.get(facet.name))

    def _named(self, facet: Facet, found: dict[str, list[Counted]], narrowed: Narrowed) -> tuple[Counted, ...]:
        """A chosen value stays on offer where no row has it."""
        options = tuple(facet.options(found.get(facet.name, [])))
        chosen = narrowed.get(facet.name)
        if not chosen or isinstance(facet, Switch) or any(one.value == chosen for one in options):
            return options
        return (*options, Counted(chosen, facet.find(chosen), 0))

    def _counting(self, rows: "QuerySet[Any]", narrowed: Narrowed) -> "QuerySet[Any]":
        narrow = self.rows(rows, narrowed).order_by()
        empty = Value("", TextField())
        one = narrow.annotate(facet=Value(TOTAL, TextField()), no_value=empty, no_label=empty)
        parts = [one.values_list("facet", "no_value", "no_label").annotate(n=Count("pk"))]
        for facet in self.facets:
            values = facet.values(self.rows(rows, narrowed, but=facet.name))
            if values is not None:
                named = values.annotate(facet=Cast(Value(facet.name), TextField()))
                parts.append(named.values_list("facet", "facet_value", "facet_label", "n"))
        return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]


def _is_chosen(facet: Facet, value: str) -> bool:
    return bool(value) and not (isinstance(facet, Switch) and value == facet.default)
