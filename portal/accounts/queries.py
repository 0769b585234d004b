"""How well an account is protected."""

from collections import Counter
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from portal.accounts.models import User


@dataclass(frozen=True, slots=True)
class Security:
    """`devices` is at how many somebody is signed in."""

    email: str
    has_password: bool
    has_app: bool
    passkeys: int
    devices: int


def get_security(user: User) -> Security:
    """One query."""
    factors = Authenticator.objects.filter(user_id=OuterRef("pk")).values("type")
    sessions = UserSession.objects.filter(user_id=OuterRef("pk")).values("pk")
    kept = User.objects.annotate(factors=ArraySubquery(factors), sessions=ArraySubquery(sessions))
    row = kept.values("factors", "sessions").get(pk=user.pk)
    count = Counter(row["factors"])
    return Security(
        email=user.email,
        has_password=user.has_usable_password(),
        has_app=bool(count[Authenticator.Type.TOTP]),
        passkeys=count[Authenticator.Type.WEBAUTHN],
        devices=len(row["sessions"]),
    )
