"""What a member finds of messages on the personal page."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.formatting import day, number
from portal.core.panels import About, Panel, PanelRow
from portal.registry.models import Membership


def messages_panel(about: About, viewer: Any) -> Panel:
    """On the personal page: how many messages came to one's organisations. 1 query."""
    since = timezone.now() - timedelta(days=settings.PORTAL_MESSAGES_KEPT_DAYS)
    mine = Membership.objects.filter(user=viewer, organisation__messages__created_at__gt=since)
    found = mine.values_list("organisation_id", "organisation__name").annotate(
        count=Count("organisation__messages"), latest=Max("organisation__messages__created_at")
    )
    rows = tuple(_row(*one) for one in found.order_by("-latest", "organisation_id"))
    return Panel(
        key="messages",
        title=_("Messages to your organisations"),
        count=len(rows),
        rows=rows,
    )


def _row(pk: int, name: str, count: int, latest: Any) -> PanelRow:
    messages = ngettext("%(count)s message", "%(count)s messages", count) % {"count": number(count)}
    detail = _("%(messages)s, the latest on %(day)s") % {"messages": messages, "day": day(latest.date())}
    return PanelRow(name, reverse("internationalisation:messages", args=[pk]), detail)
