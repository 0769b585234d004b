"""News and events as lists and their own pages show them. The models call these, so pages come in untyped."""

from dataclasses import dataclass
from datetime import datetime, time

from babel.dates import format_date, format_interval, format_time, get_timezone_name
from django.utils.translation import gettext as _
from wagtail.models import Page

from observatory.presenters.words import group_name, group_url, region_name, region_url
from portal.core.formatting import day_locale
from portal.core.page import Link
from portal.editorial.events.kinds import EventStatus
from portal.editorial.meta import content_language, foreign_language, reader_path
from portal.editorial.queries import Subjects


@dataclass(frozen=True, slots=True)
class Item:
    """A row of a list: `datetime` is for the machine, `date_text` for the reader."""

    title: str
    url: str
    summary: str
    datetime: str
    date_text: str
    detail: str = ""
    is_sample: bool = False
    language: str = ""  # of title and summary, where it is not that of the request


def news_item(page: Page) -> Item:
    return Item(
        title=page.title,
        url=reader_path(page),
        language=foreign_language(content_language(page)),
        summary=page.summary,
        datetime=page.date.isoformat(),
        date_text=format_date(page.date, "long", locale=day_locale()),
        is_sample=page.is_sample,
    )


def event_item(page: Page) -> Item:
    return Item(
        title=page.title,
        url=reader_path(page),
        language=foreign_language(content_language(page)),
        summary=page.summary,
        datetime=page.local_start.isoformat(),
        date_text=days_text(page.local_start, page.local_end),
        detail=" · ".join(filter(None, [page.get_kind_display(), place_text(page), state_text(page)])),
        is_sample=page.is_sample,
    )


@dataclass(frozen=True, slots=True)
class EventTimes:
    """When an event takes place, in the time of the place; `hours` and `zone` are empty for whole days."""

    start: str
    end: str
    days: str
    hours: str = ""
    zone: str = ""


def event_times(page: Page) -> EventTimes:
    start, end = page.local_start, page.local_end
    if page.all_day:
        return EventTimes(start.date().isoformat(), end.date().isoformat(), days_text(start, end))
    return EventTimes(
        start=start.isoformat(),
        end=end.isoformat(),
        days=days_text(start, end),
        hours=_hours(start, end),
        zone=get_timezone_name(start, locale=day_locale()),
    )


def _hours(start: datetime, end: datetime) -> str:
    words = {"start": hour_text(start), "end": hour_text(end)}
    if start.date() == end.date():
        return "{start}–{end}".format(**words)
    return _("from %(start)s on the first day to %(end)s on the last") % words


def state_text(page: Page) -> str:
    """The state of an event where readers must know it; empty for one that takes place as announced."""
    return "" if page.status == EventStatus.CONFIRMED else str(page.get_status_display())


def place_text(page: Page) -> str:
    """ "Lyon", "Lyon and online" or "Online"."""
    if page.place and page.online_link:
        return _("%(place)s and online") % {"place": page.place}
    return page.place or _("Online")


def days_text(start: datetime, end: datetime) -> str:
    """One day or an interval of days: "12–14 May 2027"."""
    if start.date() == end.date():
        return format_date(start, "long", locale=day_locale())
    return format_interval(start.date(), end.date(), skeleton="yMMMMd", locale=day_locale())


def subject_links(subjects: Subjects) -> tuple[Link, ...]:
    """Profiles of the regions and industry groups that a page names."""
    return (
        *(Link(region_name(region), region_url(region)) for region in subjects.regions),
        *(Link(group_name(group), group_url(group)) for group in subjects.groups),
    )


def hour_text(moment: datetime | time) -> str:
    return format_time(moment, "short", locale=day_locale())
