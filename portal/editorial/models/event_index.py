"""The list of events: upcoming and past, by month, on a map."""

from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from portal.editorial.events.facets import CALENDAR_FACETS, LIST_FACETS, MAP, MONTH, feed_of
from portal.editorial.events.list_presenters import present_map, present_month, present_switches, shown_month
from portal.editorial.events.month import next_month
from portal.editorial.listing import Facets, Narrowed, present_filters
from portal.editorial.meta import page_path
from portal.editorial.models.base_list import ListPage
from portal.editorial.models.event import EventPage
from portal.editorial.models.event_rows import EventQuerySet
from portal.editorial.presenters import Item, event_item

MOST_SHOWN = 1000  # in a month or on the map


class EventIndexPage(ListPage):
    """Upcoming events, nearest first; past ones under `?when=past`, a month under `?view=month`, a map."""

    template = "editorial/event_index_page.html"
    subpage_types: ClassVar[list[str]] = ["editorial.EventPage"]
    facets: ClassVar[Facets] = LIST_FACETS
    feed_name = "editorial:events-feed"

    def get_rows(self, language: str) -> EventQuerySet:
        return EventPage.objects.shown(language)

    def present_row(self, row: EventPage) -> Item:
        return event_item(row)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        narrowed, path = self.facets.parse(request.GET), page_path(self)
        show = {MONTH: self._month, MAP: self._map}.get(narrowed.get("view"))
        above = super(ListPage, self) if show else super()
        return {
            **above.get_context(request, *args, **kwargs),
            **(show(narrowed, path) if show else {}),
            "narrowed": narrowed,
            "switches": present_switches(narrowed, path),
            "feed_url": self._feed(narrowed),
            "calendar_url": feed_of(narrowed).address(reverse("editorial:events-calendar")),
        }

    def _month(self, narrowed: Narrowed, path: str) -> dict[str, Any]:
        """2 queries, 1 or 2 more for a chosen topic."""
        first = shown_month(narrowed)
        rows = self._shown().on_days(first, next_month(first))
        counts = CALENDAR_FACETS.count(rows, narrowed)
        pages = list(CALENDAR_FACETS.rows(rows, narrowed)[:MOST_SHOWN])
        month = present_month(pages, first, narrowed, path)
        return {
            "month": month,
            "rows": (month,),  # an empty month is shown as well
            "total": counts.total,
            "filters": present_filters(CALENDAR_FACETS, counts, narrowed, path),
        }

    def _map(self, narrowed: Narrowed, path: str) -> dict[str, Any]:
        """2 queries, 1 or 2 more for a chosen topic."""
        rows = self._shown()
        counts = self.facets.count(rows, narrowed)
        pages = list(self.facets.rows(rows, narrowed)[:MOST_SHOWN])
        return {
            "map": present_map(pages),
            "rows": pages,
            "total": counts.total,
            "filters": present_filters(self.facets, counts, narrowed, path),
        }

    def _shown(self) -> EventQuerySet:
        return self.get_rows(get_language() or settings.LANGUAGE_CODE)

    def _feed(self, narrowed: Narrowed) -> str:
        return feed_of(narrowed).address(reverse(self.feed_name))
