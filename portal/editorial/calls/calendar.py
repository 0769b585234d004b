"""Deadlines as entries of a calendar: half an hour that ends when the call closes."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.formatting import named
from portal.editorial.calls.kinds import Stage
from portal.editorial.calls.presenters import moment_text, stage_name
from portal.editorial.calls.queries import Announced
from portal.editorial.events.ics import CANCELLED, CONFIRMED, CalendarEntry
from portal.editorial.meta import page_path
from portal.editorial.models.deadline import AnnouncedDeadline

LENGTH = timedelta(minutes=30)


def calendar_entry(announced: Announced) -> CalendarEntry:
    """The same in all languages but for its words. A call that is gone keeps the title it had."""
    told, page = announced.deadline, announced.page
    zone = ZoneInfo(told.time_zone)
    return CalendarEntry(
        uid=uid_of(told),
        sequence=told.sequence,
        title=_title(told, page),
        start=(told.moment - LENGTH).astimezone(zone),
        end=told.moment.astimezone(zone),
        zone=told.time_zone,
        changed_at=told.changed_at,
        status=CANCELLED if told.withdrawn_at else CONFIRMED,
        description=_description(told, page),
        url=site() + page_path(page) if page else "",
        categories=(_("Call"),),
    )


def uid_of(told: AnnouncedDeadline) -> str:
    return f"{told.key}.{told.call_key}@{urlsplit(site()).hostname}"


def site() -> str:
    """The portal's address without a slash at its end."""
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")


def _title(told: AnnouncedDeadline, page: Any) -> str:
    titles = told.titles
    known = titles.get(get_language() or "en") or next(iter(titles.values()), "")
    title = page.title if page else known
    what = stage_name(told.what) if told.what in Stage.values else told.what
    return named(what or _("Deadline"), title)


def _description(told: AnnouncedDeadline, page: Any) -> str:
    """The moment in words, for calendars show the half hour before it."""
    closes = _("Closes %(moment)s.") % {"moment": moment_text(told.moment.astimezone(ZoneInfo(told.time_zone)))}
    lines = (closes, page.summary, page.source_link) if page else (closes,)
    return "\n".join(lines)
