"""Lines over years: a year without a figure is a gap, what rests on estimates is hollow or dashed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

from observatory.charts.parts import (
    DASH,
    NARROW_LABEL_LETTERS,
    TEXT_LINE,
    Reference,
    Words,
    accent_if_subject,
    bold_if_subject,
    both_widths,
    if_subject,
    over_years,
    value_axis,
)
from portal.core.charts import WIDE, Chart, Spec
from portal.core.formatting import named
from portal.core.palette import palette

LABEL_ROOM = 300
END_LETTERS = 32  # so many fit into a line at the end of a line
LINE_HEIGHT = 300
# The unit stands above the axis, where it is read without turning the head.
UPRIGHT_TITLE = {"titleAngle": 0, "titleAlign": "left", "titleBaseline": "bottom", "titleX": -44, "titleY": -12}


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a series; `value` is None where there is no figure. `text` labels the last point."""

    year: int
    value: float | None
    text: str = ""
    is_estimated: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    label: str
    points: tuple[Point, ...]
    is_subject: bool = False


def line_chart(words: Words, series: Sequence[Series], *, starts_at_zero: bool = True,
               reference: Reference | None = None) -> Chart:  # fmt: skip
    """Lines over years. Only neighbouring years are joined, so a missing year is a gap."""
    chart = both_widths(words, lambda width: _lines(words, series, starts_at_zero, reference, width))
    return over_years(chart, (point.year for line in series for point in line.points))


def _lines(
    words: Words, series: Sequence[Series], starts_at_zero: bool, reference: Reference | None, width: int
) -> Spec:
    is_wide = width >= WIDE
    years = sorted({point.year for line in series for point in line.points})
    x = {"field": "year", "type": "quantitative", "axis": _year_axis(years, is_wide)}
    x["scale"] = {"domain": [years[0], years[-1]], "nice": False, "padding": 8} if years else {}
    scale = {"zero": starts_at_zero}
    y = {"field": "value", "type": "quantitative", "scale": scale, "axis": value_axis(words.unit) | UPRIGHT_TITLE}
    layers = [_segments(series, x, y), _points(series, x, y)]
    layers += _ends(series, x, y, starts_at_zero) if is_wide else _names_above(series)
    if reference:
        layers.extend(_reference_level(reference, y))
    plot = width - (_label_room(series, years) if is_wide else 70)
    return {"width": plot, "height": LINE_HEIGHT if is_wide else LINE_HEIGHT - 60, "layer": layers}


def _label_room(series: Sequence[Series], years: Sequence[int]) -> int:
    """Names stand right of the drawing only where a line reaches its end; else all of the width is drawn on."""
    ends = [last.year for line in series if (last := _last(line)) is not None]
    return LABEL_ROOM if ends and max(ends) == years[-1] else 70


def _segments(series: Sequence[Series], x: Spec, y: Spec) -> Spec:
    """One straight piece a pair of neighbouring years that both have a figure, dashed where one is estimated."""
    rows = [
        {"year": a.year, "year2": b.year, "value": a.value, "value2": b.value, "subject": line.is_subject,
         "estimated": a.is_estimated or b.is_estimated}
        for line in series
        for a, b in pairwise(line.points)
        if a.value is not None and b.value is not None and b.year == a.year + 1
    ]  # fmt: skip
    dash = {"condition": {"test": "datum.estimated", "value": DASH}, "value": [1, 0]}
    encoding = {"x": x, "x2": {"field": "year2"}, "y": y, "y2": {"field": "value2"}, "strokeDash": dash}
    return {"data": {"values": rows}, "mark": {"type": "rule", "strokeWidth": 2.5, "strokeCap": "round"},
            "encoding": encoding | {"stroke": accent_if_subject()}}  # fmt: skip


def _points(series: Sequence[Series], x: Spec, y: Spec) -> Spec:
    rows = [
        {"year": point.year, "value": point.value, "subject": line.is_subject, "estimated": point.is_estimated}
        for line in series
        for point in line.points
        if point.value is not None
    ]
    page = palette().surface.page
    fill = {"condition": [{"test": "datum.estimated", "value": page}, if_subject()], "value": palette().figure.muted}
    mark = {"type": "point", "shape": "circle", "size": 42, "strokeWidth": 2, "opacity": 1}
    encoding = {"x": x, "y": y, "fill": fill, "stroke": accent_if_subject()}
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def _ends(series: Sequence[Series], x: Spec, y: Spec, starts_at_zero: bool) -> list[Spec]:
    """The name of each line beside its last figure, pushed apart where two lines end close to each other."""
    ends = [(line, last) for line in series if (last := _last(line)) is not None]
    newest = max((point.year for line in series for point in line.points), default=0)
    texts = [wrap(_end_text(line, last, newest), END_LETTERS) for line, last in ends]
    values = [last.value or 0.0 for _, last in ends]
    known = [point.value for line in series for point in line.points if point.value is not None]
    shifts = _shifts(values, [len(text) for text in texts], [*known, 0.0] if starts_at_zero else known)
    return [
        _end(line, last, "\n".join(text), shift, {"x": x, "y": y})
        for (line, last), text, shift in zip(ends, texts, shifts, strict=True)
    ]


