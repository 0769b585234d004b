"""Charts of the Observatory: from answers to Vega-Lite specifications, in a wide and a narrow form.

One message a chart: the subject in the accent colour, the rest grey, labels at the marks instead of a legend.
Bars start at zero. A year without a figure is a gap in the line. What rests on estimates is hollow or dashed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from portal.core.charts import NARROW, WIDE, Chart, Spec
from portal.core.palette import palette

BAR_STEP = 30
NARROW_BAR_STEP = 46  # the label stands above its bar
LABEL_ROOM = 300
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
    is_wide = width >= WIDE
    plot = width - VALUE_ROOM - (LABEL_ROOM if is_wide else 0)
    x = {"field": "value", "type": "quantitative", "scale": {"zero": True}, "axis": _value_axis(words.unit)}
    y = {"field": "position", "type": "ordinal", "scale": {"paddingInner": 0.3 if is_wide else 0.6}}
    y["axis"] = _bar_labels(bars) if is_wide else None
    layers = _reference_across(reference) if reference else []
    layers += [_bar_marks(x, is_wide), _bar_values(x, is_wide)]
    if not is_wide:
        layers.append(_labels_above())
    rows = [_bar_row(position, bar) for position, bar in enumerate(bars)]
    step = BAR_STEP if is_wide else NARROW_BAR_STEP
    return {"width": plot, "height": {"step": step}, "data": {"values": rows}, "encoding": {"y": y}, "layer": layers}


def _bar_row(position: int, bar: Bar) -> dict[str, Any]:
    row: dict[str, Any] = {"position": position, "label": bar.label, "value": bar.value, "text": bar.text}
    return row | {"subject": bar.is_subject, "estimated": bar.is_estimated}


def _bar_marks(x: Spec, is_wide: bool) -> Spec:
    """Hollow where estimated: the fill is the page's, the line keeps the colour."""
    page = palette().surface.page
    mark = {"type": "bar", "strokeWidth": 1.5} | ({} if is_wide else {"height": {"band": 0.5}, "yOffset": 10})
    fill = {"condition": [{"test": "datum.estimated", "value": page}, _if_subject()], "value": palette().figure.muted}
    stroke = {"condition": _if_subject(), "value": palette().figure.muted}
    return {"mark": mark, "encoding": {"x": x, "fill": fill, "stroke": stroke}}


def _bar_values(x: Spec, is_wide: bool) -> Spec:
    mark = {"type": "text", "align": "left", "dx": 6, "yOffset": 0 if is_wide else 10}
    return {"mark": mark, "encoding": {"x": x, "text": {"field": "text"}, "fontWeight": _bold_if_subject()}}


def _labels_above() -> Spec:
    mark = {"type": "text", "align": "left", "x": 0, "yOffset": -11, "limit": NARROW}
    return {"mark": mark, "encoding": {"text": {"field": "label"}, "fontWeight": _bold_if_subject()}}


def _bar_labels(bars: Sequence[Bar]) -> Spec:
    names = "[" + ",".join(_quoted(bar.label) for bar in bars) + "]"
    colour = palette().text.text
    style = {"ticks": False, "domain": False, "labelPadding": 8, "labelLimit": LABEL_ROOM - 10, "labelColor": colour}
    return style | {"title": None, "labelExpr": f"{names}[datum.value]"}


def _lines(
    words: Words, series: Sequence[Series], starts_at_zero: bool, reference: Reference | None, width: int
) -> Spec:
    is_wide = width >= WIDE
    years = sorted({point.year for line in series for point in line.points})
    x = {"field": "year", "type": "quantitative", "axis": _year_axis(years, is_wide)}
    x["scale"] = {"domain": [years[0], years[-1]], "nice": False, "padding": 8} if years else {}
    scale = {"zero": starts_at_zero}
    y = {"field": "value", "type": "quantitative", "scale": scale, "axis": _value_axis(words.unit) | UPRIGHT_TITLE}
    layers = [_segments(series, x, y), _points(series, x, y), _ends(series, x, y, is_wide)]
    if reference:
        layers.extend(_reference_level(reference, y))
    plot = width - (LABEL_ROOM if is_wide else 60)
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


def _ends(series: Sequence[Series], x: Spec, y: Spec, is_wide: bool) -> Spec:
    """The name of each line at its last figure: beside it on wide screens, above it on narrow ones."""
    rows = []
    for line in series:
        last = next((point for point in reversed(line.points) if point.value is not None), None)
        if last is not None:
            text = f"{line.label}: {last.text}" if last.text else line.label
            rows.append({"year": last.year, "value": last.value, "text": text, "subject": line.is_subject})
    place = {"align": "left", "dx": 10, "limit": LABEL_ROOM - 70} if is_wide else {"align": "right", "dy": -12}
    encoding = {"x": x, "y": y, "text": {"field": "text"}, "fontWeight": _bold_if_subject()}
    return {"data": {"values": rows}, "mark": {"type": "text", "baseline": "middle", **place}, "encoding": encoding}


def _strip(words: Words, marks: Sequence[Bar], reference: Reference | None, width: int) -> Spec:
    x = {"field": "value", "type": "quantitative", "scale": {"zero": True}, "axis": _value_axis(words.unit)}
    rows = sorted((_bar_row(0, mark) for mark in marks), key=lambda row: bool(row["subject"]))
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


def _quoted(text: str) -> str:
    """`text` as a literal of Vega's expression language."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
