"""Small multiples: one panel a subject over the same years and the same scale, the others grey behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor
from textwrap import wrap
from typing import Any

from observatory.charts.lines import Point, Series
from observatory.charts.parts import DASH, Words, both_widths, over_years
from portal.core.charts import WIDE, Chart, Spec
from portal.core.palette import palette

PANEL_HEIGHT = 150
WIDE_COLUMNS, NARROW_COLUMNS = 3, 1
AXIS_ROOM = 46  # pixels of the labels of one axis
TITLE_LETTERS = 26
STEP = 10  # the scale begins and ends at whole tens


@dataclass(frozen=True, slots=True)
class Broken(Series):
    """A series that is not joined with the year before in its `breaks`."""

    breaks: frozenset[int] = frozenset()


def multiples_chart(words: Words, series: Sequence[Broken], reference: float | None = None) -> Chart:
    """One panel a series in their order; `reference` is a level drawn in all panels."""
    chart = both_widths(words, lambda width: _panels(words, series, reference, width))
    return over_years(chart, (point.year for line in series for point in line.points))


def _panels(words: Words, series: Sequence[Broken], reference: float | None, width: int) -> Spec:
    columns = min(len(series), WIDE_COLUMNS) if width >= WIDE else NARROW_COLUMNS
    across = width // max(columns, 1) - AXIS_ROOM - 12
    panels = [_panel(words, series, place, reference, across) for place in range(len(series))]
    return {"concat": panels, "columns": columns, "spacing": {"column": 24, "row": 28}}


def _panel(words: Words, series: Sequence[Broken], subject: int, reference: float | None, across: int) -> Spec:
    years = sorted({point.year for line in series for point in line.points})
    scale = {"domain": _domain(series, reference), "nice": False, "zero": False}
    axis = {"title": words.unit or None, "domain": False, "ticks": False, "tickCount": 4, "labelPadding": 6,
            "titleAngle": 0, "titleAlign": "left", "titleX": -30, "titleY": -8, "titleFontWeight": "normal",
            "titleFontSize": 11}  # fmt: skip
    y = {"field": "value", "type": "quantitative", "scale": scale, "axis": axis}
    x = {"field": "year", "type": "quantitative", "axis": _years_axis(years)}
    x["scale"] = {"domain": [years[0], years[-1]], "nice": False, "padding": 8} if years else {}
    order = [*(place for place in range(len(series)) if place != subject), subject]
    layers = [_rule(reference, y)] if reference is not None else []
    for place in order:
        layers += _line(series[place], x, y, is_subject=place == subject)
    title = {"text": wrap(series[subject].label, TITLE_LETTERS) or [""], "anchor": "start", "fontSize": 13,
             "offset": 22, "frame": "group"}  # fmt: skip
    return {"width": across, "height": PANEL_HEIGHT, "title": title, "layer": layers}


def _years_axis(years: Sequence[int]) -> Spec:
    return {"title": None, "format": "d", "grid": False, "values": [years[0], years[-1]] if years else []}


def _domain(series: Sequence[Series], reference: float | None) -> list[float]:
    known = [point.value for line in series for point in line.points if point.value is not None]
    known += [reference] if reference is not None else []
    if not known:
        return [0, 1]
    return [floor(min(known) / STEP) * STEP, ceil(max(known) / STEP) * STEP or STEP]


def _rule(level: float, y: Spec) -> Spec:
    encoding = {"y": {**y, "field": "value"}}
    mark = {"type": "rule", "strokeDash": DASH, "color": palette().text.muted, "strokeWidth": 1}
    return {"data": {"values": [{"value": level}]}, "mark": mark, "encoding": encoding}


def _line(line: Broken, x: Spec, y: Spec, *, is_subject: bool) -> list[Spec]:
    """Pieces between neighbouring years that both have a figure; points for the subject, hollow where estimated."""
    colour = palette().figure.accent if is_subject else palette().figure.muted
    pieces = [_piece(a, b) for a, b in pairwise(line.points) if _is_joined(a, b, line.breaks)]
    dash = {"condition": {"test": "datum.estimated", "value": DASH}, "value": [1, 0]}
    places = {"x": x, "x2": {"field": "year2"}, "y": y, "y2": {"field": "value2"}, "strokeDash": dash}
    mark = {"type": "rule", "strokeWidth": 2.5 if is_subject else 1, "strokeCap": "round", "color": colour}
    layers = [{"data": {"values": pieces}, "mark": mark, "encoding": places}] if pieces else []
    return [*layers, _points(line, x, y, colour)] if is_subject else layers


def _is_joined(a: Point, b: Point, breaks: frozenset[int]) -> bool:
    return a.value is not None and b.value is not None and b.year == a.year + 1 and b.year not in breaks


def _piece(a: Point, b: Point) -> dict[str, Any]:
    ends = {"year": a.year, "year2": b.year, "value": a.value, "value2": b.value}
    return ends | {"estimated": a.is_estimated or b.is_estimated}


def _points(line: Series, x: Spec, y: Spec, colour: str) -> Spec:
    known = [point for point in line.points if point.value is not None]
    rows = [{"year": point.year, "value": point.value, "estimated": point.is_estimated} for point in known]
    page = palette().surface.page
    fill = {"condition": {"test": "datum.estimated", "value": page}, "value": colour}
    mark = {"type": "point", "shape": "circle", "size": 28, "strokeWidth": 1.5, "opacity": 1, "stroke": colour}
    return {"data": {"values": rows}, "mark": mark, "encoding": {"x": x, "y": y, "fill": fill}}
