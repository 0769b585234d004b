"""The panel of calls on pages of regions, industry groups and statistical clusters."""

from typing import Any

from django.conf import settings
from django.db.models import Count, Window
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.menu import localised
from portal.core.panels import About, Panel, PanelRow
from portal.editorial.calls.presenters import CallItem, call_item
from portal.editorial.models import CallPage

ROWS = 3


def calls_panel(about: About, viewer: Any) -> Panel:
    """Open and forthcoming calls, what closes next first. 1 query."""
    calls = CallPage.objects.shown(get_language() or settings.LANGUAGE_CODE).current().about(about)
    pages = list(calls.with_due().annotate(in_all=Window(Count("pk")))[:ROWS])
    return Panel(
        key="calls",
        title=_("Calls"),
        count=pages[0].in_all if pages else 0,
        rows=tuple(_row(call_item(page)) for page in pages),
        link=localised("/calls/"),
        empty=_("No open or forthcoming calls are known here."),
    )


def _row(item: CallItem) -> PanelRow:
    mark = _("sample") if item.is_sample else ""
    parts = (item.state_text, item.left, item.date_text, mark)
    return PanelRow(item.title, item.url, " · ".join(filter(None, parts)))
