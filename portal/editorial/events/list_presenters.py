"""The list of events by month and on a map, and the links between its views."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel import Locale
from babel.dates import format_date, get_day_names
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.formatting import day_locale
from portal.core.page import Link
from portal.editorial.events.facets import LIST, MAP, MONTH, PAST, UPCOMING, first_of, switched
from portal.editorial.events.maps import Dot, DotLink, draw_dots, group_places
from portal.editorial.events.month import Day, Span, month_before, next_month, weeks_of
from portal.editorial.listing import Narrowed, month_name
from portal.editorial.meta import content_language, foreign_language, reader_path
from portal.editorial.presenters import Item, event_item, hour_text, place_text, state_text
from portal.registry.canvas import ATTRIBUTION

IN_A_CELL = 3
FORMAT = "%Y-%m"


@dataclass(frozen=True, slots=True)
class Switches:
    views: tuple[Link, ...]
    whens: tuple[Link, ...]  # empty for a month


@dataclass(frozen=True, slots=True)
class DayItem:
    """An event on one day: `time` is empty for whole days and on the days after its first."""

    title: str
    url: str
    time: str
    detail: str
    is_off: bool
    language: str = ""  # of the title, where it is not that of the request


@dataclass(frozen=True, slots=True)
class DayView:
    """`more` counts what a cell of the calendar has no room for; `label` names the day in full."""

    anchor: str
    number: str
    label: str
    is_in_month: bool
    is_today: bool
    items: tuple[DayItem, ...]
    first_items: tuple[DayItem, ...]
    more: str


@dataclass(frozen=True, slots=True)
class MonthView:
    title: str
    weekdays: tuple[tuple[str, str], ...]  # short and in full
    weeks: tuple[tuple[DayView, ...], ...]
    days: tuple[DayView, ...]  # those of the month on which something takes place
    previous: Link | None
    next: Link | None
    today: Link | None


@dataclass(frozen=True, slots=True)
class PlaceView:
    anchor: str
    title: str
    rows: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """`elsewhere` is what has no dot: online, without coordinates or beyond the edge."""

    svg: str
    places: tuple[PlaceView, ...]
    elsewhere: tuple[Item, ...]
    attribution: str = ATTRIBUTION


def present_switches(narrowed: Narrowed, path: str) -> Switches:
    view, when = narrowed.get("view") or LIST, narrowed.get("when") or UPCOMING
    views = ((LIST, _("List")), (MONTH, _("Month")), (MAP, _("Map")))
    whens = ((UPCOMING, _("Upcoming events")), (PAST, _("Past events")))

    def link(label: str, current: bool, **changes: str) -> Link:
        return Link(label, switched(narrowed, changes).address(path), is_current=current)

    return Switches(
        tuple(link(label, one == view, view=one, month="") for one, label in views),
        () if view == MONTH else tuple(link(label, one == when, when=one) for one, label in whens),
    )


def shown_month(narrowed: Narrowed) -> date:
    """The first day of the month that is asked for; of the current one without a valid one (`check` refuses it)."""
    return first_of(narrowed.get("month")) or timezone.localdate().replace(day=1)


def present_month(pages: Sequence[Any], first: date, narrowed: Narrowed, path: str) -> MonthView:
    spans = [Span(page.local_start.date(), page.local_end.date(), page) for page in pages]
    first_weekday = Locale.parse(day_locale(), sep="_").first_week_day
    weeks = [[_day(day) for day in week] for week in weeks_of(first, first_weekday, spans)]
    current = timezone.localdate().replace(day=1)
    return MonthView(
        title=month_name(first),
        weekdays=_weekdays(first_weekday),
        weeks=tuple(tuple(week) for week in weeks),
        days=tuple(day for week in weeks for day in week if day.is_in_month and day.items),
        previous=_month_link(month_before(first), narrowed, path),
        next=_month_link(next_month(first), narrowed, path),
        today=_month_link(current, narrowed, path) if first != current else None,
    )


def _month_link(first: date, narrowed: Narrowed, path: str) -> Link | None:
    """None beyond the years that the calendar knows."""
    month = first.strftime(FORMAT)
    if first_of(month) is None:
        return None
    return Link(month_name(first), switched(narrowed, {"month": month}).address(path))


def _weekdays(first_weekday: int) -> tuple[tuple[str, str], ...]:
    locale = day_locale()
    short, full = (get_day_names(width, context="stand-alone", locale=locale) for width in ("abbreviated", "wide"))
    numbers = [(first_weekday + number) % 7 for number in range(7)]
    return tuple((short[number], full[number]) for number in numbers)


def _day(day: Day[Any]) -> DayView:
    items = tuple(_day_item(span, day.date) for span in day.spans) if day.is_in_month else ()
    beyond = len(items) - IN_A_CELL
    return DayView(
        anchor=f"day-{day.date.isoformat()}",
        number=str(day.date.day),
        label=format_date(day.date, "full", locale=day_locale()),
        is_in_month=day.is_in_month,
        is_today=day.date == timezone.localdate(),
        items=items,
        first_items=items[:IN_A_CELL],
        more=ngettext("%(count)s more", "%(count)s more", beyond) % {"count": beyond} if beyond > 0 else "",
    )


def _day_item(span: Span[Any], day: date) -> DayItem:
    page = span.item
    has_time = day == span.first and not page.all_day
    return DayItem(
        title=page.title,
        url=reader_path(page),
        language=foreign_language(content_language(page)),
        time=hour_text(page.local_start) if has_time else "",
        detail=" · ".join(filter(None, [place_text(page), state_text(page)])),
        is_off=page.is_cancelled,
    )


def present_map(pages: Sequence[Any]) -> MapView:
    located = [page for page in pages if page.place and page.latitude is not None and page.longitude is not None]
    dots = group_places([(page.latitude, page.longitude) for page in located])
    shown = {located[number].pk for dot in dots for number in dot.members}
    places = tuple(_place(number, dot, located) for number, dot in enumerate(dots, start=1))
    links = [DotLink(dot, _place_label(place), f"#{place.anchor}") for dot, place in zip(dots, places, strict=True)]
    return MapView(
        svg=draw_dots(reverse("editorial:events-land"), links, _("Map of Europe with the places of events")),
        places=places,
        elsewhere=tuple(event_item(page) for page in pages if page.pk not in shown),
    )


def _place(number: int, dot: Dot, located: Sequence[Any]) -> PlaceView:
    pages = [located[member] for member in dot.members]
    names = [name for name, _count in Counter(page.place for page in pages).most_common()]
    title = names[0]
    if len(names) > 1:
        others = len(names) - 1
        words = ngettext("%(place)s and %(count)s place nearby", "%(place)s and %(count)s places nearby", others)
        title = words % {"place": title, "count": others}
    return PlaceView(f"place-{number}", title, tuple(event_item(page) for page in pages))


def _place_label(place: PlaceView) -> str:
    count = len(place.rows)
    words = ngettext("%(place)s: %(count)s event", "%(place)s: %(count)s events", count)
    return words % {"place": place.title, "count": count}
