"""Bubbles: a quotient (logarithmic, around 1) against a rate (around 0), the area of a bubble a number of persons.

Positions are computed here, so that names find room beside their bubbles: the few that matter are named in full, the
next ones by their short name, and on narrow screens all by their short name.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from observatory.charts.bubble_scales import Bubble, Frame, frame_of
from observatory.charts.naming import LETTER, Mark, Room, name_layers, place_names
from observatory.charts.parts import DASH, TEXT_LINE, Words, both_widths
from portal.core.charts import Chart, Spec
from portal.core.palette import palette

NAME_LETTERS, NARROW_LETTERS = 30, 18
NAMED_IN_FULL, NAMED = 7, 16
NARROW_NAMED = 7
CORNER = 14  # clear of the small bubbles at the edge


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


def bubble_chart(words: Words, bubbles: Sequence[Bubble], quadrants: Quadrants, tones: Sequence[Tone]) -> Chart:
    """Bubbles with their names; values beyond the scales stand at its edge."""
    return both_widths(words, lambda width: _bubbles(bubbles, quadrants, tones, width))


def _bubbles(bubbles: Sequence[Bubble], quadrants: Quadrants, tones: Sequence[Tone], width: int) -> Spec:
    frame = frame_of(bubbles, width)
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


def _row(one: Bubble, frame: Frame, radius: float, tone: Tone) -> dict[str, Any]:
    fill = palette().surface.page if tone.is_hollow else tone.colour
    place = {"x": frame.x(one.quotient), "y": frame.y(one.rate), "radius": max(radius, 3.0)}
    return place | {"size": math.pi * place["radius"] ** 2, "fill": fill, "line": tone.colour}


def _pixels(field: str, length: int, *, is_upright: bool = False) -> Spec:
    scale = {"domain": [0, length], "nice": False, "zero": False} | ({"reverse": True} if is_upright else {})
    return {"field": field, "type": "quantitative", "scale": scale, "axis": None}


def _axes(frame: Frame, words: Quadrants) -> Spec:
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


def _corners(frame: Frame, words: Quadrants) -> Spec:
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


def _names(bubbles: Sequence[Bubble], rows: Sequence[dict[str, Any]], frame: Frame) -> list[Spec]:
    """The first ones in full on wide screens, the next ones short."""
    marks = [
        Mark(row["x"], row["y"], row["radius"], _names_of(bubble, place, frame))
        for place, (bubble, row) in enumerate(zip(bubbles, rows, strict=True))
    ]
    letters = NAME_LETTERS if frame.is_wide else NARROW_LETTERS
    names = list(place_names(marks, Room(frame.width, frame.height, letters)))
    return name_layers(names, 13 if frame.is_wide else 12)


def _names_of(bubble: Bubble, place: int, frame: Frame) -> tuple[str, ...]:
    if place >= (NAMED if frame.is_wide else NARROW_NAMED):
        return ()
    return (bubble.name, bubble.short) if frame.is_wide and place < NAMED_IN_FULL else (bubble.short,)


def _key(tones: Sequence[Tone], used: Sequence[int], frame: Frame) -> list[Spec]:
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
