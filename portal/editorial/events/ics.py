"""Events as files for calendar programs: RFC 5545, with the refreshing of RFC 7986.

Without a METHOD: then DTSTAMP is the time of the last change, and an unchanged calendar stays the same to the byte.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from icalendar import Calendar, Event, Timezone, vDuration, vGeo, vText, vUri

from portal.editorial.events.zones import UTC as UTC_ZONE

PRODUCT = "-//EU Cluster Portal//Events//EN"
REFRESH = timedelta(hours=6)
DAY = timedelta(days=1)
LAST_LINE = b"END:VCALENDAR\r\n"
CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One event. `start` and `end` are in the time of the place, whose IANA name is `zone`; `geo` is north, east.

    `language` is that of its words, where it is not that of the calendar.
    """

    uid: str
    sequence: int
    title: str
    start: datetime
    end: datetime
    zone: str
    changed_at: datetime
    status: str = CONFIRMED
    all_day: bool = False
    description: str = ""
    url: str = ""
    place: str = ""
    geo: tuple[float, float] | None = None
    online_link: str = ""
    organiser: str = ""
    categories: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class CalendarHead:
    """Name and addresses of a feed, absolute; empty addresses for the file of one event."""

    name: str
    language: str
    url: str = ""
    source: str = ""


def write_calendar(head: CalendarHead, entries: Sequence[CalendarEntry]) -> bytes:
    """The whole file. Zones stand before the events that use them."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", head.name)
    calendar.add("x-wr-calname", head.name)
    if head.source:
        calendar.add("url", vUri(head.url))
        calendar.add("source", vUri(head.source), {"VALUE": "URI"})
        calendar.add("refresh-interval", vDuration(REFRESH), {"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vDuration(REFRESH))
    for zone in _zones(entries):
        calendar.add_component(zone)
    written: bytes = calendar.to_ical()
    events = b"".join(_written(entry, entry.language or head.language) for entry in entries)
    return written.removesuffix(LAST_LINE) + events + LAST_LINE


@lru_cache(maxsize=4096)
def _written(entry: CalendarEntry, language: str) -> bytes:
    """The lines of one event. Remembered: a millisecond each, and calendar programs ask for the same ones all day."""
    lines: bytes = _event(entry, language).to_ical()
    return lines


def _event(entry: CalendarEntry, language: str) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    first, last = _bounds(entry)
    event.add("dtstart", first)
    event.add("dtend", last)
    event.add("summary", vText(entry.title), {"LANGUAGE": language})
    event.add("status", entry.status)
    _add_details(event, entry, language)
    return event


def _add_details(event: Event, entry: CalendarEntry, language: str) -> None:
    if entry.description:
        event.add("description", vText(entry.description), {"LANGUAGE": language})
    if entry.place:
        event.add("location", entry.place)
    if entry.geo:
        event.add("geo", vGeo(entry.geo))
    if entry.url:
        event.add("url", vUri(entry.url))
    if entry.online_link:
        event.add("conference", vUri(entry.online_link), {"VALUE": "URI"})
    if entry.organiser:
        event.add("contact", entry.organiser)
    if entry.categories:
        event.add("categories", list(entry.categories))


def _bounds(entry: CalendarEntry) -> tuple[date | datetime, date | datetime]:
    """DTSTART and DTEND; the end of whole days is the day after, as the format has it."""
    if entry.all_day:
        return entry.start.date(), entry.end.date() + DAY
    if entry.zone == UTC_ZONE:
        return entry.start.astimezone(UTC), entry.end.astimezone(UTC)
    return entry.start, entry.end


def _zones(entries: Iterable[CalendarEntry]) -> list[Timezone]:
    timed = [entry for entry in entries if not entry.all_day and entry.zone != UTC_ZONE]
    if not timed:
        return []
    first, last = min(entry.start.year for entry in timed), max(entry.end.year for entry in timed)
    return [zone_between(name, first, last) for name in sorted({entry.zone for entry in timed})]


@lru_cache(maxsize=512)
def zone_between(name: str, first_year: int, last_year: int) -> Timezone:
    """The rules of a zone from a year before the first event to a year after the last. Remembered: slow to find."""
    return Timezone.from_tzid(name, first_date=date(first_year - 1, 1, 1), last_date=date(last_year + 2, 1, 1))
