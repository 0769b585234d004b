"""Events in other languages and their drafts."""

from datetime import UTC, datetime, timedelta

from wagtail.models import Locale

from portal.editorial.models import EventIndexPage, EventPage, Occasion
from tests.editorial import factories

START = datetime(2027, 5, 12, 8, tzinfo=UTC)
END = START + timedelta(hours=8)


def make_index() -> EventIndexPage:
    return factories.make_event_index(factories.make_home())


def make_event(index: EventIndexPage, slug: str = "event", **fields) -> EventPage:
    return factories.make_event(index, slug, **{"start": START, "end": END, **fields})


def translate(page: EventPage, code: str = "fr", *, live: bool = True, **fields) -> EventPage:
    """The event in another language, with its tree above."""
    locale, _created = Locale.objects.get_or_create(language_code=code)
    translated = page.copy_for_translation(locale, copy_parents=True)
    publish_parents(translated)
    for name, value in fields.items():
        setattr(translated, name, value)
    revision = translated.save_revision()
    if live:
        revision.publish()
    return EventPage.objects.get(pk=translated.pk)


def publish_parents(page: EventPage) -> None:
    for parent in page.get_ancestors().filter(depth__gt=1, live=False).specific():
        parent.save_revision().publish()


def publish(page: EventPage, **fields) -> EventPage:
    """Change and publish as an editor does: from the latest revision."""
    draft(page, **fields).publish()
    return EventPage.objects.get(pk=page.pk)


def draft(page: EventPage, **fields):
    """A revision with changes, not published."""
    latest = EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(latest, name, value)
    return latest.save_revision()


def occasion_of(page: EventPage) -> Occasion:
    return Occasion.objects.get(translation_key=page.translation_key)
