"""Cookies as a table, and the accessibility statement in the words of its model."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from babel.dates import format_timedelta
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from portal.core.cookies import Cookie
from portal.core.formatting import day
from portal.core.page import Cell, Column, Table


def cookie_table(cookies: Iterable[Cookie]) -> Table:
    columns = (
        Column("name", _("Name")),
        Column("purpose", _("What it is for")),
        Column("when", _("When it is set")),
        Column("life", _("How long it stays")),
    )
    rows = (
        (Cell(cookie.name), Cell(cookie.purpose), Cell(cookie.when), Cell(_life(cookie.seconds))) for cookie in cookies
    )
    return Table(_("Cookies of this portal"), columns, tuple(rows))


def _life(seconds: int | None) -> str:
    """`2 weeks`; a cookie without an age ends with the browser."""
    if seconds is None:
        return _("until you close the browser")
    return format_timedelta(seconds, threshold=1.2, locale=to_locale(get_language() or "en"))


@dataclass(frozen=True, slots=True)
class Statement:
    """What the model of the statement has in fixed words."""

    commitment: str
    scope: str
    compliance: str
    preparation: tuple[str, ...]
    answer: str
    feedback_url: str


def statement_facts(page: Any) -> Statement:
    values = {"organisation": settings.PORTAL_MANAGED_BY, "law": page.legislation, "standard": page.standard}
    return Statement(
        commitment=_("This site is run by %(organisation)s, which makes it accessible under %(law)s.") % values,
        scope=_("This statement applies to %(name)s at %(url)s.")
        % {"name": settings.PORTAL_NAME, "url": settings.WAGTAILADMIN_BASE_URL},
        compliance=_compliance(page.status) % values,
        preparation=tuple(_preparation(page)),
        answer=_("You get an answer within %(days)s days.") % {"days": page.answer_days},
        feedback_url=f"{reverse('editorial:feedback')}?kind=accessibility",
    )


def _compliance(status: str) -> str:
    return {
        "full": _("This website is fully compliant with %(standard)s."),
        "partial": _(
            "This website is partially compliant with %(standard)s, due to the non-compliances and exemptions listed "
            "below."
        ),
        "none": _("This website is not compliant with %(standard)s. What is not accessible is listed below."),
    }[status]


def _preparation(page: Any) -> Iterable[str]:
    yield _("This statement was prepared on %(day)s.") % {"day": day(page.prepared_on)}
    if page.method == "self":
        yield _("It rests on a self-assessment by the organisation that runs the site.")
    else:
        yield _("It rests on an assessment by a third party.")
    if page.reviewed_on:
        yield _("It was last reviewed on %(day)s.") % {"day": day(page.reviewed_on)}
