"""Mails to people of organisations: short texts that lead to the portal, sent by the queue."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.mails import queue_mail, with_html, writing_to
from portal.registry.models import ClusterOrganisation

MAX_SUBJECT = 200
# A title, then paragraphs, in the language of the moment at which they are asked for.
Words = Callable[[], tuple[str, ...]]


def compose(to: str, title: str, paragraphs: Iterable[str]) -> EmailMultiAlternatives:
    """A mail as text and HTML. An address of its own paragraph becomes a link."""
    title = one_line(title)
    subject = f"{settings.PORTAL_NAME}: {title}"[:MAX_SUBJECT]
    return with_html(EmailMultiAlternatives(subject, "\n\n".join(paragraphs), to=[to]), title)


def tell(people: Iterable[Any], words: Words) -> None:
    """Queue the words for each of several accounts in their own language, links included.

    Who cannot sign in any more is not written to.
    """
    for person in people:
        if person.is_active:
            with writing_to(person):
                title, *paragraphs = words()
                queue_mail(message=compose(person.email, title, paragraphs))


def name_of(organisation: ClusterOrganisation) -> str:
    """As it stands in a sentence: a name of several lines would make its own paragraphs."""
    return one_line(organisation.name)


def one_line(text: str) -> str:
    return " ".join(text.split())


def whole_address(name: str, *arguments: Any) -> str:
    """The address of a page of this section, as a mail needs it."""
    path = reverse(f"internationalisation:{name}", args=arguments)
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def shown_name(person: Any) -> str:
    """What colleagues see of somebody: the name, never the address."""
    name: str = person.get_full_name()
    return name or _("A person without a name here")


def inviter_name(person: Any) -> str:
    """Who sent an invitation, as the invited know them; the account may have no name, or be gone."""
    name: str = person.get_full_name() if person is not None else ""
    return name or _("An administrator of the organisation")
