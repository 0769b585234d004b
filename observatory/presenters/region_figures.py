"""Figures and tables of a region's profile, and the words around them."""

from django.utils.translation import gettext

from observatory.charts import Bar, Point, Reference, Series, Words, bar_chart, line_chart
from observatory.models import ClusterFigure, Mark, RegionFigure, Status
from observatory.presenters.actions import figure_actions
from observatory.presenters.addresses import region_address
from observatory.presenters.drawing import drawn
from observatory.presenters.quotients import quotients_table
from observatory.presenters.stars import stars_of
from observatory.presenters.words import (
    area_name,
    group_label,
    group_name,
    reference_note,
    region_name,
    region_of,
    source_line,
    times_the_share,
)
from observatory.queries.region import Profile, RegionProfile
from observatory.selection import Selection
from portal.core.charts import Chart
from portal.core.formatting import MISSING, number, quotient, share
from portal.core.page import Cell, Column, Figure, FigureActions, Table

BARS = 15
LEAST_PERSONS = 1_000
TABLE_FORMATS = ("csv", "xlsx", "json")
CHART_FORMATS = ("svg", "png", "csv", "xlsx", "json")


def clusters_of(profile: RegionProfile) -> list[ClusterFigure]:
    """Cells with a star, most stars first, then by persons employed."""
    starred = [figure for figure in profile.figures if earned(profile, figure)]
    return sorted(starred, key=lambda one: (-earned(profile, one), -(one.persons_employed or 0)))


def earned(profile: RegionProfile, figure: ClusterFigure) -> int:
    """Stars under the chosen rules; 0 where none or not judged."""
    return stars_of(figure, profile.release, profile.selection.rules) or 0


def actions_of(profile: Profile, path: str, title: str, formats: tuple[str, ...], figure: str = "") -> FigureActions:
    cell = f"{profile.place.code} {profile.year}"
    return figure_actions(
        path, profile.release, profile.selection, title=title, formats=formats, figure=figure, cell=cell
    )


def specialised(profile: RegionProfile) -> list[ClusterFigure]:
    """Groups with 1,000 persons employed or more by location quotient, the highest first."""
    rows = [
        one
        for one in profile.figures
        if one.location_quotient is not None and (one.persons_employed or 0) >= LEAST_PERSONS
    ]
    return sorted(rows, key=lambda one: -(one.location_quotient or 0))[:BARS]


def specialisation_chart(profile: RegionProfile) -> Chart | None:
    rows = specialised(profile)
    if not rows:
        return None
    bars = [_bar(profile, one) for one in rows]
    reference = Reference(1, area_name(profile.selection.area))
    return bar_chart(_specialisation_words(profile, rows), bars, reference)


def _bar(profile: RegionProfile, one: ClusterFigure) -> Bar:
    lq = one.location_quotient or 0
    return Bar(group_name(one.group), lq, quotient(lq), bool(earned(profile, one)), one.total_is_estimated)


def _specialisation_words(profile: RegionProfile, rows: list[ClusterFigure]) -> Words:
    best = rows[0]
    values = {"name": region_name(profile.place.region), "group": group_label(best.group), "year": profile.year}
    title = gettext("%(name)s is most specialised in: %(group)s") % values
    times = times_the_share(best.location_quotient, profile.selection.area)
    summary = gettext("%(group)s: %(times)s in %(year)s. Groups with 1,000 persons employed or more; those with a "
                      "star are in colour.") % {**values, "times": times}  # fmt: skip
    if any(one.total_is_estimated for one in rows):
        summary = " ".join((summary, gettext("Hollow bars rest partly on estimates.")))
    return Words("specialisation", title, summary, gettext("location quotient"))


def specialisation_figure(profile: RegionProfile, path: str) -> Figure:
    chart = specialisation_chart(profile)
    title = chart.title if chart else gettext("Specialisation")
    source = f"{source_line(profile.release, profile.year)} {reference_note(profile.selection.area)}"
    return Figure(
        id="specialisation",
        title=title,
        summary=chart.summary if chart else "",
        svg=drawn(chart),
        table=quotients_table(specialised(profile), profile.year) if chart else None,
        actions=actions_of(profile, path, title, CHART_FORMATS, "specialisation") if chart else FigureActions(),
        source=source if chart else "",
        is_demonstration=profile.release.is_demonstration,
        empty=gettext("No location quotients in this year: the region has no total, or nothing is published."),
    )


