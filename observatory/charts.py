"""Charts of the Observatory: from answers to Vega-Lite specifications, in a wide and a narrow form.

One message a chart: the subject in the accent colour, the rest grey, labels at the marks instead of a legend.
Bars start at zero. A year without a figure is a gap in the line. What rests on estimates is hollow or dashed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap
from typing import Any

from portal.core.charts import NARROW, WIDE, Chart, Spec
from portal.core.formatting import named
from portal.core.palette import palette

BAR_STEP = 30
BAR = 20
NARROW_BAR = 14
LABEL_ROOM = 300
LABEL_LETTERS = 44  # so many fit into a line of a label beside its bar,
NARROW_LABEL_LETTERS = 50  # above its bar on a narrow screen,
END_LETTERS = 32  # and at the end of a line
TEXT_LINE = 16
VALUE_ROOM = 90
LINE_HEIGHT = 300
STRIP_HEIGHT = 70
DASH = [5, 4]
# The unit stands above the axis, where it is read without turning the head.
UPRIGHT_TITLE = {"titleAngle": 0, "titleAlign": "left", "titleBaseline": "bottom", "titleX": -44, "titleY": -12}


@dataclass(frozen=True, slots=True)
class Bar:
    """`text` is the formatted value that stands at the end of the bar."""

    label: str
    value: float
    text: str
    is_subject: bool = False
    is_estimated: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A line to compare with: 1 for quotients, 100 for an index."""

    value: float
    label: str


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


@dataclass(frozen=True, slots=True)
class Words:
    """What a chart says: its id on the page, its message, the sentence that sums it up, the unit of its values."""

    id: str
    title: str
    summary: str
    unit: str = ""


def bar_chart(words: Words, bars: Sequence[Bar], reference: Reference | None = None) -> Chart:
    """Horizontal bars from zero in the given order, values at their ends."""
    return _chart(words, lambda width: _bars(words, bars, reference, width))


def line_chart(words: Words, series: Sequence[Series], *, starts_at_zero: bool = True,
               reference: Reference | None = None) -> Chart:  # fmt: skip
    """Lines over years. Only neighbouring years are joined, so a missing year is a gap."""
    return _chart(words, lambda width: _lines(words, series, starts_at_zero, reference, width))


def strip_chart(words: Words, marks: Sequence[Bar], reference: Reference | None = None) -> Chart:
    """Every value as a tick on one axis, the subject taller and labelled: where it stands among the others."""
    return _chart(words, lambda width: _strip(words, marks, reference, width))


def _chart(words: Words, build: Callable[[int], Spec]) -> Chart:
    return Chart(words.id, words.title, words.summary, build(WIDE), build(NARROW))


def _bars(words: Words, bars: Sequence[Bar], reference: Reference | None, width: int) -> Spec:
    """Each row is as high as its name needs; `from`, `to` and `name_at` are pixels from the top."""
    is_wide = width >= WIDE
    rows, height = _bar_rows(bars, is_wide)
    x = {"field": "value", "type": "quantitative", "scale": {"zero": True}, "axis": _value_axis(words.unit)}
    layers = _reference_across(reference) if reference else []
    layers += [*_bar_names(height, is_wide), _bar_marks(x, height), _bar_values(x, height)]
    plot = width - VALUE_ROOM - (LABEL_ROOM if is_wide else 0)
    return {"width": plot, "height": height, "data": {"values": rows}, "layer": layers}


def _bar_rows(bars: Sequence[Bar], is_wide: bool) -> tuple[list[dict[str, Any]], int]:
    rows, top = [], 0
    for bar in bars:
        name = wrap(bar.label, LABEL_LETTERS if is_wide else NARROW_LABEL_LETTERS) or [""]
        high = TEXT_LINE * len(name)
        room = max(BAR_STEP, high + 8) if is_wide else high + NARROW_BAR + 16
        start = top + (room - BAR) // 2 if is_wide else top + high + 6
        end = start + (BAR if is_wide else NARROW_BAR)
        name_at = (top + room / 2 if is_wide else top + high / 2 + 3) - TEXT_LINE * (len(name) - 1) / 2
        place = {"from": start, "to": end, "middle": (start + end) / 2, "name_at": name_at}
        rows.append(_bar_row(bar) | place | {"label": "\n".join(name)})
        top += room
    return rows, top


