"""Keeps what the translations of an event share: the published truth stands in its Occasion.

A draft remembers on what it was based (`shared_base`). What it changed of that counts when it is published; what it
merely repeats does not, and what another language has published meanwhile wins. So an old draft undoes nothing.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from wagtail.search.tasks import insert_or_update_object_task

from portal.editorial.models.occasion import SHARED_FIELDS, Occasion

# Rules bind these together (an end after its start, a place or a link): they are taken over together or not at all.
BOUND = (
    ("kind",),
    ("start", "end", "all_day", "time_zone"),
    ("place", "latitude", "longitude", "online_link"),
    ("status",),
)
TOLD = frozenset(SHARED_FIELDS) - {"kind"}  # a change of these is a new sequence in calendars


def snapshot(holder: models.Model) -> dict[str, Any]:
    """The shared values as JSON keeps them."""
    return {name: _plain(getattr(holder, name)) for name in SHARED_FIELDS}


def catch_up(page: Any, occasion: Occasion | None) -> None:
    """Give a page, live or read from a revision, what is published, except what it changed itself. No query."""
    if occasion is None:
        return
    base, published = page.shared_base or {}, snapshot(occasion)
    for names in BOUND:
        if any(base.get(name) != published[name] for name in names):  # published anew since the page was based on it
            for name in names:
                setattr(page, name, getattr(occasion, name))
    page.shared_base = published


def find_occasion(translation_key: UUID) -> Occasion | None:
    """1 query."""
    return Occasion.objects.filter(translation_key=translation_key).first()


@transaction.atomic
def save_shared(page: Any, save: Callable[[], Any]) -> Any:
    """Save an event page with what its translations share: `save` writes the page itself.

    Publishing changes all translations at once; taking down the last one withdraws the event.
    """
    if not page.live:
        was_live = type(page).objects.filter(pk=page.pk, live=True).first() if page.pk else None
        saved = save()
        if was_live:
            withdraw_if_last(was_live)
        return saved
    occasion = Occasion.objects.select_for_update().filter(translation_key=page.translation_key).first()
    catch_up(page, occasion)
    page.shared_base = snapshot(page)
    saved = save()
    _publish(page, occasion or Occasion(translation_key=page.translation_key, modified_at=timezone.now()))
    return saved


def _publish(page: Any, occasion: Occasion) -> None:
    before, after = {} if occasion.pk is None else snapshot(occasion), page.shared_base
    changed = {name for name in SHARED_FIELDS if before.get(name) != after[name]}
    if occasion.pk and "start" in changed:
        occasion.previous_start = occasion.start
    if occasion.withdrawn_at or (occasion.pk and changed & TOLD):
        occasion.sequence += 1
    if changed or occasion.withdrawn_at:
        occasion.modified_at = timezone.now()
    titles = occasion.titles | {page.locale.language_code: page.title}
    _write(occasion, withdrawn_at=None, titles=titles, facets=page.facet_values(), **_values(page))
    if changed:
        _tell_translations(page)


def _tell_translations(page: Any) -> None:
    """Live pages and drafts alike: revisions catch up when they are read."""
    others = type(page).objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    others.update(shared_base=page.shared_base, **_values(page))
    meta = page._meta
    for key in others.filter(live=True).values_list("pk", flat=True):
        insert_or_update_object_task.enqueue(meta.app_label, meta.model_name, str(key))


@transaction.atomic
def withdraw_if_last(page: Any) -> None:
    """Where no translation is left on the portal: note that calendars must show the event as cancelled."""
    if type(page).objects.filter(translation_key=page.translation_key, live=True).exclude(pk=page.pk).exists():
        return
    occasion = Occasion.objects.select_for_update().filter(translation_key=page.translation_key).first()
    occasion = occasion or _first_occasion(page)
    if occasion.withdrawn_at is None:
        now = timezone.now()
        _write(occasion, withdrawn_at=now, modified_at=now, sequence=occasion.sequence + 1)


def _first_occasion(page: Any) -> Occasion:
    """Of an event that was published before occasions were kept."""
    titles = {page.locale.language_code: page.title}
    return Occasion(translation_key=page.translation_key, titles=titles, **_values(page))


def _write(occasion: Occasion, **values: Any) -> None:
    for name, value in values.items():
        setattr(occasion, name, value)
    occasion.save()


def _values(page: Any) -> dict[str, Any]:
    return {name: getattr(page, name) for name in SHARED_FIELDS}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value) if isinstance(value, str) else value


def withdraw_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """After a page is deleted, alone or with the tree above it; drafts that were never public leave nothing."""
    if instance.live:
        withdraw_if_last(instance)
