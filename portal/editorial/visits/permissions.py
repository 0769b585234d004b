"""Who may read the owner's figures."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


def check_can_read_figures(user: Any) -> None:
    """Moderators and administrators. Raises PermissionDenied."""
    if not can_read_figures(user):
        raise PermissionDenied(_("The figures of the portal are for moderators and administrators."))


def can_read_figures(user: Any) -> bool:
    return bool(user.has_perm("editorial.view_dailycount"))
