"""Who may import calls, and who may see an import."""

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.models import Page

from portal.editorial.models import CallImport, CallIndexPage


def can_import_calls(user: Any) -> bool:
    """Whoever may add calls to one of the lists. 2 queries."""
    return any(_permissions(index, user).can_add_subpage() for index in CallIndexPage.objects.all())


def check_can_import_calls(user: Any) -> None:
    """Raises PermissionDenied."""
    if not can_import_calls(user):
        raise PermissionDenied


def can_publish_calls(user: Any) -> bool:
    """Whoever may publish calls in one of the lists. 2 queries."""
    return any(_permissions(index, user).can_publish_subpage() for index in CallIndexPage.objects.all())


def own_imports(user: Any) -> Any:
    """An import is its owner's: nobody else confirms what somebody has looked through."""
    check_can_import_calls(user)
    return CallImport.objects.defer("content", "mapping").filter(owner=user)


def _permissions(index: Page, user: Any) -> Any:
    return index.permissions_for_user(user)
