"""A form that is sent twice is acted on once: its token leaves a receipt in the transaction of the action."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from portal.core.models import Receipt


@transaction.atomic
def once(token: UUID, do: Callable[[], str]) -> str:
    """The address that `do` returned when the token first came; `do` runs at that first time alone.

    A second click waits until the first is through. Where `do` raises, the token counts as unused.
    """
    receipt, is_new = Receipt.objects.get_or_create(token=token)
    if is_new:
        receipt.address = do()
        receipt.save(update_fields=["address"])
    return receipt.address
