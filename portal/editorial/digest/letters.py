"""The mails of the digest: the issue itself, and the two about a subscription. Each stands in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.core.palette import palette
from portal.editorial.digest.presenters import IssueView, present_issue
from portal.editorial.digest.queries import Listed
from portal.editorial.digest.words import Wish
from portal.editorial.models.digest import DigestIssue, Subscriber


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes to whom. `token` and `key` are empty in a preview and in a test."""

    issue: DigestIssue
    items: Sequence[Listed]
    wish: Wish
    email: str
    token: str = ""
    key: UUID | None = None


def host() -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/")


def host_name() -> str:
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"


def write_issue(letter: Letter) -> EmailMultiAlternatives | None:
    """The mail of an issue; None where nothing of it fits what the reader chose."""
    with override(letter.wish.language):
        view = present_issue(letter.issue, letter.items, letter.wish, host=host())
        return None if view.is_empty else _mail(letter, view)


def _mail(letter: Letter, view: IssueView) -> EmailMultiAlternatives:
    context = {
        "view": view,
        "portal": settings.PORTAL_NAME,
        "language": letter.wish.language,
        "web": host() + letter.issue.get_absolute_url(),
        "preferences": token_url("digest-preferences", letter.token),
        "unsubscribe": token_url("digest-unsubscribe", letter.token),
        "colours": palette(),
    }
    mail = EmailMultiAlternatives(
        subject=f"{settings.PORTAL_NAME}: {view.title}",
        body=render_to_string("emails/digest/issue.txt", context),
        to=[letter.email],
        headers=_headers(letter),
    )
    mail.attach_alternative(render_to_string("emails/digest/issue.html", context), "text/html")
    return mail


def _headers(letter: Letter) -> dict[str, str]:
    """RFC 8058 (one-click unsubscription), RFC 2919 (the list's name); one Message-ID for one mail, always."""
    headers = {"List-Id": f"<digest.{host_name()}>", "Auto-Submitted": "auto-generated"}
    if letter.token:
        headers["List-Unsubscribe"] = f"<{token_url('digest-one-click', letter.token)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if letter.key:
        headers["Message-ID"] = f"<digest.{letter.issue.slug}.{letter.key}@{host_name()}>"
    return headers


def token_url(name: str, token: str) -> str:
    """The whole address; a preview leads to the page where one signs up."""
    return host() + (reverse(f"editorial:{name}", args=[token]) if token else reverse("editorial:digest"))


def write_about_subscription(subscriber: Subscriber) -> EmailMultiAlternatives:
    """To a new reader the link that confirms; to one who is subscribed already the way to the preferences."""
    is_new = subscriber.confirmed_at is None
    with override(subscriber.language):
        subject = _("Confirm that you want the digest") if is_new else _("You receive the digest already")
        context = {
            "portal": settings.PORTAL_NAME,
            "confirm": token_url("digest-confirm", subscriber.token),
            "preferences": token_url("digest-preferences", subscriber.token),
            "unsubscribe": token_url("digest-unsubscribe", subscriber.token),
        }
        name = "confirm" if is_new else "known"
        body = render_to_string(f"emails/digest/{name}.txt", context)
        return EmailMultiAlternatives(subject=f"{settings.PORTAL_NAME}: {subject}", body=body, to=[subscriber.email])
