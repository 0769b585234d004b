"""Mails to accounts: written as text in the reader's language, sent by the queue, kept no longer than that takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, override
from django_tasks import task

from portal.accounts.models import OutgoingMail, User
from portal.core.languages import is_open
from portal.core.mailing import deliver
from portal.core.palette import palette

HTML = "text/html"
URGENT = 50  # somebody waits for it
SIGNATURE = "\n-- \n"
KEPT = timedelta(days=1)  # a link that comes later helps nobody


@dataclass(frozen=True, slots=True)
class Paragraph:
    """An address on a line of its own is shown as a link."""

    text: str
    is_address: bool


def mail_language(user: User) -> str:
    """In which the portal writes to somebody: their own while it is open to the public, else the default.

    1 query at most.
    """
    return user.language if user.language and is_open(user.language) else settings.LANGUAGE_CODE


@contextmanager
def writing_to(user: User) -> Iterator[None]:
    """Words and addresses inside are in the language in which the portal writes to somebody. 1 query at most."""
    with override(mail_language(user)):
        yield


def with_html(message: EmailMultiAlternatives, title: str) -> EmailMultiAlternatives:
    """The same words laid out under `title`: a signature of the text is left out, for the head names the portal."""
    words = message.body.split(SIGNATURE)[0].split("\n\n")
    paragraphs = [Paragraph(part.strip(), _is_address(part.strip())) for part in words if part.strip()]
    context = {
        "title": title,
        "subject": message.subject,
        "portal": settings.PORTAL_NAME,
        "paragraphs": paragraphs,
        "language": get_language(),
        "colours": palette(),
    }
    message.attach_alternative(render_to_string("account/email/layout.html", context), HTML)
    return message


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and not any(map(str.isspace, text))


@transaction.atomic
def queue_mail(*, message: EmailMultiAlternatives) -> None:
    """Store a mail until a worker has sent it."""
    html = next((str(part.content) for part in message.alternatives if part.mimetype == HTML), "")
    row = OutgoingMail.objects.create(to=message.to[0], subject=message.subject, text=message.body, html=html)
    send_mail.enqueue(row.pk)


@task(priority=URGENT)
def send_mail(mail_pk: int) -> None:
    """Send one mail and forget it: it may hold a link that opens an account. A second run finds nothing.

    Raises TryLater.
    """
    with transaction.atomic():
        row = OutgoingMail.objects.select_for_update().filter(pk=mail_pk).first()
        if row is None:
            return
        deliver(_message(row))
        row.delete()


def delete_old_mails() -> None:
    """Forget what no mail server took."""
    OutgoingMail.objects.filter(made_at__lt=timezone.now() - KEPT).delete()


def _message(row: OutgoingMail) -> EmailMessage:
    message = EmailMultiAlternatives(row.subject, row.text, to=[row.to])
    message.attach_alternative(row.html, HTML)
    return message
