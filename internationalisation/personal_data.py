"""What is kept of people on their way: words that were not sent yet, and files that they brought in."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy

from internationalisation.models import KeptForm, OrganisationImport, SavedForm
from portal.core.personal_data import Provider, Row, register


def register_providers() -> None:
    register(
        Provider(
            key="unsent-words",
            title=gettext_lazy("What you wrote in profiles and have not sent yet"),
            export=export_forms,
            goes=gettext_lazy("Words that wait in an open form go; saved drafts stay with the organisation."),
            relations=("internationalisation.KeptForm.user", "internationalisation.SavedForm.user"),
        )
    )
    register(
        Provider(
            key="imports",
            title=gettext_lazy("Files of organisations that you brought in"),
            export=export_imports,
            goes=gettext_lazy("Files that you brought in go; the organisations in them stay."),
            relations=("internationalisation.OrganisationImport.owner",),
        )
    )


def export_forms(user: Any) -> Iterable[Row]:
    """2 queries."""
    yield from KeptForm.objects.filter(user=user).values("path", "body", "made_at")
    yield from SavedForm.objects.filter(user=user).values("organisation__name", "posted", "saved_at")


def export_imports(user: Any) -> Iterable[Row]:
    """1 query."""
    yield from OrganisationImport.objects.filter(owner=user).values("file_name", "state", "report", "uploaded_at")
