"""What a higher app shows on a lower app's page: a registry of panels.

In `AppConfig.ready()` an app registers a provider for a subject. The page asks for the panels of its subject
and renders what is there, in the order of `ORDER`; a panel without rows is folded into one sentence.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from portal.core.together import Rows, read_together


class Subject(StrEnum):
    PLACE = "place"
    INDUSTRY_GROUP = "industry-group"
    STATISTICAL_CLUSTER = "statistical-cluster"
    ORGANISATION = "organisation"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class About:
    """What a panel is asked about. Region codes: today's and the published one; groups: codes by scheme."""

    region_codes: tuple[str, ...] = ()
    country_code: str = ""
    scheme: str = ""
    group_code: str = ""


@dataclass(frozen=True, slots=True)
class PanelRow:
    """`contact` is where a reader writes to whom the row is about."""

    title: str
    url: str
    detail: str = ""
    language: str = ""  # of the title, where it is not that of the request
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """`empty` is the sentence shown where there are no rows; `link` leads to all of them."""

    key: str
    title: str
    count: int
    rows: tuple[PanelRow, ...]
    link: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a provider wants to know before it shows something: parts of one question (see `portal.core.together`)."""

    parts: "tuple[QuerySet[Any, Any], ...]"
    answer: Callable[[Rows], "Sequence[Panel]"]


Provider = Callable[[About, Any], Panel]
Providers = Callable[[About, Any], Sequence[Panel] | Asked]

ORDER = (
    "reviews", "claims", "messages", "organisations", "member-firms", "calls", "partner-requests", "events", "news",
    "proposals",
)  # fmt: skip
_providers: dict[Subject, dict[tuple[str, ...], Providers]] = {}


def register(subject: Subject, key: str, provider: Provider) -> None:
    """Register `provider` under `key`, one of `ORDER`. A second registration of a key replaces the first."""
    register_together(subject, (key,), lambda about, viewer: (provider(about, viewer),))


def register_together(subject: Subject, keys: tuple[str, ...], provider: Providers) -> None:
    """Register a provider of several panels, which can ask for all of them at once."""
    for key in keys:
        if key not in ORDER:
            raise ValueError(f"Unknown panel {key!r}: add it to ORDER first.")
    _providers.setdefault(subject, {})[keys] = provider


def panels_for(subject: Subject, about: About, viewer: Any) -> list[Panel]:
    """Every registered panel of `subject`, in order. 1 query for what is asked together, beside what others cost."""
    found = [provider(about, viewer) for provider in _providers.get(subject, {}).values()]
    rows = read_together([part for one in found if isinstance(one, Asked) for part in one.parts])
    panels = [panel for one in found for panel in (one.answer(rows) if isinstance(one, Asked) else one)]
    return sorted(panels, key=lambda panel: ORDER.index(panel.key))