def _bar_row(bar: Bar) -> dict[str, Any]:
    row: dict[str, Any] = {"label": bar.label, "value": bar.value, "text": bar.text}
    return row | {"subject": bar.is_subject, "estimated": bar.is_estimated}


def _from_top(field: str, height: int) -> Spec:
    """A place in pixels, counted from the top."""
    scale = {"domain": [0, height], "reverse": True, "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": None}


def _bar_marks(x: Spec, height: int) -> Spec:
    """Hollow where estimated: the fill is the page's, the line keeps the colour."""
    page = palette().surface.page
    fill = {"condition": [{"test": "datum.estimated", "value": page}, _if_subject()], "value": palette().figure.muted}
    stroke = {"condition": _if_subject(), "value": palette().figure.muted}
    place = {"x": x, "x2": {"datum": 0}, "y": _from_top("from", height), "y2": {"field": "to"}}
    return {"mark": {"type": "rect", "strokeWidth": 1.5}, "encoding": {**place, "fill": fill, "stroke": stroke}}


def _bar_values(x: Spec, height: int) -> Spec:
    mark = {"type": "text", "align": "left", "baseline": "middle", "dx": 6}
    encoding = {"x": x, "y": _from_top("middle", height), "text": {"field": "text"}, "fontWeight": _bold_if_subject()}
    return {"mark": mark, "encoding": encoding}


def _bar_names(height: int, is_wide: bool) -> list[Spec]:
    """Names beside the bars, or above them on a pale ground where lines of the axis would cross the letters."""
    mark = {"type": "text", "baseline": "middle", "lineBreak": "\n", "lineHeight": TEXT_LINE}
    mark |= {"align": "right", "x": -8} if is_wide else {"align": "left", "x": 0}
    ground = {"stroke": palette().surface.page, "strokeWidth": 5}
    encoding = {"y": _from_top("name_at", height), "text": {"field": "label"}}
    return [{"mark": mark | style, "encoding": encoding} for style in (ground, {})]


def _lines(
    words: Words, series: Sequence[Series], starts_at_zero: bool, reference: Reference | None, width: int
) -> Spec:
    is_wide = width >= WIDE
    years = sorted({point.year for line in series for point in line.points})
    x = {"field": "year", "type": "quantitative", "axis": _year_axis(years, is_wide)}
    x["scale"] = {"domain": [years[0], years[-1]], "nice": False, "padding": 8} if years else {}
    scale = {"zero": starts_at_zero}
    y = {"field": "value", "type": "quantitative", "scale": scale, "axis": _value_axis(words.unit) | UPRIGHT_TITLE}
    layers = [_segments(series, x, y), _points(series, x, y)]
    layers += _ends(series, x, y, starts_at_zero) if is_wide else _names_above(series)
    if reference:
        layers.extend(_reference_level(reference, y))
    plot = width - (LABEL_ROOM if is_wide else 70)
    return {"width": plot, "height": LINE_HEIGHT if is_wide else LINE_HEIGHT - 60, "layer": layers}


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
            "encoding": encoding | {"stroke": _accent_if_subject()}}  # fmt: skip


def _points(series: Sequence[Series], x: Spec, y: Spec) -> Spec:
    rows = [
        {"year": point.year, "value": point.value, "subject": line.is_subject, "estimated": point.is_estimated}
        for line in series
        for point in line.points
        if point.value is not None
    ]
    page = palette().surface.page
    fill = {"condition": [{"test": "datum.estimated", "value": page}, _if_subject()], "value": palette().figure.muted}
    mark = {"type": "point", "shape": "circle", "size": 42, "strokeWidth": 2, "opacity": 1}
    encoding = {"x": x, "y": y, "fill": fill, "stroke": _accent_if_subject()}
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def _ends(series: Sequence[Series], x: Spec, y: Spec, starts_at_zero: bool) -> list[Spec]:
    """The name of each line beside its last figure, pushed apart where two lines end close to each other."""
    ends = [(line, last) for line in series if (last := _last(line)) is not None]
    texts = [wrap(named(line.label, last.text) if last.text else line.label, END_LETTERS) for line, last in ends]
    values = [last.value or 0.0 for _, last in ends]
    known = [point.value for line in series for point in line.points if point.value is not None]
    shifts = _shifts(values, [len(text) for text in texts], [*known, 0.0] if starts_at_zero else known)
    return [
        _end(line, last, "\n".join(text), shift, {"x": x, "y": y})
        for (line, last), text, shift in zip(ends, texts, shifts, strict=True)
    ]


