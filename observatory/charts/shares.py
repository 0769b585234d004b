"""Bars that divide a whole: one row a name, its parts side by side from 0 to 100 %, with a legend above."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from observatory.charts.parts import Words, both_widths
from portal.core.charts import WIDE, Chart, Spec
from portal.core.palette import palette

ROW = 24
BAR = 16
NARROW_ROW = 40
LETTER = 7
MOST_ROOM = 220


@dataclass(frozen=True, slots=True)
class Divided:
    """`parts` are shares in the order of the legend, 0–1 each; `text` stands at the end of the bar."""

    label: str
    parts: tuple[float, ...]
    text: str = ""


def shares_chart(words: Words, names: Sequence[str], rows: Sequence[Divided]) -> Chart:
    """`names` are those of the parts, the first in the accent colour, the last the palest."""
    return both_widths(words, lambda width: _spec(words, names, rows, width))


def fills(count: int) -> list[str]:
    """The first part in the accent colour, then ever paler."""
    colours = [palette().figure.accent, palette().figure.star, palette().figure.no_data_hatch, palette().figure.grid]
    return [*colours[: count - 1], colours[-1]]


def _spec(words: Words, names: Sequence[str], rows: Sequence[Divided], width: int) -> Spec:
    is_wide = width >= WIDE
    room = min(MOST_ROOM, LETTER * max((len(row.label) for row in rows), default=0) + 20) if is_wide else 0
    return {
        "width": width - room - 70,
        "height": {"step": ROW if is_wide else NARROW_ROW},
        "data": {"values": _values(names, rows)},
        "layer": [_bars(names, is_wide), _texts(), *([] if is_wide else [_names()])],
        "encoding": {"y": _rows_axis(rows, is_wide)},
    }


def _values(names: Sequence[str], rows: Sequence[Divided]) -> list[dict[str, Any]]:
    found = []
    for row in rows:
        start = 0.0
        for place, part in enumerate(row.parts):
            piece = {"label": row.label, "part": names[place], "from": start, "to": start + part, "text": row.text}
            found.append(piece | {"is_last": place == len(row.parts) - 1})
            start += part
    return found


def _rows_axis(rows: Sequence[Divided], is_wide: bool) -> Spec:
    axis = {"title": None, "domain": False, "ticks": False, "labelPadding": 8} if is_wide else None
    return {"field": "label", "type": "nominal", "sort": [row.label for row in rows], "axis": axis}


def _bars(names: Sequence[str], is_wide: bool) -> Spec:
    axis = {"title": None, "domain": False, "ticks": False, "format": "%", "tickCount": 5, "orient": "top"}
    x = {"field": "from", "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": axis}
    colour = {
        "field": "part",
        "type": "nominal",
        "scale": {"domain": list(names), "range": fills(len(names))},
        "legend": {
            "title": None,
            "orient": "top",
            "labelFontSize": 13,
            "labelLimit": 320,
            "columns": 3 if is_wide else 1,
        },
    }
    stroke = {"value": palette().figure.axis}
    mark = {"type": "bar", "height": BAR, "strokeWidth": 0.4, "yOffset": 0 if is_wide else 8}
    return {"mark": mark, "encoding": {"x": x, "x2": {"field": "to"}, "color": colour, "stroke": stroke}}


def _texts() -> Spec:
    """The share of the first part at the end of each bar."""
    mark = {"type": "text", "align": "left", "dx": 6, "baseline": "middle"}
    x = {"datum": 1, "type": "quantitative"}
    only = [{"filter": "datum.is_last"}]
    return {"transform": only, "mark": mark, "encoding": {"x": x, "text": {"field": "text"}}}


def _names() -> Spec:
    """On narrow screens names stand above their bars."""
    mark = {"type": "text", "align": "left", "baseline": "bottom", "dy": -3}
    x = {"datum": 0, "type": "quantitative"}
    only = [{"filter": "datum.is_last"}]
    return {"transform": only, "mark": mark, "encoding": {"x": x, "text": {"field": "label"}}}
