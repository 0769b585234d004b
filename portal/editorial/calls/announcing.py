"""Tells calendars of deadlines: what they heard before, what changed since, and what is gone."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.editorial.models.deadline import AnnouncedDeadline, CallDeadline

TOLD = ("moment", "time_zone", "what")  # a change of these is a new sequence in calendars


@transaction.atomic
def announce(page: Any) -> None:
    """Note the deadlines of a live call. 2 queries, 3 for its facets, and 1 for each deadline that changed."""
    now = timezone.now()
    known = _locked(page.translation_key)
    title, facets = {page.locale.language_code: page.title}, page.facet_values()
    stated = {deadline.key: deadline for deadline in page.deadlines.all()}
    for key, deadline in stated.items():
        _note(known.get(key) or AnnouncedDeadline(call_key=page.translation_key, key=key), deadline, title, facets, now)
    _withdraw((one for key, one in known.items() if key not in stated), now)


def withdraw_if_last(page: Any) -> None:
    """Of a call that is taken down or deleted: withdraw its deadlines, unless it stays live in another language."""
    others = type(page).objects.filter(translation_key=page.translation_key, live=True).exclude(pk=page.pk)
    if others.exists():
        return
    with transaction.atomic():
        _withdraw(_locked(page.translation_key).values(), timezone.now())


def call_unpublished(sender: type, instance: Any, **kwargs: Any) -> None:
    """Wagtail says so of every page that is taken down, expires or is deleted."""
    withdraw_if_last(instance)


def _locked(call_key: UUID) -> dict[UUID, AnnouncedDeadline]:
    return {one.key: one for one in AnnouncedDeadline.objects.select_for_update().filter(call_key=call_key)}


def _note(
    told: AnnouncedDeadline, deadline: CallDeadline, title: dict[str, str], facets: dict[str, Any], now: datetime
) -> None:
    before = [getattr(told, name) for name in TOLD]
    after = [deadline.moment, deadline.time_zone, deadline.label or deadline.stage]
    titles = told.titles | title
    if (before, told.titles, told.facets, told.withdrawn_at) == (after, titles, facets, None):
        return
    is_renamed = any(told.titles.get(code, name) != name for code, name in title.items())
    is_news = before != after or told.withdrawn_at is not None or is_renamed
    if told.pk and is_news:
        told.sequence += 1
    if is_news:
        told.changed_at = now
    for name, value in zip(TOLD, after, strict=True):
        setattr(told, name, value)
    told.titles, told.facets, told.withdrawn_at = titles, facets, None
    told.save()


def _withdraw(announced: Iterable[AnnouncedDeadline], now: datetime) -> None:
    for one in announced:
        if one.withdrawn_at is None:
            one.withdrawn_at = one.changed_at = now
            one.sequence += 1
            one.save()
