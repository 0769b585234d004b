"""The feed of calls, and their deadlines for calendar programs."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.core.errors import NotFound
from portal.core.formatting import named
from portal.core.menu import localised
from portal.editorial.calendars import answer_calendar
from portal.editorial.calls.calendar import calendar_entry, site
from portal.editorial.calls.presenters import call_item
from portal.editorial.calls.queries import list_announced, list_announced_of
from portal.editorial.events.ics import CalendarHead
from portal.editorial.listing import ENTRIES, Entry, FeedHead, answer_feed, identity_of
from portal.editorial.meta import page_path
from portal.editorial.models import CallIndexPage, CallPage

STATUS = "status"


@require_safe
def calls_feed(request: HttpRequest) -> HttpResponseBase:
    """The newest of the calls that the filters choose. 2 queries, 1 more for a chosen topic or programme."""
    facets = CallIndexPage.facets
    narrowed = facets.parse(request.GET)
    facets.check(narrowed)
    rows = facets.rows(CallPage.objects.shown(_language()).with_due(), narrowed)
    newest = rows.order_by("-first_published_at", "-pk").prefetch_related("topics")[:ENTRIES]
    head = FeedHead(
        title=_("Calls"),
        description=_("Calls for proposals, newest first."),
        page_url=narrowed.address(localised("/calls/")),
        feed_url=narrowed.address(reverse("editorial:calls-feed")),
    )
    return answer_feed(request, head, [_entry(page) for page in newest])


@require_safe
def calls_calendar(request: HttpRequest) -> HttpResponseBase:
    """Deadlines of what the filters choose; closed calls too, unless a state is chosen: calendars keep what was."""
    facets = CallIndexPage.facets
    narrowed = facets.parse(request.GET)
    facets.check(narrowed)
    skipped = "" if narrowed.get(STATUS) else STATUS
    rows = facets.rows(CallPage.objects.shown(_language()), narrowed, but=skipped)
    head = CalendarHead(
        name=_("%(portal)s: deadlines of calls") % {"portal": settings.PORTAL_NAME},
        language=_language(),
        url=site() + narrowed.address(localised("/calls/")),
        source=site() + narrowed.address(reverse("editorial:calls-calendar")),
    )
    announced = list_announced(rows, narrowed.without(STATUS).pairs, _language())
    return answer_calendar(request, head, [calendar_entry(one) for one in announced], "deadlines.ics")


@require_safe
def call_calendar(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Deadlines of one call. 2 queries."""
    page = CallPage.objects.shown(_language()).filter(slug=slug).first()
    if page is None:
        raise NotFound(_("There is no call at this address."), [(_("All calls"), localised("/calls/"))])
    entries = [calendar_entry(one) for one in list_announced_of(page)]
    return answer_calendar(request, CalendarHead(page.title, _language()), entries, f"{slug}.ics")


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _entry(page: CallPage) -> Entry:
    """Says when the call closes, not how long that is: readers of feeds keep what they got."""
    item = call_item(page)
    published: datetime = page.first_published_at or page.due or page.asked_at
    deadline = named(_("Deadline"), item.due) if item.due else ""
    return Entry(
        identity=identity_of(page.translation_key),
        title=page.title,
        url=page_path(page),
        summary=f"{page.summary} {deadline}".strip(),
        published=published,
        updated=page.last_published_at or published,
        categories=tuple(topic.local_name for topic in page.topics.all()),
    )
