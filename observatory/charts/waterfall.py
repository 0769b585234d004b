"""A waterfall: from a first level to a last one by steps up and down, each row starting where the last one ended."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from observatory.charts.parts import NARROW_LABEL_LETTERS, TEXT_LINE, Words, both_widths, value_axis
from portal.core.charts import WIDE, Chart, Spec
from portal.core.palette import palette

STEP, BAR, NARROW_BAR = 44, 26, 18
LABEL_ROOM, LABEL_LETTERS = 250, 36
VALUE_ROOM = 120
AIR = 0.25  # of the longest way, left free beside the levels where these are cut


@dataclass(frozen=True, slots=True)
class Step:
    """`value` is a level where `is_level`, else a change; `text` stands beside the bar. `is_hollow`: not published."""

    label: str
    value: float
    text: str
    is_level: bool = False
    is_hollow: bool = False


def waterfall_chart(words: Words, steps: Sequence[Step]) -> Chart:
    """Rows from top to bottom; the first and the last are levels.

    Levels are points on a scale that need not begin at zero (the changes would be hairs), so they are drawn as
    marks and not as bars: only changes have a length.
    """
    return both_widths(words, lambda width: _waterfall(words, steps, width))


def _waterfall(words: Words, steps: Sequence[Step], width: int) -> Spec:
    is_wide = width >= WIDE
    rows, height = _rows(steps, is_wide)
    ends = [row[end] for row in rows for end in ("from", "to")]
    span = (max(ends) - min(ends)) or 1.0
    room = AIR if is_wide else 0.38
    domain = [min(ends) - 0.06 * span, max(ends) + room * span]
    x = {"type": "quantitative", "scale": {"domain": domain, "nice": False, "zero": False}}
    axis = value_axis(words.unit) | {"tickCount": 4 if is_wide else 3}
    # Names before bars: their pale ground, which keeps lines off the letters, must not cut into a bar.
    layers = [_connectors(rows, x, height), *_labels(height, is_wide), _bars(x, axis, height)]
    layers += [_levels(x, height), _values(x, height)]
    plot = width - (LABEL_ROOM + 20 if is_wide else 20)
    return {"width": plot, "height": height, "data": {"values": rows}, "layer": layers}


def _rows(steps: Sequence[Step], is_wide: bool) -> tuple[list[dict[str, Any]], int]:
    """Each row with its ends on the scale and its place in pixels from the top."""
    rows: list[dict[str, Any]] = []
    at, top = 0.0, 0
    for step in steps:
        start = step.value if step.is_level else at
        end = step.value if step.is_level else at + step.value
        name = wrap(step.label, LABEL_LETTERS if is_wide else NARROW_LABEL_LETTERS)
        high = TEXT_LINE * len(name)
        room = max(STEP, high + 10) if is_wide else high + NARROW_BAR + 18
        bar = BAR if is_wide else NARROW_BAR
        first = top + (room - bar) / 2 if is_wide else top + high + 8
        name_at = (top + room / 2 if is_wide else top + high / 2 + 4) - TEXT_LINE * (len(name) - 1) / 2
        rows.append({"from": start, "to": end, "right": max(start, end), "text": step.text, "level": step.is_level,
                     "tone": _tone(step), "line": _line(step), "top": first, "bottom": first + bar,
                     "middle": first + bar / 2, "label": "\n".join(name), "name_at": name_at})  # fmt: skip
        at, top = end, top + room
    return rows, top


def _tone(step: Step) -> str:
    return palette().surface.page if step.is_hollow else _line(step)


def _line(step: Step) -> str:
    """Up in the accent colour, down in the other colour of the diverging scale; not published is grey."""
    if step.is_hollow:
        return palette().figure.axis
    return palette().figure.accent if step.value >= 0 else palette().diverging.fill[-1]


def _y(field: str, height: int) -> Spec:
    scale = {"domain": [0, height], "reverse": True, "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": None}


def _bars(x: Spec, axis: Spec, height: int) -> Spec:
    encoding = {"x": {**x, "field": "from", "axis": axis}, "x2": {"field": "to"}}
    encoding |= {"y": _y("top", height), "y2": {"field": "bottom"}}
    encoding |= {"fill": {"field": "tone", "type": "nominal", "scale": None}}
    encoding |= {"stroke": {"field": "line", "type": "nominal", "scale": None}}
    return {"transform": [{"filter": "!datum.level"}], "mark": {"type": "rect", "strokeWidth": 1.5},
            "encoding": encoding}  # fmt: skip


def _connectors(rows: Sequence[dict[str, Any]], x: Spec, height: int) -> Spec:
    """A thin line from the end of a row to the start of the next."""
    data = [{"at": one["to"], "top": one["bottom"], "bottom": two["top"]}
            for one, two in itertools.pairwise(rows)]  # fmt: skip
    encoding = {"x": {**x, "field": "at"}, "y": _y("top", height), "y2": {"field": "bottom"}}
    return {"data": {"values": data}, "mark": {"type": "rule", "color": palette().figure.axis}, "encoding": encoding}


def _levels(x: Spec, height: int) -> Spec:
    mark = {"type": "rule", "strokeWidth": 4, "color": palette().text.text}
    encoding = {"x": {**x, "field": "to"}, "y": _y("top", height), "y2": {"field": "bottom"}}
    return {"transform": [{"filter": "datum.level"}], "mark": mark, "encoding": encoding}


def _values(x: Spec, height: int) -> Spec:
    mark = {"type": "text", "align": "left", "baseline": "middle", "dx": 8}
    weight = {"condition": {"test": "datum.level", "value": "bold"}, "value": "normal"}
    encoding = {"x": {**x, "field": "right"}, "y": _y("middle", height), "text": {"field": "text"}}
    return {"mark": mark, "encoding": encoding | {"fontWeight": weight}}


def _labels(height: int, is_wide: bool) -> list[Spec]:
    mark = {"type": "text", "baseline": "middle", "lineBreak": "\n", "lineHeight": TEXT_LINE}
    mark |= {"align": "right", "x": -10} if is_wide else {"align": "left", "x": 0}
    ground = {"stroke": palette().surface.page, "strokeWidth": 5}
    encoding = {"y": _y("name_at", height), "text": {"field": "label"}}
    return [{"mark": mark | style, "encoding": encoding} for style in (ground, {})]
