"""Devices that somebody has signed in from, so that a sign-in from another one is told by mail."""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from portal.accounts.models import KnownDevice, User
from portal.core.cookies import Cookie

COOKIE = "device"
COOKIE_SECONDS = 365 * 86_400
TOKEN_BYTES = 24
SALT = "portal.accounts.devices"


def know_device(*, request: HttpRequest, response: HttpResponse, user: User) -> bool:
    """Remember the device that somebody signs in from; whether it is another one than those before.

    The cookie says nothing of the account, and the row only holds a keyed sum of it. Three queries.
    """
    token = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(TOKEN_BYTES)
    response.set_cookie(
        COOKIE, token, max_age=COOKIE_SECONDS, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    has_others = KnownDevice.objects.filter(user=user).exists()
    _device, is_new = KnownDevice.objects.update_or_create(user=user, token_sum=_sum(user, token))
    return has_others and is_new


def cookies() -> tuple[Cookie, ...]:
    return (
        Cookie(
            COOKIE,
            gettext("Recognises this browser when you sign in again, so that a sign-in from another is told you."),
            gettext("When you sign in"),
            COOKIE_SECONDS,
        ),
    )


def _sum(user: User, token: str) -> str:
    """Differs for two people at one computer."""
    return salted_hmac(SALT, f"{user.pk}:{token}", algorithm="sha256").hexdigest()
