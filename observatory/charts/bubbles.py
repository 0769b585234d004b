"""Bubbles: a quotient (logarithmic, around 1) against a rate (around 0), the area of a bubble a number of persons.

Positions are computed here, so that names find room beside their bubbles: the few that matter are named in full, the
next ones by their short name, and on narrow screens all by their short name.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from observatory.charts.naming import LETTER, Mark, Room, name_layers, place_names
from observatory.charts.parts import DASH, TEXT_LINE, Words, both_widths
from portal.core.charts import WIDE, Chart, Spec
from portal.core.palette import palette

LEAST_QUOTIENT, MOST_RATE = 0.1, 0.2
TELLING = 0.03  # of the largest bubble: smaller ones do not stretch the scales, they stand at the edge
PADDING = 1.15  # of the widest distance from the middle
NAME_LETTERS, NARROW_LETTERS = 30, 18
NAMED_IN_FULL, NAMED = 7, 16
NARROW_NAMED = 7
EDGE = 8  # pixels: what is off the scale stands inside the drawing
CORNER = 14  # clear of the small bubbles at the edge


@dataclass(frozen=True, slots=True)
class Bubble:
    """`tone` is a place in the chart's tones; bubbles come in the order in which they deserve a name."""

    name: str
    short: str
    quotient: float
    rate: float
    persons: float
    tone: int


