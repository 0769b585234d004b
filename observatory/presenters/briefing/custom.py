"""The briefing of several regions taken as one."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext

from observatory.presenters.briefing.parts import Briefing, Judged, imprint, notes_of, picture
from observatory.presenters.briefing.region import BARS, ROWS, TREND_HEIGHT
from observatory.presenters.briefing.stars import Heading, Row, judged
from observatory.presenters.custom.figures import (
    history_chart,
    is_estimated,
    specialisation_chart,
    starred,
)
from observatory.presenters.custom.page import CustomPage
from observatory.presenters.facts import known_facts
from observatory.presenters.stars import earned_cell
from observatory.presenters.words import group_name
from observatory.queries.custom import CustomCell, CustomProfile
from portal.core.page import Cell
from portal.core.panels import Panel

MEMBERS = 10


def brief_custom(
    profile: CustomProfile, page: CustomPage, panels: tuple[Panel, ...], path: str, today: date
) -> Briefing:
    """`page` is the profile as its own page shows it: lead, facts, notices and members are the same."""
    return Briefing(
        title=page.page.title,
        kind=gettext("Several regions taken as one"),
        lead=page.page.lead,
        facts=known_facts(page.facts),
        notes=notes_of(page.notices),
        judged=_judged(profile),
        trend=picture(history_chart(profile), TREND_HEIGHT) if _has_years(profile) else None,
        strength=picture(specialisation_chart(profile, BARS)),
        tables=(replace(page.members, rows=page.members.rows[:MEMBERS]),) if page.members.rows else (),
        panels=panels,
        imprint=imprint(path, profile.release, profile.selection, today),
        is_demonstration=profile.release.is_demonstration,
        release=profile.release.code,
        year=str(profile.year),
    )


def _has_years(profile: CustomProfile) -> bool:
    """Whether two years cover the same territory: one year is no trend."""
    return sum(one.persons_employed is not None and one.covers_same for one in profile.totals) > 1


def _judged(profile: CustomProfile) -> Judged:
    found = starred(profile)
    heading = Heading(
        gettext("Industry groups with stars, taken as one, %(year)s") % {"year": profile.year},
        gettext("Industry group"),
        gettext("No industry group earns a star as a sum under these rules."),
    )
    rules = profile.selection.rules
    return judged(heading, [_row(profile, cell) for cell in found[:ROWS]], rules, len(found))


def _row(profile: CustomProfile, cell: CustomCell) -> Row:
    """A test that ranks single regions is left out."""
    steps = tuple(step for step in cell.steps if step.test.title not in cell.left_out)
    stars = earned_cell(cell.stars or 0, profile.selection.rules, is_hollow=is_estimated(profile))
    return Row(Cell(group_name(cell.group)), stars, steps)
