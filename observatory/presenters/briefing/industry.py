"""The briefing of an industry group: where it concentrates and how it grew."""

from dataclasses import replace
from datetime import date

from django.utils.translation import get_language, gettext

from observatory.models import ClusterFigure
from observatory.presenters.briefing.parts import Briefing, Judged, Picture, imprint, notes_of, picture
from observatory.presenters.briefing.region import ROWS
from observatory.presenters.briefing.stars import Heading, judged, rows_of
from observatory.presenters.facts import known_facts
from observatory.presenters.industry import clusters_of, facts_of_group, lead_of_group, notices_of_group
from observatory.presenters.industry_trend import trend_chart
from observatory.presenters.words import group_name, region_name, region_of
from observatory.queries.arithmetic import Arithmetic
from observatory.queries.group import GroupProfile
from portal.core.formatting import number
from portal.core.page import Cell, Column, Table
from portal.core.panels import Panel

LARGEST = 10
TREND_HEIGHT = 220  # two lines with their names beside them


def top_regions(profile: GroupProfile) -> list[ClusterFigure]:
    """The clusters that a briefing has room for."""
    return clusters_of(profile)[:ROWS]


def brief_industry(
    profile: GroupProfile,
    arithmetic: tuple[Arithmetic, ...],
    group_map: Picture | None,
    panels: tuple[Panel, ...],
    path: str,
    today: date,
) -> Briefing:
    """`arithmetic` belongs to `top_regions(profile)`."""
    return Briefing(
        title=group_name(profile.group),
        kind=_kind(profile),
        lead=lead_of_group(profile),
        facts=known_facts(facts_of_group(profile)),
        notes=notes_of(notices_of_group(profile)),
        judged=_judged(profile, arithmetic),
        trend=picture(trend_chart(profile), TREND_HEIGHT),
        strength=group_map,
        tables=(_largest(profile),) if profile.cells else (),
        panels=panels,
        imprint=imprint(path, profile.release, profile.selection, today),
        is_demonstration=profile.release.is_demonstration,
        release=profile.release.code,
        year=str(profile.year),
    )


def _kind(profile: GroupProfile) -> str:
    scheme = profile.group.scheme.name_in(get_language() or "en")
    return " · ".join((gettext("Industry group"), scheme))


def _judged(profile: GroupProfile, arithmetic: tuple[Arithmetic, ...]) -> Judged:
    values = {"name": group_name(profile.group), "year": profile.year}
    heading = Heading(
        gettext("Statistical clusters, %(year)s: %(name)s") % values,
        gettext("Region"),
        gettext("No region earns a star in this group and year under these rules."),
    )
    rules = profile.selection.rules
    rows = rows_of(top_regions(profile), arithmetic, profile.release, rules, _region)
    return judged(heading, rows, rules, len(clusters_of(profile)))


def _region(one: ClusterFigure) -> Cell:
    return Cell(f"{region_name(region_of(one))} ({region_of(one).code})", note=one.region.country.local_name)


def _largest(profile: GroupProfile) -> Table:
    """The regions with the most persons employed: cells stand in this order."""
    columns = (
        Column("region", gettext("Region")),
        Column("country", gettext("Country")),
        Column("persons_employed", gettext("Persons employed"), is_numeric=True),
    )
    known = [one for one in profile.cells if one.persons_employed is not None][:LARGEST]
    rows = tuple(
        (replace(_region(one), note=""), Cell(one.region.country.local_name), Cell(number(one.persons_employed)))
        for one in known
    )
    return Table(gettext("Most persons employed, %(year)s") % {"year": profile.year}, columns, rows)
