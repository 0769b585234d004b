"""The European trend of an industry group: a chain-linked index over the countries that publish it."""

from django.utils.translation import gettext

from observatory.charts import Point, Reference, Series, Words, line_chart
from observatory.models import GroupFigure
from observatory.presenters.actions import figure_actions
from observatory.presenters.drawing import drawn
from observatory.presenters.words import area_name, group_label, group_name, source_line
from observatory.queries.group import GroupProfile
from portal.core.charts import Chart
from portal.core.formatting import number, share
from portal.core.page import Cell, Column, Figure, FigureActions, Table

TABLE_FORMATS = ("csv", "xlsx", "json")
CHART_FORMATS = ("svg", "png", *TABLE_FORMATS)


def values_of(profile: GroupProfile) -> dict[str, object]:
    return {"group": group_name(profile.group), "year": profile.year, "area": area_name(profile.selection.area)}


def actions_of(
    profile: GroupProfile, path: str, title: str, formats: tuple[str, ...], figure: str = ""
) -> FigureActions:
    cell = f"{profile.group.scheme_id} {profile.group.code} {profile.year}"
    return figure_actions(
        path, profile.release, profile.selection, title=title, formats=formats, figure=figure, cell=cell
    )


def trend_chart(profile: GroupProfile) -> Chart | None:
    if not any(figure.trend_index is not None for figure in profile.years):
        return None
    group = [Point(one.year, one.trend_index, number(one.trend_index, 1)) for one in profile.years]
    total = [Point(one.year, one.total_trend_index, number(one.total_trend_index, 1)) for one in profile.years]
    series = (
        Series(gettext("All groups together"), tuple(total)),
        Series(group_name(profile.group), tuple(group), is_subject=True),
    )
    first = profile.years[0].year
    words = Words("trend", _trend_title(profile), _trend_summary(profile), gettext("%(year)s = 100") % {"year": first})
    return line_chart(words, series, starts_at_zero=False, reference=Reference(100))


def _trend_title(profile: GroupProfile) -> str:
    known = [one for one in profile.years if one.trend_index is not None and one.total_trend_index is not None]
    values = values_of(profile) | {"group": group_label(profile.group)}
    if not known:
        return gettext("Persons employed over the years: %(group)s") % values
    ahead = (known[-1].trend_index or 0) - (known[-1].total_trend_index or 0)
    if ahead > 0:
        return gettext("%(group)s – faster than all groups together in the %(area)s") % values
    return gettext("%(group)s – slower than all groups together in the %(area)s") % values


def _trend_summary(profile: GroupProfile) -> str:
    known = [one for one in profile.years if one.trend_index is not None]
    values = {
        "first": known[0].year,
        "last": known[-1].year,
        "index": number(known[-1].trend_index, 1),
        "total": number(known[-1].total_trend_index, 1),
    }
    return (
        gettext(
            "From 100 in %(first)s to %(index)s in %(last)s; all groups together to %(total)s. Neighbouring years are "
            "compared over the countries that publish both, and the steps are chained."
        )
        % values
    )


def trend_figure(profile: GroupProfile, path: str) -> Figure:
    chart = trend_chart(profile)
    title = _trend_title(profile)
    years = [one.year for one in profile.years]
    period = f"{min(years)}–{max(years)}" if years else str(profile.year)
    return Figure(
        id="trend",
        title=title,
        summary=chart.summary if chart else "",
        svg=drawn(chart),
        table=_trend_table(profile, title) if years else None,
        actions=actions_of(profile, path, title, CHART_FORMATS, "trend") if chart else FigureActions(),
        source=source_line(profile.release, period),
        is_demonstration=profile.release.is_demonstration,
        empty=gettext("No two neighbouring years have a country that publishes both."),
    )


def _trend_table(profile: GroupProfile, caption: str) -> Table:
    columns = (
        Column("year", gettext("Year")),
        Column("trend_index", gettext("Index"), is_numeric=True),
        Column("total_trend_index", gettext("All groups together"), gettext("index"), is_numeric=True),
        Column("persons_employed", gettext("Persons employed"), is_numeric=True),
        Column("countries", gettext("Countries that publish it"), is_numeric=True),
        Column("area_share", gettext("They hold"), gettext("% of the area"), is_numeric=True),
    )
    return Table(caption, columns, tuple(_trend_row(one) for one in profile.years))


def _trend_row(one: GroupFigure) -> tuple[Cell, ...]:
    return (
        Cell(str(one.year)),
        Cell(number(one.trend_index, 1)),
        Cell(number(one.total_trend_index, 1)),
        Cell(number(one.persons_employed)),
        Cell(number(len(one.countries))),
        Cell(share(one.area_share)),
    )
