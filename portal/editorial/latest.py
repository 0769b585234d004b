"""News, events and calls of a section: the latest on its topics, or of all where editors chose none."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet, Window
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.menu import localised
from portal.core.panels import Panel, PanelRow
from portal.editorial.calls.kinds import Status
from portal.editorial.calls.presenters import call_item
from portal.editorial.gathering import gather
from portal.editorial.models import CallPage, EventPage, NewsPage, SectionPage
from portal.editorial.presenters import event_item, news_item

ROWS = 3


def latest_of(section: SectionPage | None) -> tuple[Panel, ...]:
    """Panels of what there is; kinds without anything are left out. 1 query."""
    language = get_language() or settings.LANGUAGE_CODE
    found = gather(
        {
            "news": _first(NewsPage.objects.shown(language), section),
            "events": _first(EventPage.objects.upcoming(language), section),
            "calls": _first(CallPage.objects.shown(language).filter(state=Status.OPEN).with_due(), section),
        }
    )
    panels = (
        _panel("news", _("Latest news"), "/news/", found["news"], _news_row),
        _panel("events", _("Upcoming events"), "/events/", found["events"], _event_row),
        _panel("calls", _("Open calls"), "/calls/", found["calls"], _call_row),
    )
    return tuple(panel for panel in panels if panel.rows)


def _first(rows: "QuerySet[Any]", section: SectionPage | None) -> "QuerySet[Any]":
    if section is not None and section.has_topics:
        chosen = SectionPage.topics.through.objects.filter(sectionpage=section.pk).values("topic")
        named = rows.model.objects.filter(topics__in=chosen).values("pk")  # apart: a row counts once
        rows = rows.filter(pk__in=named)
    return rows.annotate(in_all=Window(Count("pk")))[:ROWS]


def _panel(key: str, title: str, path: str, pages: tuple[Any, ...], row: Callable[[Any], PanelRow]) -> Panel:
    count = pages[0].in_all if pages else 0
    return Panel(key=key, title=title, count=count, rows=tuple(map(row, pages)), link=localised(path))


def _news_row(page: NewsPage) -> PanelRow:
    return _row(news_item(page))


def _event_row(page: EventPage) -> PanelRow:
    return _row(event_item(page))


def _call_row(page: CallPage) -> PanelRow:
    return _row(call_item(page))


def _row(item: Any) -> PanelRow:
    said = (getattr(item, "left", ""), item.date_text, item.detail, _("sample") if item.is_sample else "")
    return PanelRow(item.title, item.url, " · ".join(filter(None, said)), getattr(item, "language", ""))
