"""Accounts as tests need them: with a confirmed address, with a second factor, signed in as a browser would."""

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.models import Group
from django.test import Client

from portal.accounts.models import User
from portal.home.roles import prepare_groups

PASSWORD = "correct-horse-battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def make_member(email: str = "reader@example.org", *groups: str) -> User:
    """An account whose address is confirmed."""
    user = User.objects.create_user(email, PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if groups:
        prepare_groups()
        user.groups.set(Group.objects.filter(name__in=groups))
    return user


def add_app(user: User) -> None:
    """An authenticator app with a known secret."""
    TOTP.activate(user, SECRET)


def code_now(secret: str = SECRET) -> str:
    """What the app shows at this moment."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def sign_in(client: Client, email: str = "reader@example.org", password: str = PASSWORD, **extra: str):
    return client.post("/account/login/", {"login": email, "password": password, **extra})


def confirm(client: Client, password: str = PASSWORD) -> None:
    """Show again who it is, as changes of what protects an account ask for."""
    client.post("/account/reauthenticate/", {"password": password})


def change_password(client: Client, new: str = "another-long-secret"):
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    return client.post("/account/password/change/", form)
