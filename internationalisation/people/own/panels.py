"""What a member keeps and what waits for a reviewer, on the personal page."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from internationalisation.people.own.presenters import present_own
from internationalisation.people.own.queries import list_own, open_claims_for
from internationalisation.review.queries.waiting import waiting_for
from portal.core import formatting
from portal.core.panels import About, Panel, PanelRow
from portal.registry.permissions import Rights, can_review_any, rights_of

KEYS = ("reviews", "claims", "organisations")
MOST = 5


def people_panels(about: About, viewer: Any) -> tuple[Panel, ...]:
    """1 query for the rights, 1 for the organisations of a member; 2 more for reviewers."""
    rights = rights_of(viewer)
    reviews = (_reviews(rights), _claims(rights)) if can_review_any(rights) else ()
    return (*reviews, _organisations(rights))


def _organisations(rights: Rights) -> Panel:
    rows = present_own(list_own(rights), localdate())
    return Panel(
        key="organisations",
        title=_("Your organisations"),
        count=len(rows),
        rows=tuple(PanelRow(row.name, row.url, f"{row.state} · {row.role}") for row in rows[:MOST]),
        link=reverse("internationalisation:organisations"),
        empty=_("You keep no organisation’s profile yet."),
    )


def _reviews(rights: Rights) -> Panel:
    rows = list(waiting_for(rights))
    return Panel(
        key="reviews",
        title=_("Profiles that wait for your review"),
        count=len(rows),
        rows=tuple(PanelRow(row.name, _url("review-item", row.pk), row.country_id) for row in rows[:MOST]),
        link=_url("review"),
        empty=_("No profile waits for your review."),
    )


def _claims(rights: Rights) -> Panel:
    rows = list(open_claims_for(rights))
    return Panel(
        key="claims",
        title=_("Claims that wait for your decision"),
        count=len(rows),
        rows=tuple(
            PanelRow(row.organisation.name, _url("claim-item", row.pk), formatting.day(row.created_at.date()))
            for row in rows[:MOST]
        ),
        link=_url("claims"),
        empty=_("No claim waits for your decision."),
    )


def _url(name: str, *arguments: object) -> str:
    return reverse(f"internationalisation:{name}", args=arguments)
