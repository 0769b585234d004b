"""News and events as schema.org describes them, for search engines."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page

CONTEXT = "https://schema.org"


def news_article(page: Page, request: HttpRequest) -> dict[str, Any]:
    """NewsArticle of a news page."""
    return {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.summary,
        "datePublished": page.date.isoformat(),
        "url": request.build_absolute_uri(request.path),
        "publisher": {"@type": "Organization", "name": settings.PORTAL_NAME},
    }


def event(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Event of an event page, with its places: on site, online or both."""
    places = []
    if page.place:
        places.append({"@type": "Place", "name": page.place, "address": page.place})
    if page.online_link:
        places.append({"@type": "VirtualLocation", "url": page.online_link})
    return {
        "@context": CONTEXT,
        "@type": "Event",
        "name": page.title,
        "description": page.summary,
        "startDate": page.local_start.isoformat(),
        "endDate": page.local_end.isoformat(),
        "eventAttendanceMode": f"{CONTEXT}/{_attendance(bool(page.place), bool(page.online_link))}",
        "location": places,
        "url": request.build_absolute_uri(request.path),
    }


def _attendance(on_site: bool, online: bool) -> str:
    if on_site and online:
        return "MixedEventAttendanceMode"
    return "OnlineEventAttendanceMode" if online else "OfflineEventAttendanceMode"
