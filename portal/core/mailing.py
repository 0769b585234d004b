"""Mail that tells somebody of a stored row: once, however often its job runs, and later where a server refuses."""

from collections.abc import Callable
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from portal.core.errors import TryLater


def deliver(message: EmailMessage) -> None:
    """Hand the mail over. Raises TryLater where no mail server takes it."""
    try:
        message.send()
    except OSError as problem:  # SMTPException is one
        raise TryLater("No mail server took the mail.") from problem


def mail_once(
    rows: "QuerySet[Any]", pk: int, write: Callable[[Any], EmailMessage | None], *, field: str = "mailed_at"
) -> None:
    """Send what `write` says of the row unless its `field` is set. A row that is gone is no error.

    Raises TryLater. Where `write` says nothing (None) nobody is to be told, and the row counts as told.
    """
    with transaction.atomic():
        row = rows.select_for_update(of=("self",)).filter(pk=pk).first()
        if row is None or getattr(row, field) is not None:
            return
        message = write(row)
        if message is not None:
            deliver(message)
        setattr(row, field, timezone.now())
        row.save(update_fields=[field])
