"""What every briefing is made of; the PDF and the Word file show the same object."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.utils.translation import gettext, ngettext

from observatory.maps.spec import Legend
from observatory.models import Release
from observatory.presenters.actions import permanent_link
from observatory.presenters.notices import Notice
from observatory.presenters.words import area_name, source_line
from observatory.rules import rule_set
from observatory.selection import Selection
from portal.core.charts import Chart, drawing
from portal.core.formatting import day, number
from portal.core.page import KeyFact, Table
from portal.core.panels import Panel


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its message and its summary; `svg` is one complete drawing that carries its name.

    A map has its `legend` beside it; `alone` is the same with the legend inside.
    """

    title: str
    summary: str
    svg: str
    legend: Legend | None = None
    alone: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence that a reader must meet before the figures."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The first of `count` statistical clusters with the arithmetic of their stars: value against cut, test by test."""

    title: str
    table: Table
    rule: str
    count: int

    @property
    def more(self) -> str:
        """How many do not stand in the table; empty where all do."""
        left = self.count - len(self.table.rows)
        text = ngettext("%(count)s more is on the page.", "%(count)s more are on the page.", left)
        return text % {"count": number(left)} if left > 0 else ""


@dataclass(frozen=True, slots=True)
class Imprint:
    """Where the figures come from and where they live: `address` is the page with release and year spelled out."""

    method: tuple[str, ...]
    source: str
    made_on: str
    address: str
    portal: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """`kind` says what the title names: `NUTS 2 region · DE21 · Germany`.

    `trend` shows the years, `strength` where the subject is strong; None where there is nothing to draw.
    """

    title: str
    kind: str
    lead: str
    facts: tuple[KeyFact, ...]
    notes: tuple[Note, ...]
    judged: Judged
    trend: Picture | None
    strength: Picture | None
    tables: tuple[Table, ...]
    panels: tuple[Panel, ...]
    imprint: Imprint
    is_demonstration: bool
    release: str
    year: str
    remarks: tuple[str, ...] = ()


def picture(chart: Chart | None, height: int = 0) -> Picture | None:
    """The wide drawing of `chart`, with a plot of `height` pixels where one is given: paper is short."""
    if chart is None:
        return None
    lower = replace(chart, wide=chart.wide | {"height": height}) if height else chart
    return Picture(chart.title, chart.summary, drawing(lower, "wide"))


def notes_of(notices: Iterable[Notice]) -> tuple[Note, ...]:
    return tuple(Note(notice.title, notice.text) for notice in notices)


def imprint(path: str, release: Release, selection: Selection, today: date) -> Imprint:
    return Imprint(
        method=method(release, selection),
        source=source_line(release, selection.year),
        made_on=day(today),
        address=settings.WAGTAILADMIN_BASE_URL.rstrip("/") + permanent_link(path, release, selection),
        portal=settings.PORTAL_NAME,
    )


def method(release: Release, selection: Selection) -> tuple[str, ...]:
    """Three sentences: what is counted, how stars are earned, what is not shown."""
    values = {"area": area_name(selection.area)}
    return (
        gettext(
            "Persons employed in the business economy covered (NACE B–N without K, and S95) by industry group and "
            "NUTS 2 region; the location quotient says how many times the %(area)s share a group has here."
        )
        % values,
        gettext(rule_set(selection.rules).explanation),
        gettext(
            "Confidential and missing figures stay so: nothing is filled in with zero, and what rests on estimates is "
            "hollow or marked."
        ),
    )
