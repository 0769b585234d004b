"""The map of the directory: dots on a cached picture of the land, grown with the root of what they stand for."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from math import sqrt

from observatory.queries.outlines import MapGround
from portal.core.palette import palette
from portal.registry.canvas import HEIGHT, WIDTH

MARGIN, SHORTEST_SIDE = 60, 260  # map units: kilometres
SMALLEST, LARGEST, LETTERS, REACH = 62, 150, 80, 105  # map units on a map of the width of Europe
RING = 10
MANY = 40  # where no place has so many, the largest dot is smaller too

Frame = tuple[float, float, float, float]  # left, top, width, height
EUROPE: Frame = (0, 0, WIDTH, HEIGHT)


@dataclass(frozen=True, slots=True)
class Dot:
    """`text` is what stands in it, `count` what its area grows with, `label` its name for everybody."""

    x: float
    y: float
    count: int
    text: str
    label: str
    url: str


def frame_around(boxes: Iterable[tuple[float, float, float, float]]) -> Frame:
    """What shows all boxes (left, top, right, bottom) with a margin and in a shape that fits a page."""
    found = list(boxes)
    if not found:
        return EUROPE
    left, top = min(box[0] for box in found) - MARGIN, min(box[1] for box in found) - MARGIN
    right, bottom = max(box[2] for box in found) + MARGIN, max(box[3] for box in found) + MARGIN
    width, height = max(right - left, SHORTEST_SIDE), max(bottom - top, SHORTEST_SIDE)
    wide = max(width, height * 1.2)
    high = max(height, wide * 0.6)
    return ((left + right - wide) / 2, (top + bottom - high) / 2, wide, high)


def draw_dots(
    land_url: str, frame: Frame, dots: Iterable[Dot], title: str, origin: tuple[float, float] | None = None
) -> str:
    """Dots as links over the land. The largest are drawn first, so that none is hidden; a ring marks the origin."""
    ordered = sorted(dots, key=lambda dot: -dot.count)
    most, scale = max((dot.count for dot in ordered), default=1), frame[2] / WIDTH
    place = "{:.0f} {:.0f} {:.0f} {:.0f}".format(*frame)
    left, top, width, height = (f"{side:.0f}" for side in frame)
    drawn = "".join(_dot(dot, _radius(dot.count, most) * scale, scale) for dot in ordered)
    return (
        f'<svg class="map directory-map" xmlns="http://www.w3.org/2000/svg" viewBox="{place}" role="group" '
        f'aria-label="{escape(title)}"><image href="{escape(land_url)}" x="{left}" y="{top}" width="{width}" '
        f'height="{height}" aria-hidden="true"/>{_ring(origin, scale) if origin else ""}{drawn}</svg>'
    )


def _ring(origin: tuple[float, float], scale: float) -> str:
    return (
        f'<circle cx="{origin[0]:.1f}" cy="{origin[1]:.1f}" r="{LARGEST * scale:.1f}" fill="none" '
        f'stroke="{palette().figure.outline}" stroke-width="{RING * 1.5 * scale:.1f}" aria-hidden="true"/>'
    )


def _radius(count: int, most: int) -> float:
    return SMALLEST + (LARGEST - SMALLEST) * sqrt(count / max(most, MANY))


def _dot(dot: Dot, radius: float, scale: float) -> str:
    colours, label = palette(), escape(dot.label)
    place = f'cx="{dot.x:.1f}" cy="{dot.y:.1f}"'
    size = LETTERS * scale
    text = (
        f'<text x="{dot.x:.1f}" y="{dot.y + size / 3:.1f}" font-size="{size:.1f}" font-weight="700" '
        f'text-anchor="middle" fill="{colours.text.inverse}">{escape(dot.text)}</text>'
    )
    return (
        f'<a href="{escape(dot.url)}" aria-label="{label}"><title>{label}</title>'
        f'<g><circle {place} r="{max(radius, REACH * scale):.1f}" fill="{colours.figure.accent}" fill-opacity="0"/>'
        f'<circle class="directory-map__dot" {place} r="{radius:.1f}" fill="{colours.figure.accent}" '
        f'stroke="{colours.surface.page}" stroke-width="{RING * scale:.1f}"/>{text if dot.text else ""}</g></a>'
    )


def draw_land(ground: MapGround, frame: Frame) -> str:
    """The land inside the frame, without dots: a picture that browsers keep."""
    figure, thin = palette().figure, 3 * frame[2] / WIDTH
    place = "{:.0f} {:.0f} {:.0f} {:.0f}".format(*frame)
    shapes = "".join(
        f'<path fill="{palette().sequential.fill[0]}" fill-rule="evenodd" stroke="{figure.region_line}" '
        f'stroke-width="{thin:.2f}" d="{shape.path}"/>'
        for shape in ground.shapes
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{place}" width="{frame[2]:.0f}" height="{frame[3]:.0f}">'
        f'<path fill="{figure.backdrop}" stroke="{figure.grid}" stroke-width="{thin:.2f}" d="{ground.neighbours}"/>'
        f'<path fill="{figure.sea}" stroke="{figure.axis}" stroke-width="{thin:.2f}" d="{ground.insets}"/>{shapes}'
        f'<path fill="none" stroke="{figure.axis}" stroke-width="{thin * 1.5:.2f}" d="{ground.borders}"/></svg>'
    )
