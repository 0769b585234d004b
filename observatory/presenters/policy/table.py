"""Cluster policies side by side: the table, and the same rows as a file."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from observatory.models import Budget, CountryPolicy, Known
from observatory.presenters.policy.choice import CRITERIA, PolicyChoice
from observatory.presenters.policy.words import answer_of, criterion_name, validated_text
from observatory.queries.policy import CountryRow
from portal.core.page import Cell, Column, Dataset, Table
from portal.registry.models import Country

# From the answer that says most to the one that says least; countries without an entry come last.
ORDERS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(CRITERIA[:-1], (Known.YES, Known.NO, Known.UNKNOWN)),
    "budget": (Budget.OVER_50, Budget.TO_50, Budget.TO_10, Budget.UNDER_1, Budget.NONE, Budget.UNKNOWN),
}
FILE_COLUMNS = (
    "country", "country_name", "has_entry", "policy", "programme", "evaluation", "excellence_label_tied_to_funding",
    "budget_class", "validated_on", "responsible", "is_sample",
)  # fmt: skip


def chosen_rows(rows: Sequence[CountryRow], choice: PolicyChoice) -> tuple[CountryRow, ...]:
    """The countries of the area that give the answers asked for, in the order asked for."""
    shown = [row for row in rows if choice.area == "all" or row.country.membership == Country.Membership.EU27]
    for name, value in choice.narrowed.items():
        shown = [row for row in shown if row.facts and getattr(row.facts, name) == value]
    return tuple(sorted(shown, key=lambda row: _place(row.facts, choice.sort)))


def _place(facts: CountryPolicy | None, sort: str) -> tuple[int, int]:
    """Countries that are equal keep the protocol order; without an entry they stand at the end."""
    if sort == "country":
        return 0, 0
    if facts is None:
        return 1, 0
    if sort == "validated":
        return 0, -(facts.validated_on or date.min).toordinal()
    return 0, ORDERS[sort].index(getattr(facts, sort))


def policy_table(rows: Sequence[CountryRow], choice: PolicyChoice, path: str) -> Table:
    return Table(
        caption=gettext("Cluster policy by country"),
        columns=tuple(_columns(choice, path)),
        rows=tuple(_row(row) for row in rows),
        empty=gettext("No country gives these answers. Take away a choice."),
    )


def _columns(choice: PolicyChoice, path: str) -> Iterator[Column]:
    labels = {"country": gettext("Country"), **{name: criterion_name(name) for name in CRITERIA}}
    for key, label in (*labels.items(), ("validated", gettext("Validated"))):
        is_sorted = choice.sort == key
        yield Column(
            key,
            label,
            sort_url="" if is_sorted else choice.address(path, sort=key),
            sorted=("ascending" if key == "country" else "descending") if is_sorted else "",
        )
    yield Column("responsible", gettext("Responsible"), is_secondary=True)


def _row(row: CountryRow) -> tuple[Cell, ...]:
    url = reverse("observatory:policy-country", args=[row.country.code])
    note = gettext("sample, not a fact") if row.facts and row.facts.is_sample else ""
    return (
        Cell(row.country.local_name, url=url, note=note),
        *(Cell(answer_of(row.facts, name)) for name in CRITERIA),
        Cell(validated_text(row.facts)),
        Cell(row.facts.responsible if row.facts else ""),
    )


def policy_dataset(rows: Sequence[CountryRow], name: str) -> Dataset:
    """The rows of the table with the codes of the answers; empty where a country has no entry."""
    notes = (
        gettext("unknown: nobody has found out yet; an empty field: the country has no entry. Neither means no."),
        gettext("Entries are kept by editors; validated_on is the day on which somebody responsible confirmed one."),
    )
    return Dataset(name, FILE_COLUMNS, [_record(row) for row in rows], notes)


def _record(row: CountryRow) -> tuple[Any, ...]:
    facts = row.facts
    if facts is None:
        return (row.country.code, row.country.name, "no", *(None,) * 8)
    day = facts.validated_on.isoformat() if facts.validated_on else None
    answers = (getattr(facts, name) for name in CRITERIA)
    sample = "yes" if facts.is_sample else "no"
    return (row.country.code, row.country.name, "yes", *answers, day, facts.responsible or None, sample)