def _end_text(line: Series, last: Point, newest: int) -> str:
    """Name and figure; with its year where that is not the last on the axis."""
    name = line.label if last.year == newest else f"{line.label}, {last.year}"
    return named(name, last.text) if last.text else name


def _end(line: Series, last: Point, text: str, shift: float, place: Spec) -> Spec:
    row = {"year": last.year, "value": last.value, "text": text, "subject": line.is_subject}
    mark = {"type": "text", "align": "left", "baseline": "middle", "dx": 10, "dy": round(shift)}
    mark |= {"lineBreak": "\n", "lineHeight": TEXT_LINE}
    encoding = {**place, "text": {"field": "text"}, "fontWeight": bold_if_subject()}
    return {"data": {"values": [row]}, "mark": mark, "encoding": encoding}


def _last(line: Series) -> Point | None:
    return next((point for point in reversed(line.points) if point.value is not None), None)


def _shifts(values: Sequence[float], lines: Sequence[int], known: Sequence[float]) -> list[float]:
    """How far down (pixels) each label moves so that none covers another: half of what is missing, each way."""
    span = (max(known) - min(known) or 1.0) if known else 1.0
    places = [-value / span * LINE_HEIGHT for value in values]
    moved = list(places)
    order = sorted(range(len(values)), key=lambda one: places[one])
    for above, below in pairwise(order):
        missing = (lines[above] + lines[below]) * TEXT_LINE / 2 + 4 - (moved[below] - moved[above])
        if missing > 0:
            moved[above] -= missing / 2
            moved[below] += missing / 2
    return [new - old for new, old in zip(moved, places, strict=True)]


def _names_above(series: Sequence[Series]) -> list[Spec]:
    """On a narrow screen the names stand above the drawing, each behind a dot of its line's colour."""
    ends = [(line, last) for line in series if (last := _last(line)) is not None]
    texts = [wrap(named(f"{line.label}, {last.year}", last.text), NARROW_LABEL_LETTERS - 6) for line, last in ends]
    top, layers = -20 - TEXT_LINE * sum(map(len, texts)), []
    for (line, _), text in zip(ends, texts, strict=True):
        layers += _name_above(line, "\n".join(text), top)
        top += TEXT_LINE * len(text)
    return layers


def _name_above(line: Series, text: str, top: int) -> list[Spec]:
    data = {"values": [{"text": text, "subject": line.is_subject}]}
    dot = {"type": "point", "shape": "circle", "size": 60, "filled": True, "opacity": 1, "x": -38, "y": top}
    name = {"type": "text", "align": "left", "baseline": "middle", "x": -26, "y": top, "lineHeight": TEXT_LINE}
    words = {"text": {"field": "text"}, "fontWeight": bold_if_subject()}
    return [
        {"data": data, "mark": dot, "encoding": {"color": accent_if_subject()}},
        {"data": data, "mark": name | {"lineBreak": "\n"}, "encoding": words},
    ]


def _reference_level(reference: Reference, y: Spec) -> list[Spec]:
    data = {"values": [{"value": reference.value, "name": reference.label}]}
    colour = palette().text.muted
    rule = {"mark": {"type": "rule", "strokeDash": DASH, "color": colour}, "encoding": {"y": y}}
    name = {"mark": {"type": "text", "x": 4, "dy": -8, "align": "left", "color": colour}}
    name |= {"encoding": {"y": y, "text": {"field": "name"}}}
    return [{"data": data, **rule}, *([{"data": data, **name}] if reference.label else [])]


def _year_axis(years: Sequence[int], is_wide: bool) -> Spec:
    """Every year on wide screens, every other on narrow ones, the last one always."""
    shown = years if is_wide else years[::-1][::2][::-1]
    return {"title": None, "format": "d", "grid": False, "values": list(shown)}
