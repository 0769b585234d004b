"""Panels that the Observatory's pages show: calls, events and news about a place, an industry group or both."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet, Window
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.menu import localised
from portal.core.panels import About, Asked, Panel, PanelRow
from portal.core.together import Rows
from portal.editorial.calls.presenters import CallItem, call_item
from portal.editorial.gathering import objects_of, parts_of
from portal.editorial.models import CallPage, EventPage, NewsPage
from portal.editorial.presenters import Item, event_item, news_item

ROWS = 3


def editorial_panels(about: About, viewer: Any) -> Asked:
    """Calls by what closes next, upcoming events, latest news: parts of the one question of all panels."""
    language = get_language() or settings.LANGUAGE_CODE
    questions = {
        "calls": _first(CallPage.objects.shown(language).current().about(about).with_due()),
        "events": _first(EventPage.objects.upcoming(language).about(about)),
        "news": _first(NewsPage.objects.shown(language).about(about)),
    }

    def answer(rows: Rows) -> tuple[Panel, ...]:
        found = objects_of(questions, rows)
        return (_calls(found["calls"]), _events(found["events"]), _news(found["news"]))

    return Asked(parts_of(questions), answer)


def _first(pages: "QuerySet[Any]") -> "QuerySet[Any]":
    """The first rows, each with how many there are in all."""
    return pages.annotate(in_all=Window(Count("pk")))[:ROWS]


def _count(pages: Sequence[Any]) -> int:
    return pages[0].in_all if pages else 0


def _calls(pages: Sequence[CallPage]) -> Panel:
    return Panel(
        key="calls",
        title=_("Calls"),
        count=_count(pages),
        rows=tuple(_call_row(call_item(page)) for page in pages),
        link=localised("/calls/"),
        empty=_("No open or forthcoming calls are known here."),
    )


def _events(pages: Sequence[EventPage]) -> Panel:
    return Panel(
        key="events",
        title=_("Upcoming events"),
        count=_count(pages),
        rows=tuple(_row(event_item(page)) for page in pages),
        link=localised("/events/"),
        empty=_("No upcoming events are announced here."),
    )


def _news(pages: Sequence[NewsPage]) -> Panel:
    return Panel(
        key="news",
        title=_("News"),
        count=_count(pages),
        rows=tuple(_row(news_item(page)) for page in pages),
        link=localised("/news/"),
        empty=_("No news yet."),
    )


def _call_row(item: CallItem) -> PanelRow:
    parts = (item.state_text, item.left, item.date_text, _("sample") if item.is_sample else "")
    return PanelRow(item.title, item.url, " · ".join(filter(None, parts)))


def _row(item: Item) -> PanelRow:
    mark = _("sample") if item.is_sample else ""
    detail = " · ".join(filter(None, [item.date_text, item.detail, mark]))
    return PanelRow(item.title, item.url, detail, item.language)
