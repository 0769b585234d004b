"""The figure of a comparison: persons employed over the years as small multiples."""

from django.utils.translation import gettext

from observatory.charts.lines import Point
from observatory.charts.multiples import Broken, multiples_chart
from observatory.charts.parts import Words
from observatory.presenters.actions import figure_actions
from observatory.presenters.comparison.words import names_of
from observatory.presenters.drawing import drawn
from observatory.presenters.words import source_line
from observatory.queries.comparison import Comparison, YearValue, index_of
from observatory.several import Several
from portal.core.charts import Chart
from portal.core.formatting import named, number
from portal.core.page import Cell, Column, Figure, FigureActions, Table

CHART_FORMATS = ("svg", "png", "csv", "xlsx", "json")
FIGURE = "trend"


def trend_chart(found: Comparison) -> Chart | None:
    indices = index_of(found.series)
    known = [line for line in indices if any(one.value is not None for one in line)]
    if not known:
        return None
    series = tuple(
        Broken(name, tuple(_point(one) for one in line), breaks=_breaks(line))
        for name, line in zip(names_of(found), indices, strict=True)
    )
    base = _base_year(known[0])
    unit = gettext("%(year)s = 100") % {"year": base}
    return multiples_chart(Words(FIGURE, _title(base), _summary(series), unit), series, 100)


def _point(one: YearValue) -> Point:
    return Point(one.year, one.value, number(one.value, 1), one.is_estimated)


def _breaks(line: tuple[YearValue, ...]) -> frozenset[int]:
    return frozenset(one.year for one in line if one.is_break)


def _base_year(line: tuple[YearValue, ...]) -> int:
    return next(one.year for one in line if one.value is not None and abs(one.value - 100) < 1e-9)


def _title(base: int | str) -> str:
    return gettext("Persons employed since %(year)s, on one scale") % {"year": base}


def _summary(series: tuple[Broken, ...]) -> str:
    """Where each ends: `Oberbayern: 108.2 in 2014.`"""
    ends = []
    for line in series:
        last = next((point for point in reversed(line.points) if point.value is not None), None)
        if last is not None:
            end = gettext("%(value)s in %(year)s") % {"value": last.text, "year": last.year}
            ends.append(named(line.label, end))
    text = gettext("Index: %(ends)s. Each panel shows one line in colour and the others in grey.")
    if any(line.breaks for line in series):
        cut = gettext("A line is cut where its series breaks or jumps: before and after are not to be compared.")
        text = f"{text} {cut}"
    return text % {"ends": "; ".join(ends)}


def trend_figure(found: Comparison, selection: Several, path: str) -> Figure:
    chart = trend_chart(found)
    title = chart.title if chart else gettext("Persons employed over the years")
    actions = figure_actions(path, found.release, selection, title=title, formats=CHART_FORMATS, figure=FIGURE)
    years = [one.year for line in found.series for one in line]
    period = f"{min(years)}–{max(years)}" if years else str(found.year)
    return Figure(
        id=FIGURE,
        title=title,
        summary=chart.summary if chart else "",
        svg=drawn(chart),
        table=_trend_table(found, title) if years else None,
        actions=actions if chart else FigureActions(),
        source=source_line(found.release, period),
        is_demonstration=found.release.is_demonstration,
        empty=gettext("There is no year in which all of them have a figure."),
    )


def _trend_table(found: Comparison, title: str) -> Table:
    years = sorted({one.year for line in found.series for one in line})
    by_year = [{one.year: one for one in line} for line in found.series]
    unit = gettext("index") if found.kind == "group" else gettext("persons employed")
    columns = (
        Column("year", gettext("Year")),
        *(Column(f"s{place}", name, unit, is_numeric=True) for place, name in enumerate(names_of(found))),
    )
    digits = 1 if found.kind == "group" else 0
    rows = tuple((Cell(str(year)), *(_year_cell(values.get(year), digits) for values in by_year)) for year in years)
    return Table(title, columns, rows)


def _year_cell(one: YearValue | None, digits: int) -> Cell:
    note = gettext("partly estimated") if one and one.value is not None and one.is_estimated else ""
    return Cell(number(one.value if one else None, digits), note=note)
