"""The briefing of a country or a NUTS 1 region: it counts and lists the statistical clusters of its regions."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext

from observatory.models import ClusterFigure
from observatory.presenters.area import regions_table
from observatory.presenters.area_facts import facts_of_area, lead_of_area, notices_of_area
from observatory.presenters.briefing.parts import Briefing, Judged, imprint, notes_of, picture
from observatory.presenters.briefing.region import ROWS, TREND_HEIGHT, kind_of, short_bars
from observatory.presenters.briefing.stars import Heading, judged, rows_of
from observatory.presenters.facts import known_facts
from observatory.presenters.region_figures import history_chart, specialised
from observatory.presenters.words import (
    full_region_name,
    group_label,
    group_name,
    region_name,
    region_of,
    times_the_share,
)
from observatory.queries.area_profile import AreaProfile
from observatory.queries.arithmetic import Arithmetic
from portal.core.charts import Chart
from portal.core.page import Cell, Table
from portal.core.panels import Panel

REGIONS = 10


def top_inside(profile: AreaProfile) -> list[ClusterFigure]:
    """The clusters that a briefing has room for."""
    return list(profile.strongest[:ROWS])


def brief_area(
    profile: AreaProfile, arithmetic: tuple[Arithmetic, ...], panels: tuple[Panel, ...], path: str, today: date
) -> Briefing:
    """`arithmetic` belongs to `top_inside(profile)`."""
    return Briefing(
        title=region_name(profile.place.region),
        kind=kind_of(profile.place),
        lead=lead_of_area(profile),
        facts=known_facts(facts_of_area(profile)),
        notes=notes_of(notices_of_area(profile)),
        judged=_judged(profile, arithmetic),
        trend=picture(history_chart(profile), TREND_HEIGHT),
        strength=picture(_specialisation(profile)),
        tables=(_inside(profile),) if profile.inside else (),
        panels=panels,
        imprint=imprint(path, profile.release, profile.selection, today),
        is_demonstration=profile.release.is_demonstration,
        release=profile.release.code,
        year=str(profile.year),
    )


def _specialisation(profile: AreaProfile) -> Chart | None:
    """Of the area as a whole: its stars are those of the regions inside."""
    rows = specialised(profile)
    if not rows:
        return None
    best = rows[0]
    values = {"name": region_name(profile.place.region), "group": group_label(best.group), "year": profile.year}
    values["times"] = times_the_share(best.location_quotient, profile.selection.area)
    title = gettext("%(name)s is most specialised in: %(group)s") % values
    summary = gettext("%(group)s: %(times)s in %(year)s. Groups with 1,000 persons employed or more.") % values
    return short_bars(title, summary, profile, rows)


def _inside(profile: AreaProfile) -> Table:
    values = {"name": region_name(profile.place.region), "year": profile.year}
    title = gettext("Regions with the most statistical clusters, %(year)s: %(name)s") % values
    table = regions_table(profile, title)
    return replace(table, rows=table.rows[:REGIONS])


def _judged(profile: AreaProfile, arithmetic: tuple[Arithmetic, ...]) -> Judged:
    heading = Heading(
        gettext("Strongest statistical clusters, %(year)s") % {"year": profile.year},
        gettext("Region and industry group"),
        gettext("No industry group of a region inside earns a star in this year under these rules."),
    )
    rules = profile.selection.rules
    rows = rows_of(top_inside(profile), arithmetic, profile.release, rules, _name)
    return judged(heading, rows, rules, len(profile.strongest))


def _name(one: ClusterFigure) -> Cell:
    return Cell(full_region_name(region_of(one)), note=group_name(one.group))
