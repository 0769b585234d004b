"""Who may do what with what an account keeps."""

from portal.accounts.models import SavedView, User


class NotYours(PermissionError):
    """A saved view belongs to somebody else."""


class NoAlerts(PermissionError):
    """Nothing new can be told of a saved view of this kind."""


def check_can_change(*, view: SavedView, user: User) -> None:
    """Its owner alone renames and deletes a saved view. Raises NotYours."""
    if view.owner_id != user.pk:
        raise NotYours(f"Saved view {view.pk} belongs to another account.")


def can_change(*, view: SavedView, user: User) -> bool:
    """Whether somebody may rename or delete a saved view: its owner alone."""
    try:
        check_can_change(view=view, user=user)
    except NotYours:
        return False
    return True


def check_can_be_alerted(*, view: SavedView, user: User) -> None:
    """Its owner alone is mailed of what is new in a saved search of the directory. Raises NotYours, NoAlerts."""
    check_can_change(view=view, user=user)
    if view.kind != SavedView.Kind.DIRECTORY:
        raise NoAlerts(f"Saved view {view.pk} is no search for organisations.")


def can_be_alerted(*, view: SavedView, user: User) -> bool:
    """Whether somebody may be mailed of what is new in a saved view."""
    try:
        check_can_be_alerted(view=view, user=user)
    except (NotYours, NoAlerts):
        return False
    return True
