"""Draws a choropleth as SVG: inline for a page, or standing alone with title, legend, source and attribution.

Colours are presentation attributes, never styles: the Content-Security-Policy allows no inline style, and a
downloaded map needs no style sheet. The page's style sheet adds what only a screen needs (focus, hover).
"""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from observatory.maps.spec import Box, Imprint, MapClass, MapSpec, Note, Place
from observatory.maps.text import FONT, text_lines, wrapped
from portal.core.palette import palette

NO_DATA = -1
STANDALONE_WIDTH = 1200
STANDALONE_MARGIN = 32
STANDALONE_MAP_HEIGHT = 1100  # a country may be tall: its map then stands in the middle of the width
LEGEND_COLUMNS = 2
HATCHES = 160  # lines of hatching across the width of a map
LEGEND_HATCH = 6
LABEL_SIZE = 48  # thousandths of the map's width: 14 pixels on a small map


def draw(spec: MapSpec) -> str:
    """The map as inline SVG: every region with an address is a link that its label names.

    Links carry tabindex -1, for three hundred tab stops help nobody: scripts give the map one tab stop, and
    without scripts the table beneath is the keyboard's way.
    """
    head = (
        f'<svg class="map" id="{spec.id}" xmlns="http://www.w3.org/2000/svg" viewBox="{_view(spec.view)}" '
        f'role="group" aria-labelledby="{spec.id}-title {spec.id}-desc">'
        f'<title id="{spec.id}-title">{escape(spec.title)}</title>'
        f'<desc id="{spec.id}-desc">{escape(spec.description)}</desc>'
    )
    return f"{head}{_hatching(f'{spec.id}-hatch', spec.view.width / HATCHES)}{_scene(spec, with_links=True)}</svg>"


def picture(spec: MapSpec, css_class: str = "map map--small") -> str:
    """The map as one image without links, for small maps beside a text."""
    head = (
        f'<svg class="{css_class}" xmlns="http://www.w3.org/2000/svg" viewBox="{_view(spec.view)}" '
        f'role="img" aria-labelledby="{spec.id}-title">'
        f'<title id="{spec.id}-title">{escape(spec.title)}</title>'
    )
    return f"{head}{_hatching(f'{spec.id}-hatch', spec.view.width / HATCHES)}{_scene(spec, with_links=False)}</svg>"


def standalone(spec: MapSpec, imprint: Imprint) -> str:
    """A complete document: title and summary above the map, legend, source and attribution beneath it."""
    width = STANDALONE_WIDTH
    inner = width - 2 * STANDALONE_MARGIN
    top, header = _header(spec, imprint, inner)
    map_height = min(round(inner * spec.view.height / spec.view.width), STANDALONE_MAP_HEIGHT)
    legend_top = top + map_height + 24
    legend_height, legend = _legend(spec, legend_top, inner)
    foot_top = legend_top + legend_height + 16
    foot_height, foot = _foot(imprint, foot_top, inner)
    height = foot_top + foot_height + STANDALONE_MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" font-family="{FONT}" fill="{palette().text.text}">'
        f"<title>{escape(spec.title)}</title>"
        f"{_hatching(f'{spec.id}-hatch', spec.view.width / HATCHES)}{_hatching(f'{spec.id}-key', LEGEND_HATCH)}"
        f'<rect width="{width}" height="{height}" fill="{palette().figure.sea}"/>{header}'
        f'<svg x="{STANDALONE_MARGIN}" y="{top}" width="{inner}" height="{map_height}" viewBox="{_view(spec.view)}">'
        f"{_scene(spec, with_links=False)}</svg>{legend}{foot}</svg>"
    )


def _scene(spec: MapSpec, *, with_links: bool) -> str:
    unit = spec.view.width / 1000
    return "".join(
        (
            _ground(spec.ground.neighbours, f'fill="{palette().figure.backdrop}"'),
            _line(spec.ground.insets, palette().figure.axis, 0.8 * unit, "map-frames", palette().figure.sea),
            _regions(spec, unit, with_links=with_links),
            _line(spec.ground.borders, palette().figure.country_line, 0.9 * unit, "map-borders"),
            _ring(spec, unit),
            _notes(spec.notes, unit),
            _label(spec, unit),
        )
    )


def _regions(spec: MapSpec, unit: float, *, with_links: bool) -> str:
    """Regions in groups of one colour, the highest class first: a reader of the list meets the strongest first."""
    ordered = sorted(spec.places, key=lambda place: (-_class_of(place), place.code))
    groups = (
        f'<g fill="{_fill(spec, index)}">{"".join(_region(place, with_links=with_links) for place in members)}</g>'
        for index, members in groupby(ordered, key=_class_of)
    )
    line = palette().figure.region_line
    return (
        f'<g class="map-regions" stroke="{line}" stroke-width="{_number(0.55 * unit)}" stroke-linejoin="round" '
        f'fill-rule="evenodd">{"".join(groups)}</g>'
    )


def _region(place: Place, *, with_links: bool) -> str:
    moved = f' transform="{place.transform}"' if place.transform else ""
    coast = f' stroke="{palette().figure.country_line}"' if place.is_far else ""
    path = f'<path d="{place.path}"{moved}{coast}/>'
    if not with_links or not place.url:
        return path if not place.label else f"<g><title>{escape(place.label)}</title>{path}</g>"
    return (
        f'<a href="{escape(place.url)}" tabindex="-1" data-code="{place.code}" data-at="{place.x} {place.y}" '
        f'aria-label="{escape(place.label)}"><title>{escape(place.label)}</title>{path}</a>'
    )


