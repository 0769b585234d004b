"""Calendar files as answers: the same for events and for deadlines of calls."""

import hashlib
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag

from portal.editorial.events.ics import CalendarEntry, CalendarHead, write_calendar

CALENDAR = "text/calendar; charset=utf-8"


def answer_calendar(
    request: HttpRequest, head: CalendarHead, entries: Sequence[CalendarEntry], name: str
) -> HttpResponseBase:
    """The file; 304 where the reader has it already."""
    content = write_calendar(head, entries)
    etag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    response = HttpResponse(content, content_type=CALENDAR, headers={"ETag": etag})
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    changed = max((entry.changed_at for entry in entries), default=None)
    if changed:
        response.headers["Last-Modified"] = http_date(changed.timestamp())
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return get_conditional_response(request, etag=etag, response=response) or response
