"""What is kept of people who confirmed figures of firms as public."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy

from portal.core.personal_data import Provider, Row, register
from portal.registry.models import FirmYear


def register_provider() -> None:
    register(
        Provider(
            key="confirmed-figures",
            title=gettext_lazy("Figures of firms that you confirmed as public"),
            export=export_confirmed,
            stays=gettext_lazy("What you confirmed for an organisation stays confirmed, without your name."),
            relations=("registry.FirmYear.confirmed_by",),
        )
    )


def export_confirmed(user: Any) -> Iterable[Row]:
    """1 query."""
    fields = ("firm__name", "year", "confirmed_by_organisation__name", "confirmed_at")
    yield from FirmYear.objects.filter(confirmed_by=user).values(*fields)
