"""Changes of accounts and of what they keep."""

import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from portal.accounts.models import SavedView, User
from portal.accounts.permissions import check_can_be_alerted, check_can_change

PASSWORD_BYTES = 15  # 20 signs
UNCONFIRMED_KEPT = timedelta(days=30)


@transaction.atomic
def save_view(*, owner: User, kind: str, query: str, title: str) -> SavedView:
    """Keep an address; keeping it again changes its title only."""
    view, _created = SavedView.objects.update_or_create(
        owner=owner, kind=SavedView.Kind(kind), query=query, defaults={"title": title}
    )
    return view


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
def switch_alerts(*, view: SavedView, user: User, is_on: bool) -> None:
    """Mail the owner of what is new from now on, or no longer. Doing it twice changes nothing the second time.

    Raises NotYours for somebody else's, NoAlerts where nothing can be told.
    """
    check_can_be_alerted(view=view, user=user)
    since = timezone.now() if is_on else None
    SavedView.objects.filter(pk=view.pk, alerts_since__isnull=is_on).update(alerts_since=since)


@transaction.atomic
def create_member(*, email: str, group_names: tuple[str, ...]) -> str:
    """A new account in these groups, whose address counts as confirmed: an administrator wrote it.

    Returns its random password, which is stored nowhere but hashed.
    """
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    user = User.objects.create_user(email, password)
    user.groups.set(Group.objects.filter(name__in=group_names))
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return password


@transaction.atomic
def choose_language(*, user: User, language: str) -> None:
    """Write to somebody in this language from now on. Doing it twice changes nothing the second time."""
    user.language = language
    user.save(update_fields=["language"])


@transaction.atomic
def end_session(*, user: User, pk: int) -> bool:
    """Sign somebody out at one device; whether they were signed in there."""
    session = UserSession.objects.filter(user=user, pk=pk).first()
    if session is None:
        return False
    session.end()
    return True


@transaction.atomic
def end_sessions(*, user: User) -> int:
    """Sign somebody out everywhere; at how many devices they were signed in."""
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)


@transaction.atomic
def reset_second_factor(*, user: User) -> int:
    """Take away what somebody has lost, and sign them out everywhere; how many second factors there were."""
    end_sessions(user=user)
    count, _kinds = Authenticator.objects.filter(user=user).delete()
    return int(count)


@transaction.atomic
def delete_unconfirmed() -> int:
    """Delete accounts that were registered but never confirmed; how many. Those that administrators made stay."""
    registered = EmailAddress.objects.filter(verified=False, user__date_joined__lt=timezone.now() - UNCONFIRMED_KEPT)
    idle = User.objects.filter(last_login=None, pk__in=registered.values("user"))
    forgotten = list(idle.exclude(emailaddress__verified=True).exclude(groups__isnull=False))
    for user in forgotten:
        user.delete()
    return len(forgotten)
