"""Sessions and the protection of an account in words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.accounts.mails import mail_language
from portal.accounts.models import User
from portal.accounts.queries import Security
from portal.core.formatting import minute
from portal.core.languages import native_name

# The first that fits names the browser: most claim to be others besides.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class SessionRow:
    """`device` is the browser and its system, as far as it says so."""

    pk: int
    device: str
    since: str
    network_address: str
    is_current: bool


def present_sessions(sessions: Iterable[UserSession]) -> tuple[SessionRow, ...]:
    """The one of this request first, then the latest."""
    rows = [
        SessionRow(session.pk, device_name(session.user_agent), minute(session.created_at), session.ip, is_current)
        for session in sorted(sessions, key=lambda session: session.created_at, reverse=True)
        for is_current in (session.is_current(),)
    ]
    return tuple(sorted(rows, key=lambda row: not row.is_current))


def device_name(user_agent: str) -> str:
    """`Firefox, Linux`; what a browser says of itself, which anybody can forge."""
    names = [_first(user_agent, table) for table in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, names)) or _("Unknown device")


def _first(user_agent: str, table: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in table if re.search(rf"\b{mark}", user_agent)), "")


@dataclass(frozen=True, slots=True)
class SecurityRow:
    """What protects the account: how it stands, and where to change it."""

    title: str
    state: str
    url: str
    action: str


def present_security(security: Security) -> tuple[SecurityRow, ...]:
    password = (reverse("account_change_password"), _("Change")) if security.has_password else (
        reverse("account_set_password"), _("Set a password"),
    )  # fmt: skip
    return (
        SecurityRow(_("E-mail address"), security.email, reverse("account_email"), _("Change")),
        SecurityRow(_("Password"), _password_state(security), *password),
        SecurityRow(_("Second factor"), _factor_state(security), reverse("mfa_index"), _("Manage")),
        SecurityRow(_("Devices"), _device_state(security), reverse("usersessions_list"), _("See where")),
    )


@dataclass(frozen=True, slots=True)
class MailLanguage:
    """In which the portal writes to somebody, under the name that it has in itself."""

    code: str
    name: str


def present_mail_language(user: User) -> MailLanguage:
    code = mail_language(user)
    return MailLanguage(code, native_name(code))


def _password_state(security: Security) -> str:
    return _("Set") if security.has_password else _("None: another site signs you in")


def _factor_state(security: Security) -> str:
    parts = [_("Authenticator app")] if security.has_app else []
    if security.passkeys:
        words = ngettext("%(number)s passkey", "%(number)s passkeys", security.passkeys)
        parts.append(words % {"number": security.passkeys})
    return ", ".join(parts) or _("None")


def _device_state(security: Security) -> str:
    words = ngettext("Signed in on %(number)s device", "Signed in on %(number)s devices", security.devices)
    return words % {"number": security.devices}
