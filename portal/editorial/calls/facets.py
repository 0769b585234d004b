"""Facets of calls beside those of all lists: the state, and the programme."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext as _

from portal.editorial.calls.kinds import Applicant, Partner, Status
from portal.editorial.listing import CodesFacet, Counted, Facets, NamedFacet, Switch, count_values, subject_facets
from portal.editorial.listing.facets import Rows
from portal.editorial.models.programme import Programme

CURRENT, ALL = "current", "all"
STATUSES = (CURRENT, Status.OPEN.value, Status.FORTHCOMING.value, Status.CLOSED.value, ALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusSwitch(Switch):
    """Open and forthcoming calls, each alone, closed ones or all; rows must have a `state`."""

    choices: tuple[str, ...] = STATUSES

    def narrow(self, rows: Rows, value: str) -> Rows:
        if value == CURRENT:
            return rows.exclude(state=Status.CLOSED)
        return rows if value == ALL else rows.filter(state=value)

    def values(self, rows: Rows) -> Rows | None:
        return count_values(rows, F("state"))

    def options(self, counted: Sequence[Counted]) -> Iterable[Counted]:
        """All five, whether rows have them or not: a place of its own for each."""
        counts = {one.value: one.count for one in counted}
        closed, in_all = counts.get(Status.CLOSED.value, 0), sum(counts.values())
        sums = {CURRENT: in_all - closed, ALL: in_all, **{one.value: counts.get(one.value, 0) for one in Status}}
        return [Counted(value, status_name(value), sums[value]) for value in STATUSES]


def status_name(value: str) -> str:
    if value == CURRENT:
        return _("Open and forthcoming")
    return _("All calls") if value == ALL else str(Status(value).label)


def call_facets() -> Facets:
    """In the order of the form: what a reader knows of the own organisation before what the call is about."""
    return Facets(
        (
            StatusSwitch(name="status", label=lambda: _("State")),
            CodesFacet(
                name="who", label=lambda: _("Who may apply"), field="applicants", choices=lambda: Applicant.choices
            ),
            NamedFacet(name="programme", label=lambda: _("Programme"), relation="programme", model=Programme),
            *subject_facets(),
            CodesFacet(
                name="partner",
                label=lambda: _("Partner wanted"),
                field="partners_wanted",
                choices=lambda: Partner.choices,
            ),
        )
    )