def _end(line: Series, last: Point, text: str, shift: float, place: Spec) -> Spec:
    row = {"year": last.year, "value": last.value, "text": text, "subject": line.is_subject}
    mark = {"type": "text", "align": "left", "baseline": "middle", "dx": 10, "dy": round(shift)}
    mark |= {"lineBreak": "\n", "lineHeight": TEXT_LINE}
    encoding = {**place, "text": {"field": "text"}, "fontWeight": _bold_if_subject()}
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
    words = {"text": {"field": "text"}, "fontWeight": _bold_if_subject()}
    return [
        {"data": data, "mark": dot, "encoding": {"color": _accent_if_subject()}},
        {"data": data, "mark": name | {"lineBreak": "\n"}, "encoding": words},
    ]


def _strip(words: Words, marks: Sequence[Bar], reference: Reference | None, width: int) -> Spec:
    x = {"field": "value", "type": "quantitative", "scale": {"zero": True}, "axis": _value_axis(words.unit)}
    rows = sorted((_bar_row(mark) for mark in marks), key=lambda row: bool(row["subject"]))
    size = {"condition": {"test": "datum.subject", "value": STRIP_HEIGHT}, "value": STRIP_HEIGHT // 2}
    tick = {"mark": {"type": "tick", "thickness": 2, "opacity": 0.9}}
    tick |= {"encoding": {"x": x, "size": size, "color": _accent_if_subject()}}
    name = {"mark": {"type": "text", "dy": -STRIP_HEIGHT // 2 - 10, "fontWeight": "bold"}}
    name |= {"encoding": {"x": x, "text": {"field": "label"}}, "transform": [{"filter": "datum.subject"}]}
    layers = [tick, name, *(_reference_across(reference) if reference else ())]
    return {"width": width - 40, "height": STRIP_HEIGHT, "data": {"values": rows}, "layer": layers}


def _reference_across(reference: Reference) -> list[Spec]:
    """An upright line through all bars with its name above."""
    data = {"values": [{"at": reference.value, "name": reference.label}]}
    x = {"field": "at", "type": "quantitative"}
    colour = palette().text.muted
    rule = {"mark": {"type": "rule", "strokeDash": DASH, "color": colour}, "encoding": {"x": x, "y": None}}
    name = {
        "mark": {"type": "text", "y": -8, "color": colour},
        "encoding": {"x": x, "y": None, "text": {"field": "name"}},
    }
    return [{"data": data, **rule}, {"data": data, **name}]


def _reference_level(reference: Reference, y: Spec) -> list[Spec]:
    data = {"values": [{"value": reference.value, "name": reference.label}]}
    colour = palette().text.muted
    rule = {"mark": {"type": "rule", "strokeDash": DASH, "color": colour}, "encoding": {"y": y}}
    name = {"mark": {"type": "text", "x": 4, "dy": -8, "align": "left", "color": colour}}
    name |= {"encoding": {"y": y, "text": {"field": "name"}}}
    return [{"data": data, **rule}, {"data": data, **name}]


def _value_axis(unit: str) -> Spec:
    return {"title": unit or None, "domain": False, "ticks": False, "tickCount": 5, "labelPadding": 6}


def _year_axis(years: Sequence[int], is_wide: bool) -> Spec:
    """Every year on wide screens, every other on narrow ones, the last one always."""
    shown = years if is_wide else years[::-1][::2][::-1]
    return {"title": None, "format": "d", "grid": False, "values": list(shown)}


def _if_subject() -> Spec:
    return {"test": "datum.subject", "value": palette().figure.accent}


def _accent_if_subject() -> Spec:
    return {"condition": _if_subject(), "value": palette().figure.muted}


def _bold_if_subject() -> Spec:
    return {"condition": {"test": "datum.subject", "value": "bold"}, "value": "normal"}