def _class_of(place: Place) -> int:
    return NO_DATA if place.class_index is None else place.class_index


def _fill(spec: MapSpec, index: int) -> str:
    return f"url(#{spec.id}-hatch)" if index == NO_DATA else spec.legend.classes[index].fill


def _hatching(name: str, step: float) -> str:
    colours = palette().figure
    return (
        f'<defs><pattern id="{name}" width="{_number(step)}" height="{_number(step)}" '
        f'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="{_number(step)}" height="{_number(step)}" fill="{colours.no_data}"/>'
        f'<rect width="{_number(step / 6)}" height="{_number(step)}" fill="{colours.no_data_hatch}"/></pattern></defs>'
    )


def _ground(path: str, paint: str) -> str:
    return f'<path class="map-ground" {paint} d="{path}"/>' if path else ""


def _line(path: str, colour: str, width: float, css_class: str, fill: str = "none") -> str:
    if not path:
        return ""
    return (
        f'<path class="{css_class}" fill="{fill}" stroke="{colour}" stroke-width="{_number(width)}" '
        f'stroke-linejoin="round" d="{path}"/>'
    )


def _ring(spec: MapSpec, unit: float) -> str:
    if spec.ring is None:
        return ""
    x, y, radius = spec.ring
    return (
        f'<circle class="map-ring" cx="{x}" cy="{y}" r="{radius}" fill="none" '
        f'stroke="{palette().figure.outline}" stroke-width="{_number(3 * unit)}"/>'
    )


def _notes(notes: Iterable[Note], unit: float) -> str:
    texts = "".join(f'<text x="{note.x}" y="{note.y}">{escape(note.text)}</text>' for note in notes)
    if not texts:
        return ""
    return (
        f'<g class="map-notes" font-family="{FONT}" font-size="{_number(15 * unit)}" '
        f'fill="{palette().text.muted}" aria-hidden="true">{texts}</g>'
    )


def _label(spec: MapSpec, unit: float) -> str:
    """The name of the subject, with a light rim, written towards the middle so that it stays on the map."""
    if spec.label is None:
        return ""
    across = (spec.label.x - spec.view.x) / spec.view.width
    anchor = "start" if across < 1 / 3 else "end" if across > 2 / 3 else "middle"
    size = LABEL_SIZE * unit
    return (
        f'<text class="map-label" x="{spec.label.x}" y="{spec.label.y}" font-family="{FONT}" font-weight="bold" '
        f'font-size="{_number(size)}" text-anchor="{anchor}" fill="{palette().figure.outline}" '
        f'stroke="{palette().figure.sea}" stroke-width="{_number(size / 4)}" stroke-linejoin="round" '
        f'paint-order="stroke" aria-hidden="true">{escape(spec.label.text)}</text>'
    )


def _header(spec: MapSpec, imprint: Imprint, inner: int) -> tuple[int, str]:
    y = STANDALONE_MARGIN + 28
    title = wrapped(spec.title, inner, 28)
    parts = [text_lines(title, STANDALONE_MARGIN, y, 28, weight="bold")]
    y += 34 * len(title)
    summary = wrapped(spec.description, inner, 18)
    parts.append(text_lines(summary, STANDALONE_MARGIN, y, 18))
    y += 24 * len(summary)
    if imprint.demonstration:
        parts.append(_demonstration(imprint.demonstration, y, inner))
        y += 44
    return y, "".join(parts)


def _demonstration(text: str, y: int, inner: int) -> str:
    """The mark of invented figures: a bar across the picture, so that no cutting-out loses it unnoticed."""
    return (
        f'<rect x="{STANDALONE_MARGIN}" y="{y - 12}" width="{inner}" height="36" fill="{palette().surface.notice}"/>'
        + text_lines((text,), STANDALONE_MARGIN + 12, y + 12, 18, weight="bold")
    )


def _legend(spec: MapSpec, top: int, inner: int) -> tuple[int, str]:
    legend = spec.legend
    entries = [(_swatch(kind), f"{kind.label} ({kind.count})") for kind in legend.classes]
    if legend.no_data_count:
        hatch = f'fill="url(#{spec.id}-key)" stroke="{palette().figure.axis}"'
        entries.append((hatch, f"{legend.no_data_label} ({legend.no_data_count})"))
    rows = -(-len(entries) // LEGEND_COLUMNS)
    parts = [text_lines((legend.title,), STANDALONE_MARGIN, top + 16, 18, weight="bold")]
    for number, (paint, label) in enumerate(entries):
        x = STANDALONE_MARGIN + (number // rows) * inner // LEGEND_COLUMNS
        y = top + 32 + (number % rows) * 28
        parts.append(f'<rect x="{x}" y="{y}" width="30" height="18" {paint}/>')
        parts.append(text_lines((label,), x + 40, y + 15, 17))
    method = wrapped(legend.method, inner, 15)
    parts.append(text_lines(method, STANDALONE_MARGIN, top + 56 + rows * 28, 15, colour=palette().text.muted))
    return 56 + rows * 28 + 20 * len(method), "".join(parts)


def _swatch(kind: MapClass) -> str:
    return f'fill="{kind.fill}" stroke="{palette().figure.axis}"'


def _foot(imprint: Imprint, top: int, inner: int) -> tuple[int, str]:
    lines = wrapped(imprint.source, inner, 15) + wrapped(imprint.attribution, inner, 15)
    return 20 * len(lines), text_lines(lines, STANDALONE_MARGIN, top + 15, 15, colour=palette().text.muted)


def _view(box: Box) -> str:
    return f"{box.x} {box.y} {box.width} {box.height}"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
