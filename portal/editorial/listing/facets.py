"""Ways to narrow a list of pages: by a field, by codes in an array, by a relation, by month.

A facet knows three things: how a chosen value narrows the rows, which values the rows have and how often, and what
a value is called that no row has.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast

from portal.core.errors import BadChoice

Rows = QuerySet[Any]
Words = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Counted:
    """A value that `count` rows have. `label` is empty where the database does not know it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """The base of all. `label` is asked for at every request, so that it comes in the visitor's language."""

    name: str
    label: Words
    hint: Words | None = None

    def narrow(self, rows: Rows, value: str) -> Rows:
        raise NotImplementedError

    def values(self, rows: Rows) -> Rows | None:
        """(value, label, n) of what `rows` have, as `count_values` makes them; None: nothing is counted or offered."""
        return None

    def find(self, value: str) -> str:
        """The name of a value that no row has. Raises BadChoice where there is no such value. At most 1 query."""
        return value

    def options(self, counted: Sequence[Counted]) -> Iterable[Counted]:
        """What is offered, named and in order."""
        return counted


def count_values(rows: Rows, value: Any, label: Any = None, *, joins: bool = True) -> Rows:
    """(value, label, n) of an expression of `rows`; rows without a value come as NULL.

    An expression that joins nothing finds no row twice: without looking for that, many rows need no sorting.
    """
    named = rows.order_by().annotate(
        facet_value=Cast(value, TextField()),
        facet_label=Value("", TextField()) if label is None else Cast(label, TextField()),
    )
    return named.values_list("facet_value", "facet_label").annotate(n=Count("pk", distinct=joins))


def unnest(field: str) -> Func:
    """The elements of an array, a row each."""
    return Func(F(field), function="unnest", output_field=TextField())


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceFacet(Facet):
    """One of a fixed list: `choices` gives (value, label) pairs in the order of the options."""

    field: str
    choices: Callable[[], Iterable[tuple[Any, Any]]]

    def narrow(self, rows: Rows, value: str) -> Rows:
        return rows.filter(**{self.field: value})

    def values(self, rows: Rows) -> Rows | None:
        return count_values(rows, F(self.field))

    def find(self, value: str) -> str:
        known = {str(one): str(label) for one, label in self.choices()}
        if value not in known:
            raise BadChoice(self.name, value, tuple(known))
        return known[value]

    def options(self, counted: Sequence[Counted]) -> Iterable[Counted]:
        counts = {one.value: one.count for one in counted}
        return [Counted(str(one), str(name), counts[str(one)]) for one, name in self.choices() if str(one) in counts]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesFacet(ChoiceFacet):
    """Codes of a fixed list in an ArrayField."""

    def narrow(self, rows: Rows, value: str) -> Rows:
        return rows.filter(**{f"{self.field}__contains": [value]})

    def values(self, rows: Rows) -> Rows | None:
        return count_values(rows.annotate(facet_code=unnest(self.field)), F("facet_code"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch(Facet):
    """How a list is shown (a view, upcoming or past): links, not a select. The first choice is the default.

    `narrowing` narrows the rows by the value; None leaves them.
    """

    choices: tuple[str, ...]
    narrowing: Callable[[Rows, str], Rows] | None = None

    @property
    def default(self) -> str:
        return self.choices[0]

    def narrow(self, rows: Rows, value: str) -> Rows:
        return self.narrowing(rows, value) if self.narrowing else rows

    def find(self, value: str) -> str:
        if value not in self.choices:
            raise BadChoice(self.name, value, self.choices)
        return value
