"""The list of calls."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import reverse

from portal.editorial.calls.facets import STATUSES, call_facets
from portal.editorial.calls.presenters import CallItem, call_item, status_links
from portal.editorial.listing import Narrowed
from portal.editorial.meta import page_path
from portal.editorial.models.base_list import ListPage
from portal.editorial.models.call import CallPage, CallQuerySet


class CallIndexPage(ListPage):
    """All calls, what closes next first, narrowed by state and by whom and what they are for."""

    template = "editorial/call_index_page.html"
    subpage_types: ClassVar[list[str]] = ["editorial.CallPage"]
    facets = call_facets()
    feed_name = "editorial:calls-feed"

    def get_rows(self, language: str) -> CallQuerySet:
        return CallPage.objects.shown(language).with_due()

    def present_row(self, row: CallPage) -> CallItem:
        return call_item(row)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        narrowed: Narrowed = context["narrowed"]
        return {
            **context,
            "statuses": status_links(context["counts"].values["status"], narrowed, page_path(self)),
            "is_default_status": narrowed.get("status") in ("", STATUSES[0]),
            "calendar_url": Narrowed(narrowed.pairs).address(reverse("editorial:calls-calendar")),
        }
