"""A map of Europe with a dot for each place, drawn by the server.

Places that lie close together share a dot, so that each can be hit with a finger on a phone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from math import hypot

from observatory.maps.text import FONT
from observatory.queries.outlines import MapGround
from portal.core.palette import palette
from portal.registry.canvas import HEIGHT, WIDTH, project

CLOSE = 150  # map units: kilometres on the main map
SMALLEST, GROWTH, LARGEST = 55, 12, 110  # radius of a dot, in map units
REACH = 150  # radius of what reacts to a finger
LETTERS = 78
SMALL_LETTERS = 64


@dataclass(slots=True)
class Dot:
    """`members` are indices into what was placed; the dot stands where the first of them does."""

    x: float
    y: float
    members: list[int] = field(default_factory=list)

    @property
    def radius(self) -> int:
        return min(SMALLEST + GROWTH * (len(self.members) - 1), LARGEST)


@dataclass(frozen=True, slots=True)
class DotLink:
    dot: Dot
    label: str
    url: str


def group_places(places: Sequence[tuple[float, float]]) -> list[Dot]:
    """Dots for places given as latitude and longitude, in the order of their first members.

    A place beyond the edge of the map is in none.
    """
    dots: list[Dot] = []
    for number, (latitude, longitude) in enumerate(places):
        x, y = project(longitude, latitude)
        if not (0 <= x <= WIDTH and 0 <= y <= HEIGHT):
            continue
        near = next((dot for dot in dots if hypot(dot.x - x, dot.y - y) < CLOSE), None)
        if near is None:
            near = Dot(round(x), round(y))
            dots.append(near)
        near.members.append(number)
    return dots


def draw_dots(land_url: str, links: Iterable[DotLink], title: str) -> str:
    """The dots as links, each named by its label, over the picture at `land_url`, which browsers keep."""
    dots = "".join(_dot(link) for link in links)
    return (
        f'<svg class="map event-map" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" '
        f'aria-label="{escape(title)}"><image href="{escape(land_url)}" width="{WIDTH}" height="{HEIGHT}" '
        f'aria-hidden="true"/>{dots}</svg>'
    )


def draw_land(ground: MapGround) -> str:
    """Europe without dots."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f"{_land(ground)}{_names(ground)}</svg>"
    )


def draw_place(ground: MapGround, latitude: float, longitude: float, title: str) -> str:
    """A picture of Europe with one dot."""
    x, y = project(longitude, latitude)
    colours = palette()
    dot = f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{LARGEST}" fill="{colours.figure.accent}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"<title>{escape(title)}</title>{_land(ground)}{dot}</svg>"
    )


def _land(ground: MapGround) -> str:
    figure = palette().figure
    land = "".join(shape.path for shape in ground.shapes)
    parts = (
        f'<path fill="{figure.backdrop}" d="{ground.neighbours}"/>' if ground.neighbours else "",
        f'<path fill="{figure.sea}" stroke="{figure.axis}" stroke-width="4" d="{ground.insets}"/>',
        f'<path fill="{palette().sequential.fill[0]}" fill-rule="evenodd" d="{land}"/>',
        f'<path fill="none" stroke="{figure.axis}" stroke-width="4" d="{ground.borders}"/>',
    )
    return f'<g aria-hidden="true">{"".join(parts)}</g>'


def _names(ground: MapGround) -> str:
    """Of the frames with far places, where there are any."""
    frames = ground.frames if ground.insets else ()
    names = "".join(
        f'<text x="{frame.label_x}" y="{frame.label_y}" font-family="{FONT}" font-size="{SMALL_LETTERS}" '
        f'text-anchor="middle" fill="{palette().text.muted}">{escape(frame.name)}</text>'
        for frame in frames
    )
    return f'<g aria-hidden="true">{names}</g>'


def _dot(link: DotLink) -> str:
    dot, colours = link.dot, palette()
    place = f'cx="{dot.x:.0f}" cy="{dot.y:.0f}"'
    return (
        f'<a href="{escape(link.url)}" aria-label="{escape(link.label)}"><title>{escape(link.label)}</title>'
        f'<circle {place} r="{REACH}" fill="{colours.figure.accent}" fill-opacity="0"/>'
        f'<circle class="event-map__dot" {place} r="{dot.radius}" fill="{colours.figure.accent}" '
        f'stroke="{colours.surface.page}" stroke-width="12"/>'
        f'<text x="{dot.x:.0f}" y="{dot.y + LETTERS / 3:.0f}" font-size="{LETTERS}" font-weight="700" '
        f'text-anchor="middle" fill="{colours.text.inverse}">{len(dot.members)}</text></a>'
    )
