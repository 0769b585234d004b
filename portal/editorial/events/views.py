"""Plain addresses of events: calendar files, feeds and the small map of one place."""

from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from observatory.queries.outlines import get_ground
from portal.core.downloads import Download, answer_image
from portal.core.errors import NotFound
from portal.core.menu import localised
from portal.editorial.calendars import answer_calendar
from portal.editorial.events.calendar_files import absolute, calendar_entries, entry_of
from portal.editorial.events.facets import FEED_FACETS
from portal.editorial.events.ics import CalendarHead
from portal.editorial.events.maps import draw_land, draw_place
from portal.editorial.events.queries import changed_at, get_calendar, get_event, get_occasion
from portal.editorial.listing import ENTRIES, Entry, FeedHead, answer_feed, identity_of
from portal.editorial.meta import page_path
from portal.editorial.models import EventPage
from portal.registry.models.region import OUTLINE_NUTS
from portal.registry.outlines import COARSE


@require_safe
def event_calendar(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One event as a file. 2 queries."""
    page = get_event(slug, _language())
    entry = entry_of(page, get_occasion(page))
    return answer_calendar(request, CalendarHead(page.title, _language()), [entry], f"{slug}.ics")


@require_safe
def events_calendar(request: HttpRequest) -> HttpResponseBase:
    """A calendar to subscribe to: what the filters choose, whether past or coming."""
    narrowed = FEED_FACETS.parse(request.GET)
    entries = calendar_entries(get_calendar(narrowed, _language()), _language())
    head = CalendarHead(
        name=_("Events of clusters in Europe"),
        language=_language(),
        url=absolute(narrowed.address(localised("/events/"))),
        source=absolute(narrowed.address(reverse("editorial:events-calendar"))),
    )
    return answer_calendar(request, head, entries, "events.ics")


@require_safe
def events_feed(request: HttpRequest) -> HttpResponseBase:
    """The events that were published or changed last, of what the filters choose. 2 queries, 1 more for a topic."""
    narrowed = FEED_FACETS.parse(request.GET)
    FEED_FACETS.check(narrowed)
    rows = FEED_FACETS.rows(EventPage.objects.shown(_language()), narrowed)
    newest = rows.order_by("-last_published_at", "-pk").prefetch_related("topics")[:ENTRIES]
    head = FeedHead(
        title=_("Events"),
        description=_("Events of clusters in Europe, the latest announced first."),
        page_url=narrowed.address(localised("/events/")),
        feed_url=narrowed.address(reverse("editorial:events-feed")),
    )
    return answer_feed(request, head, [_entry(page) for page in newest])


@require_safe
def events_land(request: HttpRequest) -> HttpResponseBase:
    """Europe, for the map of events. 1 query after a start; browsers ask once a version of the outlines."""
    download = Download("europe", "svg", OUTLINE_NUTS, "land")
    return answer_image(request, download, lambda: draw_land(get_ground(0, detail=COARSE)).encode())


@require_safe
def event_map(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Where one event takes place. 1 query, 1 more for the outlines after a start."""
    page = get_event(slug, _language())
    if page.latitude is None or page.longitude is None:
        raise NotFound(_("This event has no place on the map."))
    latitude, longitude = page.latitude, page.longitude
    title = _("%(place)s on a map of Europe") % {"place": page.place}
    download = Download(slug, "svg", f"{latitude},{longitude}", f"{title}")
    return answer_image(
        request, download, lambda: draw_place(get_ground(0, detail=COARSE), latitude, longitude, title).encode()
    )


def _entry(page: EventPage) -> Entry:
    published: datetime = page.first_published_at or page.last_published_at or page.start
    return Entry(
        identity=identity_of(page.translation_key),
        title=page.title,
        url=page_path(page),
        summary=page.summary,
        published=published,
        updated=changed_at(page, None),
        categories=tuple(topic.local_name for topic in page.topics.all()),
    )


def _language() -> str:
    return get_language() or "en"
