"""Who may use what the Observatory gives to analysts: pairs that raise with a reason, or answer yes or no."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from observatory.models import Analysis


def check_can_analyse(user: Any) -> None:
    """Analysts and administrators. Raises PermissionDenied."""
    if not user.has_perm("observatory.add_analysis"):
        raise PermissionDenied(gettext("Only analysts can analyse tables of their own: ask an administrator."))


def can_analyse(user: Any) -> bool:
    return _is_allowed(check_can_analyse, user)


def check_can_see_analysis(user: Any, analysis: Analysis) -> None:
    """Its owner alone, as long as the owner is an analyst. Raises PermissionDenied."""
    check_can_analyse(user)
    if analysis.owner_id != user.pk:
        raise PermissionDenied(gettext("An analysis is seen by its owner alone."))


def can_see_analysis(user: Any, analysis: Analysis) -> bool:
    return _is_allowed(check_can_see_analysis, user, analysis)


def check_can_upload_schemes(user: Any) -> None:
    """Analysts and administrators. Raises PermissionDenied."""
    if not user.has_perm("observatory.add_schemeupload"):
        raise PermissionDenied(gettext("Schemes are uploaded by analysts: ask an administrator."))


def can_upload_schemes(user: Any) -> bool:
    return _is_allowed(check_can_upload_schemes, user)


def check_can_edit_policies(user: Any) -> None:
    """Editors, moderators and administrators. Raises PermissionDenied."""
    if not user.has_perm("observatory.change_countrypolicy"):
        raise PermissionDenied(gettext("Entries on cluster policy are kept by editors."))


def can_edit_policies(user: Any) -> bool:
    return _is_allowed(check_can_edit_policies, user)


def _is_allowed(check: Any, *arguments: Any) -> bool:
    try:
        check(*arguments)
    except PermissionDenied:
        return False
    return True
