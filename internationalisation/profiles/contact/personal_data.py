"""Messages that somebody with an account wrote to organisations: handed out, and deleted with the account."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy

from internationalisation.models import OrganisationMessage
from portal.core import personal_data
from portal.core.personal_data import Provider, Row


def register_provider() -> None:
    personal_data.register(
        Provider(
            key="messages-to-organisations",
            title=gettext_lazy("Messages that you wrote to cluster organisations"),
            export=_export,
            erase=_erase,
            goes=gettext_lazy("Messages to organisations are deleted from the portal; mails that went out stay."),
        )
    )


def _sent(user: Any) -> Any:
    """By the e-mail address, which is all that a message knows of its sender."""
    return OrganisationMessage.objects.filter(email__iexact=user.email)


def _export(user: Any) -> Iterator[Row]:
    for message in _sent(user).select_related("organisation"):
        yield {
            "organisation": message.organisation.name,
            "name": message.name,
            "email": message.email,
            "message": message.message,
            "sent_at": message.created_at.isoformat(),
        }


def _erase(user: Any) -> None:
    _sent(user).delete()
