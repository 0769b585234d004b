"""Who may do what with what an account keeps."""

from portal.accounts.models import SavedView, User


class NotYours(PermissionError):
    """A saved view belongs to somebody else."""


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
