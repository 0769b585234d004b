"""The second factor: whose duty it is, how its secrets are kept, and what happens when it is lost."""

import base64
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from portal.accounts.models import User
from portal.accounts.roles import ADMINISTRATOR, EDITOR, MODERATOR

DUTY = (EDITOR, MODERATOR, ADMINISTRATOR)
SALT = "portal.accounts.second_factor"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def must_have_second_factor(user: User | AnonymousUser) -> bool:
    """Whether the account may do something that everybody reads. One query for who is signed in."""
    if not settings.PORTAL_MFA_REQUIRED or not user.is_authenticated:
        return False
    return bool(user.is_superuser or user.groups.filter(name__in=DUTY).exists())


def has_second_factor(user: User) -> bool:
    """Recovery codes alone are none. One query."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists())


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are encrypted in the database; who must have a second factor keeps at least one."""

    def get_totp_issuer(self) -> str:
        return str(settings.PORTAL_NAME)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """The name that a new passkey has in its form."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": str(settings.PORTAL_NAME)}

    def encrypt(self, text: str) -> str:
        return _safe().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _safe().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if not must_have_second_factor(authenticator.user):
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS)
        return bool(others.exclude(pk=authenticator.pk).exists())


def _safe() -> MultiFernet:
    """Keys from the portal's secret; a former secret still opens what it closed."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([_key(secret) for secret in secrets])


def _key(secret: Any) -> Fernet:
    digest = salted_hmac(SALT, "key", secret=secret, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(digest))
