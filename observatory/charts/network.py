"""A network of named nodes as SVG: the same places on every machine, in a wide and a narrow form.

What a node is stands in its shape and in its line as well as in its colour; its name in the picture is a short
code, which the table behind the picture spells out. Pointing at a node shows its name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

import numpy as np

from observatory.charts.network_nodes import (
    KEY_LINE,
    RADIUS,
    Key,
    Node,
    Tone,
    keys_svg,
    labels_svg,
    names_svg,
    node_svg,
)
from observatory.charts.parts import Words
from observatory.maps.text import FONT, text_lines, wrapped
from observatory.stats.network import Edge, fitted, place
from portal.core.charts import NARROW, WIDE
from portal.core.palette import palette

MARGIN = 22
LINK = (0.75, 3.5)  # thinnest and thickest line
LABEL_ROOM = 48  # between two nodes with names, beside what nodes need anyway


@dataclass(frozen=True, slots=True)
class NetworkChart:
    """`edges` are (node, node, weight), the strongest first; they alone decide where the nodes stand."""

    words: Words
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class _Frame:
    """A form of the picture: how large, and whether the longer axis of the network runs down the page."""

    name: str
    width: int
    height: int
    is_upright: bool


def _frames(nodes: int) -> tuple[_Frame, _Frame]:
    """Wide and narrow: as high as so many nodes need; few nodes have names, which need room."""
    return (
        _Frame("wide", WIDE, max(380, min(560, 150 + 7 * nodes)), is_upright=False),
        _Frame("narrow", NARROW, max(300, min(760, 200 + 8 * nodes)), is_upright=True),
    )


def inline(chart: NetworkChart) -> str:
    """Both forms for a page; the style sheet shows the one that fits. Each is one image with a name."""
    wide, narrow = (_image(chart, frame) for frame in _frames(len(chart.nodes)))
    return f'<div class="chart"><div class="chart__wide">{wide}</div><div class="chart__narrow">{narrow}</div></div>'


def document(chart: NetworkChart, notes: Sequence[str]) -> str:
    """The wide form as a file of its own: title and sentence above, legend, names and `notes` beneath."""
    frame, margin = _frames(len(chart.nodes))[0], 24
    title, summary = wrapped(chart.words.title, WIDE, 22), wrapped(chart.words.summary, WIDE, 14)
    parts = [text_lines(title, margin, 40, 22, weight="bold")]
    top = 40 + 29 * len(title)
    parts.append(text_lines(summary, margin, top, 14))
    top += 19 * len(summary) + 8
    parts.append(f'<g transform="translate({margin} {top})">{_scene(chart, frame)}</g>')
    top += frame.height + 16
    parts.append(f'<g transform="translate({margin} {top})">{keys_svg(chart.keys)}</g>')
    top += KEY_LINE * len(chart.keys) + 16
    names, bottom = names_svg(chart.nodes, margin, top)
    foot = [line for note in notes for line in wrapped(note, WIDE, 12)]
    parts += [names, text_lines(foot, margin, bottom + 12, 12, colour=palette().text.muted)]
    height, width = round(bottom + 16 * len(foot) + margin), WIDE + 2 * margin
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" font-family="{FONT}" fill="{palette().text.text}"><title>{escape(chart.words.title)}</title>'
        f'<rect width="{width}" height="{height}" fill="{palette().surface.page}"/>{"".join(parts)}</svg>'
    )


def _image(chart: NetworkChart, frame: _Frame) -> str:
    prefix = f"{chart.words.id}-{frame.name}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {frame.width} {frame.height}" font-family="{FONT}" '
        f'role="img" aria-labelledby="{prefix}-title {prefix}-desc"><title id="{prefix}-title">'
        f'{escape(chart.words.title)}</title><desc id="{prefix}-desc">{escape(chart.words.summary)}</desc>'
        f"{_scene(chart, frame)}</svg>"
    )


def _scene(chart: NetworkChart, frame: _Frame) -> str:
    room = LABEL_ROOM if any(node.label for node in chart.nodes) and not frame.is_upright else 0
    size = _Size(frame.width, frame.height, room, frame.is_upright)
    places = places_of(len(chart.nodes), chart.edges, size)
    labels = "" if frame.is_upright else labels_svg(chart.nodes, places)
    links = "".join(_link(chart, edge, places) for edge in reversed(chart.edges))
    nodes = "".join(node_svg(node, *at) for node, at in zip(chart.nodes, places, strict=True))
    return f'<g stroke-linecap="round">{links}</g><g text-anchor="middle" font-size="11">{labels}{nodes}</g>'


@dataclass(frozen=True, slots=True)
class _Size:
    """The box of the picture, and the room that names need between its nodes."""

    width: int
    height: int
    room: int
    is_upright: bool


@lru_cache(maxsize=64)
def places_of(nodes: int, edges: tuple[Edge, ...], size: _Size) -> tuple[tuple[float, float], ...]:
    """Where the nodes stand in pixels; kept in the process, for the edges alone decide."""
    points = place(nodes, edges)
    points = points[:, ::-1] if size.is_upright else points
    inner = (size.width - 2 * MARGIN - size.room, size.height - 2 * MARGIN - size.room)
    corner = np.array([MARGIN + size.room / 2, MARGIN])
    inside = fitted(points, *inner, 2 * RADIUS + 4 + size.room) + corner
    return tuple((float(x), float(y)) for x, y in np.round(inside, 1))


def _link(chart: NetworkChart, edge: Edge, places: Sequence[tuple[float, float]]) -> str:
    """Between two strengths of the subject a link is in colour."""
    one, other, weight = edge
    (x1, y1), (x2, y2) = places[one], places[other]
    is_strong = chart.nodes[one].tone == chart.nodes[other].tone == Tone.STRENGTH
    colour = palette().figure.accent if is_strong else palette().figure.muted
    low, high = chart.edges[-1][2], chart.edges[0][2]
    part = (weight - low) / (high - low) if high > low else 1.0
    width = LINK[0] + part * (LINK[1] - LINK[0])
    return (
        f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{colour}" stroke-width="{width:.2f}" '
        f"{' stroke-opacity=' + chr(34) + '0.55' + chr(34) if is_strong else ''}/>"
    )
