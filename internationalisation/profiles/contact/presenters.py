"""Messages to an organisation as pages show them."""

from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext as _

from internationalisation.models import OrganisationMessage
from portal.core.formatting import minute
from portal.core.page import Link, PageMeta
from portal.registry.models import ClusterOrganisation


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
