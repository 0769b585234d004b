"""What accounts keep of people."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _

from portal.accounts.actions import end_sessions
from portal.accounts.models import OutgoingMail, User
from portal.core.personal_data import Provider, Row, register


def register_providers() -> None:
    register(
        Provider(
            key="account",
            position=0,
            title=_("Your account: address, name, language, groups, second factors"),
            export=export_account,
            erase=erase_account,
            goes=_("Your account with its address, name, password and second factors goes."),
            relations=(
                "account.EmailAddress.user",
                "accounts.User.groups",
                "accounts.User.user_permissions",
                "mfa.Authenticator.user",
                "socialaccount.SocialAccount.user",
            ),
        )
    )
    register(
        Provider(
            key="devices",
            position=1,
            title=_("Where you are signed in"),
            export=export_devices,
            goes=_("You are signed out everywhere."),
            relations=("accounts.KnownDevice.user", "usersessions.UserSession.user"),
        )
    )
    register(
        Provider(
            key="saved-views",
            position=2,
            title=_("Views that you saved, and which of them mail you what is new"),
            export=export_views,
            goes=_("The views that you saved go."),
            relations=("accounts.SavedView.owner",),
        )
    )


def export_account(user: User) -> Iterable[Row]:
    """One row. Five queries."""
    factors = Authenticator.objects.filter(user=user).values("type", "created_at", "last_used_at")
    elsewhere = SocialAccount.objects.filter(user=user).values("provider", "uid", "date_joined", "extra_data")
    yield {
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "language": user.language,
        "date_joined": user.date_joined,
        "last_login": user.last_login,
        "groups": list(user.groups.values_list("name", flat=True)),
        "addresses": list(user.emailaddress_set.values("email", "verified", "primary")),
        "second_factors": list(factors),
        "accounts_elsewhere": list(elsewhere),
    }


def export_devices(user: User) -> Iterable[Row]:
    yield from UserSession.objects.filter(user=user).values("created_at", "last_seen_at", "ip", "user_agent")


def export_views(user: User) -> Iterable[Row]:
    yield from user.saved_views.values("kind", "title", "query", "created_at", "alerts_since")


def erase_account(user: User) -> None:
    """What the account's own deletion does not reach: open sessions and mails on their way."""
    end_sessions(user=user)
    OutgoingMail.objects.filter(to__iexact=user.email).delete()
