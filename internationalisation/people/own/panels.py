"""What a member keeps and what waits for a reviewer, on the personal page."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from internationalisation.people.own.presenters import present_own
from internationalisation.people.own.queries import Waiting, list_own, list_waiting
from portal.core import formatting
from portal.core.panels import About, Panel, PanelRow
from portal.registry.permissions import Rights, can_review_any, rights_of

KEYS = ("reviews", "claims", "organisations")
MOST = 5


def people_panels(about: About, viewer: Any) -> tuple[Panel, ...]:
    """1 query for the rights, 1 for the organisations of a member, 1 more for reviewers."""
    rights = rights_of(viewer)
    return (*(_waiting(rights) if can_review_any(rights) else ()), _organisations(rights))


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


def _waiting(rights: Rights) -> tuple[Panel, ...]:
    """Profiles and claims that wait for somebody's decision."""
    waiting = list_waiting(rights)
    reviews, claims = (tuple(one for one in waiting if one.kind == kind) for kind in ("review", "claim"))
    return (
        Panel(
            key="reviews",
            title=_("Profiles that wait for your review"),
            count=len(reviews),
            rows=_rows(reviews, "review-item"),
            link=_url("review"),
            empty=_("No profile waits for your review."),
        ),
        Panel(
            key="claims",
            title=_("Claims that wait for your decision"),
            count=len(claims),
            rows=_rows(claims, "claim-item"),
            link=_url("claims"),
            empty=_("No claim waits for your decision."),
        ),
    )


def _rows(waiting: tuple[Waiting, ...], name: str) -> tuple[PanelRow, ...]:
    return tuple(
        PanelRow(one.name, _url(name, one.pk), formatting.day(localtime(one.since).date())) for one in waiting[:MOST]
    )


def _url(name: str, *arguments: object) -> str:
    return reverse(f"internationalisation:{name}", args=arguments)