@dataclass(frozen=True, slots=True)
class Quadrants:
    """Words in the corners: above and below the middle, left and right of it; titles of the axes."""

    upper_left: str
    upper_right: str
    lower_left: str
    lower_right: str
    x_title: str
    y_title: str


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour and what it stands for; `is_hollow` has only a line."""

    label: str
    colour: str
    is_hollow: bool = False


@dataclass(frozen=True, slots=True)
class _Frame:
    """The drawing in pixels and the ends of both scales."""

    width: int
    height: int
    most_radius: float
    quotients: tuple[float, float]
    rates: tuple[float, float]
    is_wide: bool

    def x(self, quotient: float) -> float:
        low, high = (math.log(end) for end in self.quotients)
        place = (math.log(min(max(quotient, self.quotients[0]), self.quotients[1])) - low) / (high - low) * self.width
        return min(max(place, EDGE), self.width - EDGE)

    def y(self, rate: float) -> float:
        low, high = self.rates
        place = (high - min(max(rate, low), high)) / (high - low) * self.height
        return min(max(place, EDGE), self.height - EDGE)


def bubble_chart(words: Words, bubbles: Sequence[Bubble], quadrants: Quadrants, tones: Sequence[Tone]) -> Chart:
    """Bubbles with their names; values beyond the scales stand at its edge."""
    return both_widths(words, lambda width: _bubbles(bubbles, quadrants, tones, width))


def beyond(bubbles: Sequence[Bubble]) -> int:
    """How many bubbles stand at the edge because their values are off the scales."""
    (low, high), (fall, rise) = _quotients(bubbles), _rates(bubbles)
    return sum(not (low <= one.quotient <= high and fall <= one.rate <= rise) for one in bubbles)


def _telling(bubbles: Sequence[Bubble]) -> list[Bubble]:
    """Bubbles large enough to set the scales; all of them where few are."""
    most = max((one.persons for one in bubbles), default=0.0)
    return [one for one in bubbles if one.persons >= TELLING * most] or list(bubbles)


def _quotients(bubbles: Sequence[Bubble]) -> tuple[float, float]:
    """Ends of the scale of quotients, at least from 0.6 to 2."""
    logs = [math.log(max(one.quotient, LEAST_QUOTIENT)) for one in _telling(bubbles)]
    return math.exp(min([*logs, -0.5]) * PADDING), math.exp(max([*logs, 0.7]) * PADDING)


def _rates(bubbles: Sequence[Bubble]) -> tuple[float, float]:
    """Ends of the scale of rates: zero is on it, and there is room for the words in the corners."""
    rates = [max(-MOST_RATE, min(MOST_RATE, one.rate)) for one in _telling(bubbles)] or [0.0]
    low, high = min([*rates, 0.0]), max([*rates, 0.0])
    span = max(high - low, 0.04)
    return low - span * 0.14, high + span * 0.18


def _bubbles(bubbles: Sequence[Bubble], quadrants: Quadrants, tones: Sequence[Tone], width: int) -> Spec:
    frame = _frame(bubbles, width)
    most = max((one.persons for one in bubbles), default=1.0)
    rows = [_row(one, frame, frame.most_radius * math.sqrt(one.persons / most), tones[one.tone]) for one in bubbles]
    layers = [
        _axes(frame, quadrants),
        *_lines(),
        _corners(frame, quadrants),
        _marks(sorted(rows, key=lambda row: (row["fill"] != palette().surface.page, -row["radius"]))),
        *_names(bubbles, rows, frame),
        *_key(tones, sorted({one.tone for one in bubbles}), frame),
    ]
    return {"width": frame.width, "height": frame.height, "layer": layers}


def _frame(bubbles: Sequence[Bubble], width: int) -> _Frame:
    is_wide = width >= WIDE
    return _Frame(
        width=width - (70 if is_wide else 52),
        height=460 if is_wide else 400,
        most_radius=38.0 if is_wide else 22.0,
        quotients=_quotients(bubbles),
        rates=_rates(bubbles),
        is_wide=is_wide,
    )


def _row(one: Bubble, frame: _Frame, radius: float, tone: Tone) -> dict[str, Any]:
    fill = palette().surface.page if tone.is_hollow else tone.colour
    place = {"x": frame.x(one.quotient), "y": frame.y(one.rate), "radius": max(radius, 3.0)}
    return place | {"size": math.pi * place["radius"] ** 2, "fill": fill, "line": tone.colour}


def _pixels(field: str, length: int, *, is_upright: bool = False) -> Spec:
    scale = {"domain": [0, length], "nice": False, "zero": False} | ({"reverse": True} if is_upright else {})
    return {"field": field, "type": "quantitative", "scale": scale, "axis": None}


def _axes(frame: _Frame, words: Quadrants) -> Spec:
    """Nothing but the two axes: the marks stand in pixels."""
    ticks = [
        value for value in (0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32) if frame.quotients[0] <= value <= frame.quotients[1]
    ]
    x_axis = {"title": words.x_title, "values": ticks, "grid": False, "domain": False, "format": "~g"}
    y_axis = {"title": words.y_title, "tickCount": 6, "grid": True, "domain": False, "ticks": False}
    y_axis |= {"labelExpr": "datum.value === 0 ? format(0, '.0%') : format(datum.value, '+~%')"}
    y_axis |= {"titleAngle": 0, "titleAlign": "left", "titleBaseline": "bottom", "titleX": -40, "titleY": -8}
    x = {"field": "quotient", "type": "quantitative", "axis": x_axis}
    x["scale"] = {"type": "log", "domain": list(frame.quotients), "nice": False}
    y = {"field": "rate", "type": "quantitative", "axis": y_axis}
    y["scale"] = {"domain": list(frame.rates), "nice": False, "zero": False}
    return {"data": {"values": [{"quotient": 1, "rate": 0}]}, "mark": {"type": "point", "opacity": 0},
            "encoding": {"x": x, "y": y}}  # fmt: skip


def _lines() -> list[Spec]:
    """The middle of both scales."""
    mark = {"type": "rule", "strokeDash": DASH, "color": palette().text.muted}
    return [
        {"data": {"values": [{"quotient": 1}]}, "mark": mark,
         "encoding": {"x": {"field": "quotient", "type": "quantitative"}}},
        {"data": {"values": [{"rate": 0}]}, "mark": mark,
         "encoding": {"y": {"field": "rate", "type": "quantitative"}}},
    ]  # fmt: skip


def _corners(frame: _Frame, words: Quadrants) -> Spec:
    edges = ((CORNER, "left"), (frame.width - 6, "right"))
    texts = ((words.upper_left, words.upper_right), (words.lower_left, words.lower_right))
    layers = []
    for line, y in zip(texts, (14, frame.height - 10), strict=True):
        for text, (x, align) in zip(line, edges, strict=True):
            letters = 60 if frame.is_wide else 18
            lines = wrap(text, letters)
            top = y if y < frame.height / 2 else y - TEXT_LINE * (len(lines) - 1)
            mark = {"type": "text", "x": x, "y": top, "align": align, "fontStyle": "italic", "lineBreak": "\n"}
            mark |= {"color": palette().text.muted, "fontSize": 13 if frame.is_wide else 12, "lineHeight": TEXT_LINE}
            layers.append({"data": {"values": [{"text": "\n".join(lines)}]}, "mark": mark,
                           "encoding": {"text": {"field": "text"}}})  # fmt: skip
    return {"layer": layers}


def _marks(rows: Sequence[dict[str, Any]]) -> Spec:
    mark = {"type": "point", "shape": "circle", "filled": True, "opacity": 0.85, "strokeWidth": 1.2, "strokeOpacity": 1}
    places = [{key: row[key] for key in ("x", "y", "size", "fill", "line")} for row in rows]
    encoding = {"x": {"field": "x", "type": "quantitative", "scale": None}}
    encoding |= {"y": {"field": "y", "type": "quantitative", "scale": None}}
    encoding |= {"size": {"field": "size", "type": "quantitative", "scale": None}}
    encoding |= {"fill": {"field": "fill", "type": "nominal", "scale": None}}
    encoding |= {"stroke": {"field": "line", "type": "nominal", "scale": None}}
    return {"data": {"values": places}, "mark": mark, "encoding": encoding, "resolve": {"scale": {"x": "independent"}}}


def _names(bubbles: Sequence[Bubble], rows: Sequence[dict[str, Any]], frame: _Frame) -> list[Spec]:
    """The first ones in full on wide screens, the next ones short."""
    marks = [
        Mark(row["x"], row["y"], row["radius"], _names_of(bubble, place, frame))
        for place, (bubble, row) in enumerate(zip(bubbles, rows, strict=True))
    ]
    letters = NAME_LETTERS if frame.is_wide else NARROW_LETTERS
    names = list(place_names(marks, Room(frame.width, frame.height, letters)))
    return name_layers(names, 13 if frame.is_wide else 12)


def _names_of(bubble: Bubble, place: int, frame: _Frame) -> tuple[str, ...]:
    if place >= (NAMED if frame.is_wide else NARROW_NAMED):
        return ()
    return (bubble.name, bubble.short) if frame.is_wide and place < NAMED_IN_FULL else (bubble.short,)


def _key(tones: Sequence[Tone], used: Sequence[int], frame: _Frame) -> list[Spec]:
    """What the colours stand for, above the drawing, in as many lines as it needs."""
    places: list[tuple[Tone, float, float]] = []
    x, y = 0.0, 0.0
    for number in used:
        room = 22 + LETTER * len(tones[number].label) + 10
        if x and x + room > frame.width:
            x, y = 0.0, y + 20
        places.append((tones[number], x, y))
        x += room
    top = -34 - y
    layers: list[Spec] = []
    for tone, left, down in places:
        dot = {"type": "point", "shape": "circle", "size": 110, "x": left - 30, "y": top + down, "opacity": 1}
        dot |= {
            "filled": True,
            "fill": palette().surface.page if tone.is_hollow else tone.colour,
            "stroke": tone.colour,
        }
        text = {"type": "text", "align": "left", "baseline": "middle", "x": left - 18, "y": top + down}
        data = {"values": [{"text": tone.label}]}
        layers += [{"data": data, "mark": dot, "encoding": {}}]
        layers += [{"data": data, "mark": text, "encoding": {"text": {"field": "text"}}}]
    return layers
