"""Calls as lists and their own pages show them. The models call these, so pages come in untyped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.formatting import day, day_locale, named, number
from portal.core.page import Link
from portal.editorial.calls.kinds import Applicant, Partner, Stage, Status
from portal.editorial.events.zones import UTC
from portal.editorial.listing import Counted, Narrowed
from portal.editorial.meta import content_language, foreign_language, reader_path
from portal.editorial.presenters import hour_text
from portal.registry.reference import reference


@dataclass(frozen=True, slots=True)
class CallItem:
    """A row of a list: state and time left in words, `datetime` for the machine, `date_text` for the reader.

    `due` is the deadline alone, where no time left stands before it.
    """

    title: str
    url: str
    summary: str
    state: str
    state_text: str
    left: str
    datetime: str
    date_text: str
    detail: str
    due: str = ""
    is_sample: bool = False
    language: str = ""  # of title and summary, where it is not that of the request


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """One deadline, in the time of its place; `left` says how long there is, or that it is over."""

    title: str
    datetime: str
    day: str
    time: str
    left: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class CallView:
    """`facts` are labels with what the call says of each, one text a line."""

    state: str
    state_text: str
    left: str
    deadlines: tuple[DeadlineView, ...]
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    source: Link
    calendar_url: str


def call_item(page: Any) -> CallItem:
    """Of a row that was asked for `with_due`."""
    named_due = page.due_named or {}
    title = named_due.get("label") or stage_name(named_due.get("stage", ""))
    due = page.due.astimezone(ZoneInfo(named_due["zone"])) if page.due else None
    is_due = page.state != Status.CLOSED and page.next_deadline is not None
    return CallItem(
        title=page.title,
        url=reader_path(page),
        language=foreign_language(content_language(page)),
        summary=page.summary,
        state=page.state,
        state_text=str(Status(page.state).label),
        left=left_text(page, page.state, due if is_due else None, title, page.asked_at),
        datetime=due.isoformat() if due else "",
        date_text=_due_text(page.state, due) if due else "",
        detail=" · ".join(filter(None, [page.programme_name, _budget(page)])),
        due=moment_text(due) if due else "",
        is_sample=page.is_sample,
    )


def present_call(page: Any, deadlines: Sequence[Any], now: datetime) -> CallView:
    deadlines = sorted(deadlines, key=lambda one: one.moment)
    state = state_of(page, [one.moment for one in deadlines], now)
    coming = next((one for one in deadlines if one.moment > now), None)
    is_due = coming is not None and state != Status.CLOSED
    due = coming.local_moment if coming is not None and is_due else None
    title = coming.title if coming is not None else ""
    return CallView(
        state=state,
        state_text=str(state.label),
        left=left_text(page, state, due, title, now),
        deadlines=tuple(_deadline(one, now) for one in deadlines),
        facts=tuple((label, texts) for label, texts in _facts(page, state) if texts),
        source=Link(urlsplit(page.source_link).hostname or "", page.source_link),
        calendar_url=reverse("editorial:call-calendar", args=[page.slug]) if deadlines and page.live else "",
    )


def state_of(page: Any, moments: Sequence[datetime], now: datetime) -> Status:
    """The state of one call by the rule of `CallQuerySet.as_of`, which tests hold to be the same."""
    today = timezone.localdate(now)
    if page.closed_on and page.closed_on <= today:
        return Status.CLOSED
    if moments and not page.is_continuous and max(moments) <= now:
        return Status.CLOSED
    return Status.FORTHCOMING if page.opens_on and page.opens_on > today else Status.OPEN


def left_text(page: Any, state: str, due: datetime | None, title: str, now: datetime) -> str:
    """How long there is, in words; `due` is the next deadline in the time of its place."""
    if state == Status.CLOSED:
        return ""
    if state == Status.FORTHCOMING:
        return opens_text((page.opens_on - timezone.localdate(now)).days)
    if due is None:
        return _("stays open, no deadline") if page.is_continuous else _("no deadline announced yet")
    text = closes_text(due, now)
    return named(title, text) if title else text


def closes_text(due: datetime, now: datetime) -> str:
    """ "closes in 12 days", counted by the calendar at the place of the deadline."""
    days = (due.date() - now.astimezone(due.tzinfo).date()).days
    if days == 0:
        return _("closes today at %(time)s") % {"time": hour_text(due)}
    if days == 1:
        return _("closes tomorrow")
    return ngettext("closes in %(days)s day", "closes in %(days)s days", days) % {"days": number(days)}


def opens_text(days: int) -> str:
    if days == 1:
        return _("opens tomorrow")
    return ngettext("opens in %(days)s day", "opens in %(days)s days", days) % {"days": number(days)}


def moment_text(moment: datetime) -> str:
    """ "12 May 2027, 17:00 (Brussels time)"."""
    words = {"day": day(moment.date()), "time": hour_text(moment), "zone": zone_text(moment)}
    return _("%(day)s, %(time)s (%(zone)s)") % words


def zone_text(moment: datetime) -> str:
    """ "Brussels time": readers know the place better than the name of its zone."""
    zone = str(moment.tzinfo)
    if zone == UTC:
        return UTC
    return _("%(city)s time") % {"city": get_timezone_location(zone, locale=day_locale(), return_city=True)}


def _due_text(state: str, due: datetime) -> str:
    """Named where the words before it speak of something else."""
    text = moment_text(due)
    if state == Status.FORTHCOMING:
        return named(_("Deadline"), text)
    return named(_("Last deadline"), text) if state == Status.CLOSED else text


def stage_name(stage: str) -> str:
    return str(Stage(stage).label) if stage else ""


def status_links(counted: Sequence[Counted], narrowed: Narrowed, path: str) -> tuple[Link, ...]:
    """The states as links with how many calls each leaves; the first is the default and has no value."""
    chosen = narrowed.get("status") or counted[0].value
    others = narrowed.without("status").pairs
    return tuple(
        Link(
            f"{one.label} ({number(one.count)})",
            Narrowed(others if place == 0 else (("status", one.value), *others)).address(path),
            is_current=one.value == chosen,
        )
        for place, one in enumerate(counted)
    )


def _deadline(deadline: Any, now: datetime) -> DeadlineView:
    local = deadline.local_moment
    is_over = deadline.moment <= now
    return DeadlineView(
        title=deadline.title,
        datetime=local.isoformat(),
        day=day(local.date()),
        time=f"{hour_text(local)} ({zone_text(local)})",
        left=_("over") if is_over else closes_text(local, now),
        is_over=is_over,
    )


def _facts(page: Any, state: Status) -> tuple[tuple[str, tuple[str, ...]], ...]:
    programme = page.programme
    return (
        (_("Programme"), _one(programme.local_name if programme else "")),
        (_("Funded by"), _one(programme.funder if programme else "")),
        (_("Reference"), _one(page.reference)),
        (_("Opens on") if state == Status.FORTHCOMING else _("Open since"), _one(_day(page.opens_on))),
        (_("Closed since"), _one(_day(page.closed_on))),
        (_("Budget in all"), _one(euros(page.budget_eur))),
        (_("Per project"), _one(_per_project(page))),
        (_("Who may apply"), _names(page.applicants, Applicant)),
        (_("From which countries"), _one(_countries(page.eligible_countries))),
        (_("Partners wanted"), _names(page.partners_wanted, Partner)),
    )


def _one(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def euros(amount: int | None) -> str:
    return _("EUR %(amount)s") % {"amount": number(amount)} if amount is not None else ""


def _per_project(page: Any) -> str:
    least, most = page.project_from_eur, page.project_to_eur
    if least is not None and most is not None:
        if least == most:
            return euros(least)
        return _("EUR %(least)s to %(most)s") % {"least": number(least), "most": number(most)}
    if most is not None:
        return _("up to EUR %(amount)s") % {"amount": number(most)}
    return _("from EUR %(amount)s") % {"amount": number(least)} if least is not None else ""


def _budget(page: Any) -> str:
    """What a list says of money: of the whole call, else of one project."""
    if page.budget_eur is not None:
        return euros(page.budget_eur)
    per_project = _per_project(page)
    return _("%(amount)s a project") % {"amount": per_project} if per_project else ""


def _names(values: Sequence[str], choices: Any) -> tuple[str, ...]:
    """In the order of the list, whatever order they were chosen in."""
    return tuple(str(one.label) for one in choices if one.value in values)


def _countries(codes: Sequence[str]) -> str:
    known = reference().countries if codes else ()
    return ", ".join(country.local_name for country in known if country.code in codes)


def _day(value: date | None) -> str:
    return day(value) if value else ""
