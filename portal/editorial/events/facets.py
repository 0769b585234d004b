"""What the list of events can be narrowed by, and how it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.errors import BadChoice
from portal.editorial.events.kinds import Kind, language_choices
from portal.editorial.listing import ChoiceFacet, CodesFacet, Facets, Narrowed, Switch, subject_facets
from portal.editorial.listing.facets import Rows

UPCOMING, PAST = "upcoming", "past"
LIST, MONTH, MAP = "list", "month", "map"
YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMonth(Switch):
    """The month of the calendar as `2026-11`; without one the current month."""

    choices: tuple[str, ...] = ()

    @property
    def default(self) -> str:
        return f"{timezone.localdate():%Y-%m}"

    def find(self, value: str) -> str:
        if first_of(value) is None:
            raise BadChoice(self.name, value, (self.default,))
        return value


def first_of(month: str) -> date | None:
    """`2026-11` → its first day; None for anything else, and for years that no event is in."""
    year, dash, number = month.partition("-")
    is_written_so = bool(dash) and year.isdecimal() and number.isdecimal() and len(month) == len("2026-11")
    if not is_written_so or int(year) not in YEARS or not 1 <= int(number) <= 12:
        return None
    return date(int(year), int(number), 1)


def _over_or_not(rows: Rows, when: str) -> Rows:
    events: Any = rows  # with the verbs of EventQuerySet, which the list page brings
    narrowed: Rows = events.over() if when == PAST else events.not_over()
    return narrowed


NARROWING = (
    ChoiceFacet(name="kind", label=lambda: _("Kind"), field="kind", choices=lambda: Kind.choices),
    *subject_facets(),
    CodesFacet(name="language", label=lambda: _("Language"), field="event_languages", choices=language_choices),
)
WHEN = Switch(name="when", label=lambda: _("When"), choices=(UPCOMING, PAST))
VIEW = Switch(name="view", label=lambda: _("View"), choices=(LIST, MONTH, MAP))
SHOWN_MONTH = ShownMonth(name="month", label=lambda: _("Month"))

# In the order of a canonical address. A month shows past and coming events alike; a feed knows no switches.
LIST_FACETS = Facets((*NARROWING, replace(WHEN, narrowing=_over_or_not), VIEW, SHOWN_MONTH))
CALENDAR_FACETS = Facets((*NARROWING, WHEN, VIEW, SHOWN_MONTH))
FEED_FACETS = Facets(NARROWING)


def feed_of(narrowed: Narrowed) -> Narrowed:
    """The same choices without what only a page has."""
    return FEED_FACETS.parse(dict(narrowed.pairs))


def switched(narrowed: Narrowed, changes: Mapping[str, str]) -> Narrowed:
    """The same choices, shown in another way."""
    return LIST_FACETS.parse({**dict(narrowed.pairs), **changes})
