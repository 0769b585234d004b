"""Jobs of the queue: they take ids and are safe to run twice."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from internationalisation.models import OrganisationMessage
from portal.core.mailing import mail_once
from portal.registry.models import ClusterOrganisation, Membership


@task()
def mail_organisation(message_pk: int) -> None:
    """Tell the organisation. A second run finds it told and sends nothing."""
    mail_once(OrganisationMessage.objects.select_related("organisation"), message_pk, _to_organisation)


@task()
def mail_copy(message_pk: int) -> None:
    """Send the sender a copy. A second run finds it sent and sends nothing."""
    rows = OrganisationMessage.objects.select_related("organisation")
    mail_once(rows, message_pk, _to_sender, field="copied_at")


def recipients(organisation: ClusterOrganisation) -> list[str]:
    """Its own address for messages, else its administrators, else the editors. Invented ones have no address."""
    administrators = organisation.memberships.filter(role=Membership.Role.ADMINISTRATOR, user__is_active=True)
    if organisation.is_demonstration or not organisation.email:
        found = sorted(administrators.values_list("user__email", flat=True))
        return found or ([] if organisation.is_demonstration else [settings.PORTAL_CONTACT_EMAIL])
    return [organisation.email]


def _to_organisation(message: OrganisationMessage) -> EmailMessage | None:
    addresses = recipients(message.organisation)
    if not addresses:
        return None
    with override(_language(message.organisation.text_language)):
        subject = _("Message through the portal: %(name)s") % {"name": message.name}
        intro = _(
            "Somebody wrote to %(organisation)s with the form on its public page. Your answer goes to the sender, who "
            "does not know your address."
        ) % {"organisation": message.organisation.name}
        sender = _("From: %(name)s, %(email)s") % {"name": message.name, "email": message.email}
        members = _("Members of the organisation find all messages here: %(url)s") % {
            "url": absolute(reverse("internationalisation:messages", args=[message.organisation_id]))
        }
        body = "\n\n".join((intro, sender, message.message, members))
    return EmailMessage(subject=_line(subject), body=body, to=addresses, reply_to=[message.email])


def _to_sender(message: OrganisationMessage) -> EmailMessage:
    """Nobody answers to this mail, and whoever did not write the message learns why it came."""
    with override(message.language):
        values = {"organisation": message.organisation.name}
        subject = _("Copy of your message to %(organisation)s") % values
        intro = (
            _(
                "This is a copy of the message to %(organisation)s that was sent on the portal with your e-mail "
                "address. If you did not write it, ignore this mail: your address is kept with the message alone and "
                "used for nothing else."
            )
            % values
        )
        page = absolute(message.organisation.get_absolute_url())
        body = "\n\n".join((intro, page, message.message))
    return EmailMessage(subject=_line(subject), body=body, to=[message.email])


def _language(code: str) -> str:
    known = dict(settings.LANGUAGES)
    return code if code in known else settings.LANGUAGE_CODE


def _line(subject: str) -> str:
    return " ".join(f"{settings.PORTAL_NAME}: {subject}".split())[:200]


def absolute(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"
