"""Changes of state of messages to organisations: stored once, told once, deleted when they are old."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from internationalisation.models import OrganisationMessage
from internationalisation.profiles.contact.tasks import mail_copy, mail_organisation
from portal.registry.models import ClusterOrganisation

MOST_A_DAY = 10  # with one e-mail address, whoever gave it: nobody's mailbox is filled with copies


class TooMany(Exception):
    """Enough messages were sent with this e-mail address within a day."""


@transaction.atomic
def write_to_organisation(
    *, organisation: ClusterOrganisation, name: str, email: str, message: str, language: str, token: UUID
) -> OrganisationMessage:
    """Store a message, have the organisation told and a copy sent. The same token again changes nothing.

    Raises TooMany.
    """
    known = OrganisationMessage.objects.filter(token=token).first()
    if known is not None:
        return known
    _check_not_too_many(email)
    values = {"name": name, "email": email, "message": message, "language": language}
    stored, is_new = OrganisationMessage.objects.get_or_create(
        token=token, defaults={**values, "organisation": organisation}
    )
    if is_new:
        transaction.on_commit(lambda: mail_organisation.enqueue(stored.pk))
        transaction.on_commit(lambda: mail_copy.enqueue(stored.pk))
    return stored


def _check_not_too_many(email: str) -> None:
    since = timezone.now() - timedelta(days=1)
    if OrganisationMessage.objects.filter(email__iexact=email, created_at__gt=since).count() >= MOST_A_DAY:
        raise TooMany


def delete_old_organisation_messages() -> int:
    """Delete messages older than the portal keeps them; how many there were."""
    limit = timezone.now() - timedelta(days=settings.PORTAL_MESSAGES_KEPT_DAYS)
    deleted, _by_model = OrganisationMessage.objects.filter(created_at__lt=limit).delete()
    return deleted
