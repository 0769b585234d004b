"""Draws a choropleth as SVG for a page: with links, or as one picture. Files and slides of it: `sheets.py`.

Colours are presentation attributes, never styles: the Content-Security-Policy allows no inline style, and a
downloaded map needs no style sheet. The page's style sheet adds what only a screen needs (focus, hover).
"""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from observatory.maps.spec import Box, MapSpec, Note, Place
from observatory.maps.text import FONT
from portal.core.palette import palette

NO_DATA = -1
HATCHES = 160  # lines of hatching across the width of a map
FAINT = 0.25
LETTER_WIDTH = 0.58  # of a bold label, against its size


def draw(spec: MapSpec, *, is_framed: bool = False) -> str:
    """The map as inline SVG: every region with an address is a link that its label names.

    Links carry tabindex -1, for three hundred tab stops help nobody: scripts give the map one tab stop, and
    without scripts the table beneath is the keyboard's way. In a frame of another site links open outside of it
    (browsers do not heed the page's `base` for links inside an SVG).
    """
    head = (
        f'<svg class="map" id="{spec.id}" xmlns="http://www.w3.org/2000/svg" viewBox="{view(spec.view)}" '
        f'role="group" aria-labelledby="{spec.id}-title {spec.id}-desc">'
        f'<title id="{spec.id}-title">{escape(spec.title)}</title>'
        f'<desc id="{spec.id}-desc">{escape(spec.description)}</desc>'
    )
    body = scene(spec, with_links=True)
    body = body.replace('<a href="', '<a target="_blank" href="') if is_framed else body
    return f"{head}{hatching(f'{spec.id}-hatch', spec.view.width / HATCHES)}{body}</svg>"


def picture(spec: MapSpec, css_class: str = "map map--small") -> str:
    """The map as one image without links, for small maps beside a text."""
    head = (
        f'<svg class="{css_class}" xmlns="http://www.w3.org/2000/svg" viewBox="{view(spec.view)}" '
        f'role="img" aria-labelledby="{spec.id}-title">'
        f'<title id="{spec.id}-title">{escape(spec.title)}</title>'
    )
    return f"{head}{hatching(f'{spec.id}-hatch', spec.view.width / HATCHES)}{scene(spec, with_links=False)}</svg>"


def scene(spec: MapSpec, *, with_links: bool) -> str:
    """Everything inside the frame of the map, to be placed in an `svg` of the view that the spec names."""
    unit = spec.view.width / 1000
    return "".join(
        (
            _ground(spec.ground.neighbours, f'fill="{palette().figure.backdrop}"'),
            _line(spec.ground.insets, palette().figure.axis, 0.8 * unit, "map-frames", palette().figure.sea),
            _regions(spec, unit, with_links=with_links),
            _focus(spec, unit),
            _line(spec.ground.borders, palette().figure.country_line, 0.9 * unit, "map-borders"),
            _ring(spec, unit),
            _notes(spec.notes, unit),
            _label(spec, unit),
        )
    )


def _regions(spec: MapSpec, unit: float, *, with_links: bool) -> str:
    """Regions in groups of one colour, the highest class first: a reader of the list meets the strongest first."""
    shown = [place for place in spec.places if not place.is_beside]
    beside = [place for place in spec.places if place.is_beside]
    faint = f'<g opacity="{FAINT}">{_coloured(spec, beside, with_links=False)}</g>' if beside else ""
    line = palette().figure.region_line
    return (
        f'<g class="map-regions" stroke="{line}" stroke-width="{number(0.55 * unit)}" stroke-linejoin="round" '
        f'fill-rule="evenodd">{faint}{_coloured(spec, shown, with_links=with_links)}</g>'
    )


def _coloured(spec: MapSpec, places: Iterable[Place], *, with_links: bool) -> str:
    ordered = sorted(places, key=lambda place: (-_class_of(place), place.code))
    return "".join(
        f'<g fill="{_fill(spec, index)}">{"".join(_region(place, with_links=with_links) for place in members)}</g>'
        for index, members in groupby(ordered, key=_class_of)
    )


def _focus(spec: MapSpec, unit: float) -> str:
    """A dark outline on top of all regions, so that no neighbour covers a part of it."""
    paths = "".join(_outlined(place) for place in spec.places if place.is_in_focus)
    if not paths:
        return ""
    return (
        f'<g class="map-focus" fill="none" stroke="{palette().figure.outline}" stroke-width="{number(2.2 * unit)}" '
        f'stroke-linejoin="round">{paths}</g>'
    )


