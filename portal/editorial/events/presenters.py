"""The page of one event."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from babel.dates import format_date
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.formatting import day_locale
from portal.core.page import Link
from portal.editorial.events.kinds import EventStatus, language_name
from portal.editorial.presenters import EventTimes, event_times, hour_text, place_text
from portal.registry.canvas import ATTRIBUTION

WARNING, INFO = "warning", "info"


@dataclass(frozen=True, slots=True)
class Session:
    hours: str
    title: str
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """`day` is empty for an event of one day."""

    day: str
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What readers must know before anything else; `tone` is one of the notification component."""

    tone: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class EventView:
    """Finished text of an event; empty where nothing is known. `registration_link` only while one can register."""

    kind: str
    times: EventTimes
    place: str
    map_url: str
    map_alt: str
    map_source: str
    online_link: str
    online_host: str
    notice: Notice | None
    organiser: Link | None
    registration_link: str
    capacity: str
    languages: str
    agenda: tuple[AgendaDay, ...]
    materials: tuple[Link, ...]
    recording: str
    recording_host: str
    calendar: Link | None


def present_event(page: Any) -> EventView:
    """1 query where the organiser is a cluster organisation, 1 where there are documents among the materials."""
    is_open = not (page.is_over or page.is_cancelled)
    return EventView(
        kind=str(page.get_kind_display()),
        times=event_times(page),
        place=place_text(page),
        map_url=reverse("editorial:event-map", args=[page.slug]) if page.latitude is not None and page.place else "",
        map_alt=_("%(place)s on a map of Europe") % {"place": page.place},
        map_source=ATTRIBUTION,
        online_link=page.online_link if is_open else "",
        online_host=_host(page.online_link),
        notice=_notice(page),
        organiser=Link(page.organiser_title, page.organiser_link) if page.organiser_title else None,
        registration_link=page.registration_link if is_open else "",
        capacity=page.capacity_note,
        languages=", ".join(language_name(code) for code in page.event_languages),
        agenda=present_agenda(page.agenda),
        materials=tuple(_material(block) for block in page.materials),
        recording=page.recording,
        recording_host=_host(page.recording),
        calendar=None if page.is_over else _calendar(page),
    )


def _calendar(page: Any) -> Link:
    """The file of the event; who has it in a calendar already marks it as cancelled with the same file."""
    label = _("Mark it as cancelled in your calendar") if page.is_cancelled else _("Add to your calendar")
    return Link(label, reverse("editorial:event-calendar", args=[page.slug]))


def _notice(page: Any) -> Notice | None:
    """What changed comes first; that an event is over is said of those that took place."""
    texts = {
        EventStatus.CANCELLED: (WARNING, _("This event is cancelled")),
        EventStatus.POSTPONED: (WARNING, _("This event is postponed. The new date is not known yet.")),
        EventStatus.RESCHEDULED: (INFO, _("This event was moved to another date")),
        EventStatus.PLANNED: (INFO, _("This event is planned but not confirmed yet")),
    }
    if page.status in texts and not (page.is_over and page.status in (EventStatus.RESCHEDULED, EventStatus.PLANNED)):
        tone, title = texts[page.status]
        return Notice(tone, title, page.status_reason)
    return Notice(INFO, _("This event is over"), "") if page.is_over else None


def present_agenda(agenda: Iterable[Any]) -> tuple[AgendaDay, ...]:
    """Parts in the order of the editor, under their days. A part without a day joins the one above."""
    rows: list[tuple[date | None, Session]] = []
    for block in agenda:
        day = block.value["day"] or (rows[-1][0] if rows else None)
        rows.append((day, _session(block.value)))
    return tuple(
        AgendaDay(_day(day) if day else "", tuple(session for _number, session in members))
        for day, members in groupby(rows, key=lambda row: row[0])
    )


def _session(value: Any) -> Session:
    hours = hour_text(value["start"]) + (f"–{hour_text(value['end'])}" if value["end"] else "")
    return Session(hours, value["title"], value["speaker"], value["text"])


def _material(block: Any) -> Link:
    if block.block_type == "link":
        return Link(block.value["title"], block.value["url"])
    document = block.value["document"]
    return Link(block.value["title"] or document.title, document.url)


def _day(day: date) -> str:
    return format_date(day, "full", locale=day_locale())


def _host(url: str) -> str:
    return urlsplit(url).hostname or "" if url else ""
