"""Changes of state of readers' messages: stored once, told once, deleted when they are old."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.editorial.contact.tasks import mail_message
from portal.editorial.models.contact import ContactMessage


def send_message(*, kind: str, message: str, email: str, address: str, language: str, token: UUID) -> ContactMessage:
    """Store a message and have the editors told. The same token again stores and sends nothing new."""
    values = {"kind": kind, "message": message, "email": email, "address": address, "language": language}
    with transaction.atomic():
        stored, is_new = ContactMessage.objects.get_or_create(token=token, defaults=values)
        if is_new:
            transaction.on_commit(lambda: mail_message.enqueue(stored.pk))
    return stored


def delete_old_messages() -> int:
    """Delete messages older than the portal keeps them, answered or not; how many there were."""
    limit = timezone.now() - timedelta(days=settings.PORTAL_MESSAGES_KEPT_DAYS)
    deleted, _by_model = ContactMessage.objects.filter(created_at__lt=limit).delete()
    return deleted