def _outlined(place: Place) -> str:
    moved = f' transform="{place.transform}"' if place.transform else ""
    return f'<path d="{place.path}"{moved}/>'


def _region(place: Place, *, with_links: bool) -> str:
    moved = f' transform="{place.transform}"' if place.transform else ""
    coast = f' stroke="{palette().figure.country_line}"' if place.is_far else ""
    path = f'<path d="{place.path}"{moved}{coast}/>'
    if not with_links or not place.url:
        return path if not place.label else f"<g><title>{escape(place.label)}</title>{path}</g>"
    start = " data-start" if place.is_in_focus else ""
    return (
        f'<a href="{escape(place.url)}" tabindex="-1" data-code="{place.code}" data-at="{place.x} {place.y}"{start} '
        f'aria-label="{escape(place.label)}"><title>{escape(place.label)}</title>{path}</a>'
    )


def _class_of(place: Place) -> int:
    return NO_DATA if place.class_index is None else place.class_index


def _fill(spec: MapSpec, index: int) -> str:
    return f"url(#{spec.id}-hatch)" if index == NO_DATA else spec.legend.classes[index].fill


def hatching(name: str, step: float) -> str:
    """The pattern of places without a figure, under an id of its own."""
    colours = palette().figure
    return (
        f'<defs><pattern id="{name}" width="{number(step)}" height="{number(step)}" '
        f'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="{number(step)}" height="{number(step)}" fill="{colours.no_data}"/>'
        f'<rect width="{number(step / 6)}" height="{number(step)}" fill="{colours.no_data_hatch}"/></pattern></defs>'
    )


def _ground(path: str, paint: str) -> str:
    return f'<path class="map-ground" {paint} d="{path}"/>' if path else ""


def _line(path: str, colour: str, width: float, css_class: str, fill: str = "none") -> str:
    if not path:
        return ""
    return (
        f'<path class="{css_class}" fill="{fill}" stroke="{colour}" stroke-width="{number(width)}" '
        f'stroke-linejoin="round" d="{path}"/>'
    )


def _ring(spec: MapSpec, unit: float) -> str:
    if spec.ring is None:
        return ""
    x, y, radius = spec.ring
    return (
        f'<circle class="map-ring" cx="{x}" cy="{y}" r="{radius}" fill="none" '
        f'stroke="{palette().figure.outline}" stroke-width="{number(3 * unit)}"/>'
    )


def _notes(notes: Iterable[Note], unit: float) -> str:
    texts = "".join(f'<text x="{note.x}" y="{note.y}">{escape(note.text)}</text>' for note in notes)
    if not texts:
        return ""
    return (
        f'<g class="map-notes" font-family="{FONT}" font-size="{number(15 * unit)}" '
        f'fill="{palette().text.muted}" aria-hidden="true">{texts}</g>'
    )


def _label(spec: MapSpec, unit: float) -> str:
    """The name of the subject, with a light rim, written towards the middle so that it stays on the map."""
    if spec.label is None:
        return ""
    across = (spec.label.x - spec.view.x) / spec.view.width
    anchor = "start" if across < 1 / 3 else "end" if across > 2 / 3 else "middle"
    size = min(spec.label_size * unit, spec.view.width / (len(spec.label.text) * LETTER_WIDTH))
    x = _inside(spec.label, anchor, size, spec.view)
    return (
        f'<text class="map-label" x="{x}" y="{spec.label.y}" font-family="{FONT}" font-weight="bold" '
        f'font-size="{number(size)}" text-anchor="{anchor}" fill="{palette().figure.outline}" '
        f'stroke="{palette().figure.sea}" stroke-width="{number(size / 4)}" stroke-linejoin="round" '
        f'paint-order="stroke" aria-hidden="true">{escape(spec.label.text)}</text>'
    )


def _inside(label: Note, anchor: str, size: float, box: Box) -> int:
    """Where the anchor of a label must stand so that the text, as long as it usually is, ends on the map."""
    length = len(label.text) * LETTER_WIDTH * size
    before = {"start": 0.0, "middle": length / 2, "end": length}[anchor]
    return round(min(max(label.x, box.x + before), box.x + box.width - length + before))


def view(box: Box) -> str:
    """A box as the `viewBox` of SVG."""
    return f"{box.x} {box.y} {box.width} {box.height}"


def number(value: float) -> str:
    """At most two decimals, for coordinates and widths of lines."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
