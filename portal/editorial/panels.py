"""Panels that the Observatory's pages show: news and events about a place, an industry group or both."""

from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet, Window
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.menu import localised
from portal.core.panels import About, Panel, PanelRow
from portal.editorial.models import EventPage, NewsPage
from portal.editorial.presenters import Item, event_item, news_item

ROWS = 3


def events_panel(about: About, viewer: Any) -> Panel:
    """Upcoming events. 1 query."""
    pages, count = _first(EventPage.objects.upcoming(_language()).about(about))
    return Panel(
        key="events",
        title=_("Upcoming events"),
        count=count,
        rows=tuple(_row(event_item(page)) for page in pages),
        link=localised("/events/"),
        empty=_("No upcoming events are announced here."),
    )


def news_panel(about: About, viewer: Any) -> Panel:
    """Latest news. 1 query."""
    pages, count = _first(NewsPage.objects.shown(_language()).about(about))
    return Panel(
        key="news",
        title=_("News"),
        count=count,
        rows=tuple(_row(news_item(page)) for page in pages),
        link=localised("/news/"),
        empty=_("No news yet."),
    )


def _first(pages: QuerySet) -> tuple[list, int]:
    """The first rows and how many there are in all, in 1 query."""
    rows = list(pages.annotate(in_all=Window(Count("pk")))[:ROWS])
    return rows, rows[0].in_all if rows else 0


def _row(item: Item) -> PanelRow:
    mark = _("sample") if item.is_sample else ""
    detail = " · ".join(filter(None, [item.date_text, item.detail, mark]))
    return PanelRow(item.title, item.url, detail, item.language)


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
