"""Questions about calls."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from portal.editorial.calls.kinds import Status
from portal.editorial.models.call import CallPage, CallQuerySet
from portal.editorial.models.deadline import AnnouncedDeadline

DAYS_BACK = 90
MOST_DEADLINES = 1000


@dataclass(frozen=True, slots=True)
class Announced:
    """A deadline as calendars are told of it; `page` is None where the call is gone."""

    deadline: AnnouncedDeadline
    page: CallPage | None


def next_calls(language: str) -> CallQuerySet:
    """Open calls, the next deadline first, for `call_item`."""
    calls: CallQuerySet = CallPage.objects.shown(language).filter(state=Status.OPEN).with_due()
    return calls


def list_announced(calls: CallQuerySet, chosen: Sequence[tuple[str, str]], language: str) -> list[Announced]:
    """Deadlines of `calls` from 90 days back, and for as long those that were withdrawn, in order. 2 queries.

    `chosen` are the values of facets that a withdrawn deadline's call must have had. At most 1,000 deadlines.
    """
    since = timezone.now() - timedelta(days=DAYS_BACK)
    keys = calls.order_by().values("translation_key")
    wanted = Q(withdrawn_at__isnull=True, moment__gte=since, call_key__in=keys) | Q(withdrawn_at__gte=since)
    found = AnnouncedDeadline.objects.filter(wanted).order_by("moment", "pk")[:MOST_DEADLINES]
    deadlines = [one for one in found if one.withdrawn_at is None or _fits(one, chosen, language)]
    asked = {one.call_key for one in deadlines}
    pages = {page.translation_key: page for page in calls.order_by().filter(translation_key__in=asked)}
    return [Announced(one, pages.get(one.call_key)) for one in deadlines]


def list_announced_of(page: CallPage) -> list[Announced]:
    """Every deadline of one call, and those withdrawn lately, in order. 1 query."""
    since = timezone.now() - timedelta(days=DAYS_BACK)
    kept = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=since)
    found = AnnouncedDeadline.objects.filter(kept, call_key=page.translation_key)
    return [Announced(one, page) for one in found.order_by("moment", "pk")]


def _fits(deadline: AnnouncedDeadline, chosen: Sequence[tuple[str, str]], language: str) -> bool:
    """Whether a calendar had shown it: it was published in its language, and the filters chose it."""
    is_readable = bool({language, settings.LANGUAGE_CODE} & set(deadline.titles))
    return is_readable and all(value in deadline.facets.get(name, ()) for name, value in chosen)
