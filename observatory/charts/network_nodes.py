"""Nodes of a network: their marks, codes, names and the lines of the legend that explain them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from observatory.maps.text import text_lines, wrapped
from portal.core.charts import WIDE
from portal.core.palette import palette

RADIUS = 15
KEY_LINE = 24
LABEL_WIDTH = 110


class Tone(StrEnum):
    """What a node is: drawn filled, pale, hollow, dashed."""

    STRENGTH = "strength"
    CLOSE = "close"
    PLAIN = "plain"
    UNKNOWN = "unknown"


class Shape(StrEnum):
    CIRCLE = "circle"
    SQUARE = "square"
    DIAMOND = "diamond"


@dataclass(frozen=True, slots=True)
class Node:
    """`code` is at most four characters; `name` is shown when a reader points at the node, `label` under it."""

    code: str
    name: str
    tone: Tone = Tone.PLAIN
    shape: Shape = Shape.CIRCLE
    label: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the legend: how a kind of node is drawn, and what it means."""

    label: str
    tone: Tone = Tone.PLAIN
    shape: Shape = Shape.CIRCLE


def key_svg(key: Key) -> str:
    """The swatch of one line of the legend."""
    side = 2 * RADIUS
    mark = _mark(key.tone, key.shape, RADIUS, RADIUS, RADIUS - 4)
    return f'<svg class="network-swatch" viewBox="0 0 {side} {side}" aria-hidden="true" focusable="false">{mark}</svg>'


def node_svg(node: Node, x: float, y: float) -> str:
    ink = palette().text.inverse if node.tone == Tone.STRENGTH else palette().text.text
    return (
        f"<g><title>{escape(node.name)}</title>{_mark(node.tone, node.shape, x, y, RADIUS)}"
        f'<text x="{x:g}" y="{y + 4:g}" fill="{ink}">{escape(node.code)}</text></g>'
    )


def labels_svg(nodes: Sequence[Node], places: Sequence[tuple[float, float]]) -> str:
    """Names under the nodes with a rim, so that lines do not cross the letters."""
    ground = f'stroke="{palette().surface.page}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
    texts = "".join(
        text_lines(wrapped(node.label, LABEL_WIDTH, 11), x, y + RADIUS + 13, 11)
        for node, (x, y) in zip(nodes, places, strict=True)
        if node.label
    )
    return f"<g {ground}>{texts}</g>" if texts else ""


def _mark(tone: Tone, shape: Shape, x: float, y: float, radius: float) -> str:
    paint = _paint(tone)
    if shape == Shape.CIRCLE:
        return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" {paint}/>'
    if shape == Shape.SQUARE:
        side = radius * 0.9
        return f'<rect x="{x - side:g}" y="{y - side:g}" width="{2 * side:g}" height="{2 * side:g}" rx="2" {paint}/>'
    far = radius * 1.25
    return f'<path d="M{x:g} {y - far:g}L{x + far:g} {y:g}L{x:g} {y + far:g}L{x - far:g} {y:g}z" {paint}/>'


def _paint(tone: Tone) -> str:
    figure, page = palette().figure, palette().surface.page
    if tone == Tone.STRENGTH:
        return f'fill="{figure.accent}" stroke="{figure.accent}"'
    if tone == Tone.CLOSE:
        return f'fill="{palette().sequential.fill[1]}" stroke="{figure.accent}" stroke-width="2"'
    if tone == Tone.UNKNOWN:
        return f'fill="{page}" stroke="{figure.axis}" stroke-dasharray="3 2"'
    return f'fill="{page}" stroke="{figure.axis}"'


def keys_svg(keys: Sequence[Key]) -> str:
    return "".join(
        _mark(key.tone, key.shape, 10, row * KEY_LINE + 8, 8) + text_lines((key.label,), 28, row * KEY_LINE + 13, 14)
        for row, key in enumerate(keys)
    )


def names_svg(nodes: Sequence[Node], left: float, top: float) -> tuple[str, float]:
    """The names behind the codes in two columns, and where they end."""
    column, size = WIDE / 2, 11
    lines = [wrapped(node.name, column - 12, size) for node in nodes]
    half = -(-sum(map(len, lines)) // 2)
    parts: list[str] = []
    x, y, lowest = left, top, top
    used = 0
    for name in lines:
        if used >= half and x == left:
            x, y = left + column, top
        parts.append(text_lines(name, x, y + size, size))
        y += size * 1.3 * len(name) + 2
        used += len(name)
        lowest = max(lowest, y)
    return "".join(parts), lowest + 12
