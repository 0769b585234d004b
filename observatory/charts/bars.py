"""Horizontal bars from zero, one row a name; what rests on estimates is hollow."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from observatory.charts.parts import (
    DASH,
    NARROW_LABEL_LETTERS,
    TEXT_LINE,
    Reference,
    Words,
    bold_if_subject,
    both_widths,
    if_subject,
    value_axis,
)
from portal.core.charts import WIDE, Chart, Spec
from portal.core.palette import palette

BAR_STEP = 30
BAR = 20
NARROW_BAR = 14
LABEL_ROOM = 300
LABEL_LETTERS = 44  # so many fit into a line of a label beside its bar
VALUE_ROOM = 90
LETTER = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """`text` is the formatted value that stands at the end of the bar."""

    label: str
    value: float
    text: str
    is_subject: bool = False
    is_estimated: bool = False


def bar_chart(words: Words, bars: Sequence[Bar], reference: Reference | None = None) -> Chart:
    """Horizontal bars from zero in the given order, values at their ends."""
    return both_widths(words, lambda width: _bars(words, bars, reference, width))


def _bars(words: Words, bars: Sequence[Bar], reference: Reference | None, width: int) -> Spec:
    """Each row is as high as its name needs; `from`, `to` and `name_at` are pixels from the top."""
    is_wide = width >= WIDE
    rows, height = _bar_rows(bars, is_wide)
    x = {"field": "value", "type": "quantitative", "scale": {"zero": True}, "axis": value_axis(words.unit)}
    layers = _reference_across(reference) if reference else []
    layers += [*_bar_names(height, is_wide), _bar_marks(x, height), _bar_values(x, height)]
    plot = width - VALUE_ROOM - (_label_room(bars) if is_wide else 0)
    return {"width": plot, "height": height, "data": {"values": rows}, "layer": layers}


def _label_room(bars: Sequence[Bar]) -> int:
    """Pixels beside the bars: short names need less, and the drawing keeps its scale."""
    longest = max((len(bar.label) for bar in bars), default=0)
    return min(LABEL_ROOM, LETTER * longest + 20)


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
    fill = {"condition": [{"test": "datum.estimated", "value": page}, if_subject()], "value": palette().figure.muted}
    stroke = {"condition": if_subject(), "value": palette().figure.muted}
    place = {"x": x, "x2": {"datum": 0}, "y": _from_top("from", height), "y2": {"field": "to"}}
    return {"mark": {"type": "rect", "strokeWidth": 1.5}, "encoding": {**place, "fill": fill, "stroke": stroke}}


def _bar_values(x: Spec, height: int) -> Spec:
    mark = {"type": "text", "align": "left", "baseline": "middle", "dx": 6}
    encoding = {"x": x, "y": _from_top("middle", height), "text": {"field": "text"}, "fontWeight": bold_if_subject()}
    return {"mark": mark, "encoding": encoding}


def _bar_names(height: int, is_wide: bool) -> list[Spec]:
    """Names beside the bars, or above them on a pale ground where lines of the axis would cross the letters."""
    mark = {"type": "text", "baseline": "middle", "lineBreak": "\n", "lineHeight": TEXT_LINE}
    mark |= {"align": "right", "x": -8} if is_wide else {"align": "left", "x": 0}
    ground = {"stroke": palette().surface.page, "strokeWidth": 5}
    encoding = {"y": _from_top("name_at", height), "text": {"field": "label"}}
    return [{"mark": mark | style, "encoding": encoding} for style in (ground, {})]


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
