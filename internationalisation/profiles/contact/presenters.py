"""Messages to an organisation as pages show them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from internationalisation.models import OrganisationMessage
from portal.core.formatting import day, minute, number
from portal.core.page import Link, PageMeta
from portal.core.panels import About, Panel, PanelRow
from portal.registry.models import ClusterOrganisation, Membership


@dataclass(frozen=True, slots=True)
class MessageLine:
    """`answer` is the address of a mail to the sender."""

    name: str
    email: str
    when: str
    text: str
    answer: str


def contact_page(organisation: ClusterOrganisation, title: str = "") -> PageMeta:
    title = title or _("Write to %(name)s") % {"name": organisation.name}
    here = [organisation.slug, organisation.pk]
    return PageMeta(
        title=title,
        description=_("A form that reaches the organisation."),
        canonical_path=reverse("internationalisation:contact", args=here),
        breadcrumbs=(
            Link(organisation.name, organisation.get_absolute_url()),
            Link(_("Write a message"), "", is_current=True),
        ),
        is_indexable=False,
        section="internationalisation",
    )


def messages_page(organisation: ClusterOrganisation, path: str) -> PageMeta:
    title = _("Messages to %(name)s") % {"name": organisation.name}
    return PageMeta(
        title=title,
        description=title,
        canonical_path=path,
        breadcrumbs=(
            Link(_("Your account"), reverse("home:personal")),
            Link(organisation.name, reverse("internationalisation:organisation", args=[organisation.pk])),
            Link(_("Messages"), "", is_current=True),
        ),
        is_indexable=False,
        section="account",
    )


def present_message(message: OrganisationMessage) -> MessageLine:
    subject = quote(_("Your message to %(name)s") % {"name": message.organisation.name})
    return MessageLine(
        name=message.name,
        email=message.email,
        when=minute(message.created_at),
        text=message.message,
        answer=f"mailto:{quote(message.email, safe='@')}?subject={subject}",
    )


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
