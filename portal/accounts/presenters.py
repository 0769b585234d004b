"""Sessions and second factors in words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

from portal.core.formatting import minute

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
