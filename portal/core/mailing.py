"""Mail that tells somebody of a stored row, exactly once however often its job runs."""

from collections.abc import Callable
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone


def mail_once(rows: "QuerySet[Any]", pk: int, write: Callable[[Any], EmailMessage]) -> None:
    """Send what `write` says of the row unless its `mailed_at` is set. A row that is gone is no error."""
    with transaction.atomic():
        row = rows.select_for_update(of=("self",)).filter(pk=pk).first()
        if row is None or row.mailed_at is not None:
            return
        write(row).send()
        row.mailed_at = timezone.now()
        row.save(update_fields=["mailed_at"])
