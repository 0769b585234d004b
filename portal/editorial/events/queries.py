"""What calendars and maps ask about events."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.errors import NotFound
from portal.core.menu import localised
from portal.editorial.events.facets import FEED_FACETS
from portal.editorial.listing import Narrowed
from portal.editorial.models.event import EventPage
from portal.editorial.models.occasion import Occasion

DAYS_KEPT = 90  # of a past or withdrawn event in the calendars
MOST_IN_A_FEED = 2000


@dataclass(frozen=True, slots=True)
class CalendarAnswer:
    """Pages with what is published of them, and events that were taken down a short while ago."""

    pages: tuple[tuple[EventPage, Occasion | None], ...]
    withdrawn: tuple[Occasion, ...]


def get_event(slug: str, language: str) -> EventPage:
    """The live, public event under this slug in the language, else in the default one. 1 query. Raises NotFound."""
    languages = {language, settings.LANGUAGE_CODE}
    pages: QuerySet[EventPage] = EventPage.objects.open_to_all().filter(slug=slug, locale__language_code__in=languages)
    found = {page.locale.language_code: page for page in pages.select_related("locale", "organisation")}
    page = found.get(language) or found.get(settings.LANGUAGE_CODE)
    if page is None:
        raise NotFound(_("There is no event at this address."), [(_("All events"), localised("/events/"))])
    return page


def get_calendar(narrowed: Narrowed, language: str) -> CalendarAnswer:
    """Every event of a feed, each once. 2 queries, 1 for topics, 1 more for a chosen one. Raises BadChoice."""
    FEED_FACETS.check(narrowed)
    rows = FEED_FACETS.rows(EventPage.objects.for_calendars(language, DAYS_KEPT), narrowed)
    pages = list(rows.select_related("organisation").prefetch_related("topics")[:MOST_IN_A_FEED])
    kept = _occasions({page.translation_key for page in pages})
    paired = tuple((page, kept.pop(page.translation_key, None)) for page in pages)
    gone = tuple(one for one in kept.values() if one.withdrawn_at and _fits(one, narrowed, language))
    return CalendarAnswer(paired, gone)


def get_occasion(page: EventPage) -> Occasion | None:
    """1 query."""
    return Occasion.objects.filter(translation_key=page.translation_key).first()


def _occasions(keys: set[UUID]) -> dict[UUID, Occasion]:
    """Of the pages, and of events withdrawn lately."""
    cutoff = timezone.now() - timedelta(days=DAYS_KEPT)
    lately = Q(withdrawn_at__gte=cutoff, end__gte=cutoff)
    found = Occasion.objects.filter(Q(translation_key__in=keys) | lately).order_by("start", "pk")
    return {one.translation_key: one for one in found}


def _fits(occasion: Occasion, narrowed: Narrowed, language: str) -> bool:
    """Whether a feed had shown the event: it was published in its language, and the filters chose it."""
    is_readable = bool({language, settings.LANGUAGE_CODE} & set(occasion.titles))
    return is_readable and all(value in occasion.facets.get(name, ()) for name, value in narrowed.pairs)


def changed_at(page: EventPage, occasion: Occasion | None) -> datetime:
    """When something of the event was published last."""
    moments = [page.last_published_at, page.first_published_at, occasion.modified_at if occasion else None]
    return max(filter(None, moments), default=page.start)