def history_chart(profile: Profile) -> Chart | None:
    points = tuple(
        Point(one.year, one.persons_employed, number(one.persons_employed), bool(one.estimated_share))
        for one in profile.totals
    )
    if not any(point.value is not None for point in points):
        return None
    name = region_name(profile.place.region)
    words = Words("history", _history_title(profile), _history_summary(profile), gettext("persons employed"))
    return line_chart(words, (Series(name, points, is_subject=True),))


def _history_title(profile: Profile) -> str:
    return gettext("Persons employed over the years: %(name)s") % {"name": region_name(profile.place.region)}


def _history_summary(profile: Profile) -> str:
    known = [one for one in profile.totals if one.persons_employed is not None]
    values = {
        "first": known[0].year,
        "last": known[-1].year,
        "before": number(known[0].persons_employed),
        "after": number(known[-1].persons_employed),
    }
    return (
        gettext(
            "%(before)s in %(first)s, %(after)s in %(last)s. A hollow point rests partly on estimates, "
            "a gap is a year without a total."
        )
        % values
    )


def history_figure(profile: Profile, path: str) -> Figure:
    chart = history_chart(profile)
    title = _history_title(profile)
    return Figure(
        id="history",
        title=title,
        summary=chart.summary if chart else "",
        svg=drawn(chart),
        table=totals_table(profile) if profile.totals else None,
        actions=actions_of(profile, path, title, CHART_FORMATS, "history") if chart else FigureActions(),
        source=source_line(profile.release, _period(profile)),
        is_demonstration=profile.release.is_demonstration,
        empty=gettext("The region has no total in any year of this release."),
    )


def _period(profile: Profile) -> str:
    years = [one.year for one in profile.totals]
    return f"{min(years)}–{max(years)}" if years else str(profile.year)


def totals_table(profile: Profile) -> Table:
    columns = (
        Column("year", gettext("Year")),
        Column("persons_employed", gettext("Persons employed"), is_numeric=True),
        Column("estimated_share", gettext("Estimated"), gettext("% of the total"), is_numeric=True),
        Column("groups_published", gettext("Divisions published"), is_numeric=True),
        Column("local_units", gettext("Local units"), is_numeric=True),
    )
    return Table(_history_title(profile), columns, tuple(_total_row(one) for one in profile.totals))


def _total_row(one: RegionFigure) -> tuple[Cell, ...]:
    why = str(one.get_no_total_display()) if one.no_total else ""
    return (
        Cell(str(one.year)),
        Cell(number(one.persons_employed), note=why),
        Cell(share(one.estimated_share)),
        Cell(number(one.groups_published)),
        Cell(number(one.local_units)),
    )


def gaps_sentence(profile: RegionProfile) -> str:
    """How much of the region's vector is published, and what the flags say."""
    cells = profile.figures
    if not cells:
        return gettext("No industry group has a figure in this year.")
    values = {
        "groups": len(cells),
        "year": profile.year,
        "published": sum(one.persons_employed is not None for one in cells),
        "confidential": sum(one.status == Status.CONFIDENTIAL for one in cells),
        "estimated": sum(one.status in (Status.ESTIMATED, Status.LOW_RELIABILITY) for one in cells),
        "breaks": sum(bool(one.marks & Mark.BREAK) for one in cells),
    }
    if not values["estimated"] and not values["breaks"]:
        return gettext("Of %(groups)s industry groups in %(year)s, %(published)s have published persons employed and "
                       "%(confidential)s are confidential; no figure is estimated or of low reliability, and none "
                       "has a break in series.") % values  # fmt: skip
    return gettext("Of %(groups)s industry groups in %(year)s, %(published)s have published persons employed and "
                   "%(confidential)s are confidential; %(estimated)s figures are estimated or of low reliability, "
                   "%(breaks)s carry a break in series.") % values  # fmt: skip


def peers_table(profile: RegionProfile) -> Table:
    columns = (
        Column("region", gettext("Region")),
        Column("country", gettext("Country")),
        Column("persons_employed", gettext("Persons employed"), is_numeric=True),
    )
    rows = tuple(_peer_row(peer, profile.selection) for peer in profile.peers)
    empty = gettext("No other region of the country has a total in this year.")
    return Table(gettext("Regions of similar size, %(year)s") % {"year": profile.year}, columns, rows, empty)


def _peer_row(peer: RegionFigure, selection: Selection) -> tuple[Cell, ...]:
    region = region_of(peer)
    note = gettext("partly estimated") if peer.estimated_share else ""
    return (
        Cell(region_name(region), url=region_address(region.code, selection)),
        Cell(peer.region.country.local_name),
        Cell(number(peer.persons_employed) if peer.persons_employed is not None else MISSING, note=note),
    )
