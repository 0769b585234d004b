"""How well an account is protected."""

from collections import Counter
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from portal.accounts.models import User
from portal.accounts.second_factor import must_have_second_factor


@dataclass(frozen=True, slots=True)
class Security:
    """`must_have_factor` is whose work everybody reads."""

    email: str
    has_password: bool
    has_app: bool
    passkeys: int
    devices: int
    must_have_factor: bool


def get_security(user: User) -> Security:
    """Two queries, and one more for who has no second factor."""
    factors = Counter(Authenticator.objects.filter(user_id=user.pk).values_list("type", flat=True))
    has_app, passkeys = bool(factors[Authenticator.Type.TOTP]), factors[Authenticator.Type.WEBAUTHN]
    return Security(
        email=user.email,
        has_password=user.has_usable_password(),
        has_app=has_app,
        passkeys=passkeys,
        devices=UserSession.objects.filter(user_id=user.pk).count(),
        must_have_factor=not (has_app or passkeys) and must_have_second_factor(user),
    )
