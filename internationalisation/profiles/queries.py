"""What the page of an organisation is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language

from portal.editorial.gathering import gather
from portal.editorial.models import EventPage, NewsPage
from portal.registry.models import (
    Activity,
    Certificate,
    CertificateVerification,
    ClusterOrganisation,
    ContactPerson,
    FirmMembership,
    Partner,
)

MOST_EVENTS, MOST_NEWS = 4, 3
PAST_EVENTS = timedelta(days=365)
SHORTEST_NAME = 6  # of an organisation that texts of news are asked for; a shorter one is found in any text


@dataclass(frozen=True, slots=True)
class ProfileRows:
    """The lists of a profile; `contacts` only those who agreed, `verified` the keys of what moderators verified."""

    partners: Sequence[Partner]
    certificates: Sequence[Certificate]
    activities: Sequence[Activity]
    contacts: Sequence[ContactPerson]
    verified: frozenset[Any]
    events: Sequence[EventPage]
    news: Sequence[NewsPage]


def find_organisation(pk: int) -> ClusterOrganisation | None:
    """With its country, its logo, the profile it was merged into and how many firms are its members today (`firms`).

    None where there is none. 1 query.
    """
    members = FirmMembership.objects.current().filter(organisation=OuterRef("pk")).order_by().values("organisation")
    firms = Coalesce(Subquery(members.values(count=Count("firm", distinct=True))), 0)
    organisations = ClusterOrganisation.objects.select_related("country", "logo", "merged_into").annotate(firms=firms)
    found: ClusterOrganisation | None = organisations.filter(pk=pk).first()
    return found


def get_rows(organisation: ClusterOrganisation) -> ProfileRows:
    """Of the stored profile. 1 query."""
    lists = {name: getattr(organisation, name).all() for name in ("partners", "certificates", "activities")}
    contacts = {"contacts": organisation.contacts.filter(has_agreed=True)}
    return _rows(organisation, gather(lists | contacts | _around(organisation)))


def get_draft_rows(organisation: ClusterOrganisation, draft: ClusterOrganisation) -> ProfileRows:
    """Of a revision, whose lists come with it. 1 query for what stands around the profile."""
    lists = {name: tuple(getattr(draft, name).all()) for name in ("partners", "certificates", "activities")}
    contacts = {"contacts": tuple(one for one in draft.contacts.all() if one.has_agreed)}
    return _rows(organisation, lists | contacts | gather(_around(organisation)))


def _around(organisation: ClusterOrganisation) -> dict[str, "QuerySet[Any]"]:
    return {
        "verifications": CertificateVerification.objects.filter(organisation=organisation),
        "events": _events(organisation),
        "news": _news(organisation),
    }


def _events(organisation: ClusterOrganisation) -> "QuerySet[EventPage]":
    """Those that it holds, or one that it took over; the latest first. What is long over is left out."""
    since = timezone.now() - PAST_EVENTS
    shown: QuerySet[EventPage] = EventPage.objects.shown(get_language() or "en")
    own = Q(organisation=organisation) | Q(organisation__merged_into=organisation)
    return shown.filter(own, end__gte=since).order_by("-start", "-pk")[:MOST_EVENTS]


def _news(organisation: ClusterOrganisation) -> "QuerySet[NewsPage]":
    """Those that name it in their title or summary."""
    news: QuerySet[NewsPage] = NewsPage.objects.shown(get_language() or "en").order_by("-date", "-pk")
    if len(organisation.name) < SHORTEST_NAME:
        return news.none()
    named = Q(title__icontains=organisation.name) | Q(summary__icontains=organisation.name)
    return news.filter(named)[:MOST_NEWS]


def _rows(organisation: ClusterOrganisation, found: dict[str, Any]) -> ProfileRows:
    seen = {(one.key, one.statement) for one in found["verifications"]}
    return ProfileRows(
        partners=found["partners"],
        certificates=found["certificates"],
        activities=found["activities"],
        contacts=found["contacts"],
        verified=frozenset(one.key for one in found["certificates"] if (one.key, one.statement) in seen),
        events=found["events"],
        news=found["news"],
    )
