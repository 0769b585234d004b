"""News and events as schema.org describes them, for search engines."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page

from portal.editorial.events.kinds import EventStatus

CONTEXT = "https://schema.org"
EVENT_STATES = {
    EventStatus.RESCHEDULED: "EventRescheduled",
    EventStatus.POSTPONED: "EventPostponed",
    EventStatus.CANCELLED: "EventCancelled",
}


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


def event(page: Page, request: HttpRequest, previous_start: datetime | None = None) -> dict[str, Any]:
    """Event of an event page, with its places (on site, online or both) and its state."""
    described = {
        "@context": CONTEXT,
        "@type": "Event",
        "name": page.title,
        "description": page.summary,
        "startDate": _moment(page.local_start, page),
        "endDate": _moment(page.local_end, page),
        "eventStatus": f"{CONTEXT}/{EVENT_STATES.get(page.status, 'EventScheduled')}",
        "eventAttendanceMode": f"{CONTEXT}/{_attendance(bool(page.place), bool(page.online_link))}",
        "location": _places(page),
        "url": request.build_absolute_uri(request.path),
    }
    if previous_start:
        described["previousStartDate"] = _moment(previous_start, page)
    if page.organiser_title:
        described["organizer"] = _without_empty(
            {"@type": "Organization", "name": page.organiser_title, "url": page.organiser_link}
        )
    if page.event_languages:
        described["inLanguage"] = page.event_languages
    return described


def _moment(moment: datetime, page: Page) -> str:
    return moment.date().isoformat() if page.all_day else moment.isoformat()


def _places(page: Page) -> list[dict[str, Any]]:
    places: list[dict[str, Any]] = []
    if page.place:
        places.append({"@type": "Place", "name": page.place, "address": page.place})
    if page.place and page.latitude is not None:
        places[0]["geo"] = {"@type": "GeoCoordinates", "latitude": page.latitude, "longitude": page.longitude}
    if page.online_link:
        places.append({"@type": "VirtualLocation", "url": page.online_link})
    return places


def _attendance(on_site: bool, online: bool) -> str:
    if on_site and online:
        return "MixedEventAttendanceMode"
    return "OnlineEventAttendanceMode" if online else "OfflineEventAttendanceMode"


def _without_empty(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value}
