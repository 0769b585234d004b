"""Changes of accounts and of what they keep."""

import secrets

from django.contrib.auth.models import Group
from django.db import transaction

from portal.accounts.models import SavedView, User

PASSWORD_BYTES = 15  # 20 signs


class NotYours(PermissionError):
    """A saved view belongs to somebody else."""


@transaction.atomic
def save_view(*, owner: User, kind: str, query: str, title: str) -> SavedView:
    """Keep an address; keeping it again changes its title only."""
    view, _created = SavedView.objects.update_or_create(
        owner=owner, kind=SavedView.Kind(kind), query=query, defaults={"title": title}
    )
    return view


def check_can_change(*, view: SavedView, user: User) -> None:
    """Whether somebody may rename or delete a saved view. Raises NotYours."""
    if view.owner_id != user.pk:
        raise NotYours(f"Saved view {view.pk} belongs to another account.")


@transaction.atomic
def rename_view(*, view: SavedView, user: User, title: str) -> SavedView:
    """Give a saved view another name; its address stays. Raises NotYours for somebody else's."""
    check_can_change(view=view, user=user)
    view.title = title
    view.save(update_fields=["title"])
    return view


@transaction.atomic
def delete_view(*, view: SavedView, user: User) -> None:
    """Forget a saved view. Raises NotYours for somebody else's."""
    check_can_change(view=view, user=user)
    view.delete()


@transaction.atomic
def create_member(*, email: str, group_names: tuple[str, ...]) -> str:
    """A new account in these groups; returns its random password, which is stored nowhere but hashed."""
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    user = User.objects.create_user(email, password)
    user.groups.set(Group.objects.filter(name__in=group_names))
    return password
