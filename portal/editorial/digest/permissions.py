"""Who may work on the digest: pairs that raise with a reason, or answer yes or no."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


def check_can_edit_digest(user: Any) -> None:
    """Editors, moderators and administrators. Raises PermissionDenied."""
    if not user.has_perm("editorial.change_digestissue"):
        raise PermissionDenied(_("The digest is written by editors: ask an administrator."))


def can_edit_digest(user: Any) -> bool:
    return bool(user.has_perm("editorial.change_digestissue"))


def check_can_send_digest(user: Any) -> None:
    """Those of them who were given the right to send. Raises PermissionDenied."""
    check_can_edit_digest(user)
    if not user.has_perm("editorial.send_digestissue"):
        raise PermissionDenied(_("You may write the digest, but not send it: ask a moderator."))


def can_send_digest(user: Any) -> bool:
    return can_edit_digest(user) and bool(user.has_perm("editorial.send_digestissue"))
