"""Jobs of the queue: they take ids and are safe to run twice."""

from django.conf import settings
from django.core.mail import EmailMessage
from django_tasks import task

from portal.core.mailing import mail_once
from portal.editorial.models.contact import ContactMessage

NOT_GIVEN = "not given"


@task()
def mail_message(message_pk: int) -> None:
    """Tell the editors of one message. A second run finds it mailed and sends nothing."""
    mail_once(ContactMessage.objects.all(), message_pk, _mail)


def _mail(message: ContactMessage) -> EmailMessage:
    page = f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{message.address}" if message.address else NOT_GIVEN
    lines = (
        f"Kind: {message.kind}",
        f"Page: {page}",
        f"Language: {message.language or NOT_GIVEN}",
        f"Reader's e-mail: {message.email or NOT_GIVEN}",
        "",
        message.message,
    )
    return EmailMessage(
        subject=f"Message from a reader: {message.kind}",
        body="\n".join(lines),
        to=[settings.PORTAL_CONTACT_EMAIL],
        reply_to=[message.email] if message.email else None,
    )
