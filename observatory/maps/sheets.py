"""Figures that leave their page: a map as a file of its own, and any figure on a slide of 1920 × 1080.

Colours are presentation attributes; what a reader wrote is escaped like every other text.
"""

import re
from collections.abc import Sequence
from html import escape

from django.conf import settings

from observatory.maps.choropleth import HATCHES, hatching, scene, view
from observatory.maps.spec import Imprint, Legend, MapClass, MapSpec, Sheet
from observatory.maps.text import FONT, text_lines, wrapped
from portal.core.palette import palette

WIDTH = 1200
MARGIN = 32
MAP_HEIGHT = 1100  # a country may be tall: its map then stands in the middle of the width
LEGEND_COLUMNS = 2
LEGEND_HATCH = 6
GAP, CAPTION = 32, 32  # between two maps, and above each
SLIDE_WIDTH, SLIDE_HEIGHT = 1920, 1080
SLIDE_MARGIN = 72
SLIDE_TITLE, SLIDE_TEXT, SLIDE_SMALL = 46, 28, 19
SLIDE_ASIDE = 620  # width of the words beside a map
_ROOT = re.compile(r"<svg\b[^>]*>")
_SIZE = re.compile(r'\b(width|height)="([\d.]+)"')


def map_sheet(specs: Sequence[MapSpec], imprint: Imprint) -> str:
    """A complete document: title and summary above the map, legend, source and attribution beneath it.

    Two maps stand side by side under their captions; words and legend are those of the first.
    """
    spec, inner = specs[0], WIDTH - 2 * MARGIN
    top, header = _header(spec, imprint, inner)
    map_height = min(round(inner * spec.view.height / spec.view.width / len(specs)) + 24, MAP_HEIGHT)
    legend_top = top + map_height + 24
    legend_height, legend = _legend(spec.legend, f"{spec.id}-key", (MARGIN, legend_top), inner)
    foot_top = legend_top + legend_height + 16
    foot_height, foot = _foot(imprint, foot_top, inner)
    height = foot_top + foot_height + MARGIN
    body = f"{_patterns(specs)}{header}{_placed(specs, (MARGIN, top), inner, map_height)}{legend}{foot}"
    return _document(spec.title, WIDTH, height, body)


def map_slide(specs: Sequence[MapSpec], imprint: Imprint) -> str:
    """The map at the right, its sentence and legend at the left, the title above and the source beneath."""
    spec = specs[0]
    sheet = Sheet(spec.title, "", imprint)
    top, bottom, frame = _frame(sheet)
    summary = wrapped(spec.description, SLIDE_ASIDE, SLIDE_TEXT)
    y = top + SLIDE_TEXT
    words = text_lines(summary, SLIDE_MARGIN, y, SLIDE_TEXT)
    legend_top = round(y + len(summary) * SLIDE_TEXT * 1.3)
    _, legend = _legend(spec.legend, f"{spec.id}-key", (SLIDE_MARGIN, legend_top), SLIDE_ASIDE, columns=1, size=22)
    left = SLIDE_MARGIN + SLIDE_ASIDE + 56
    drawing = _placed(specs, (left, top - 8), SLIDE_WIDTH - SLIDE_MARGIN - left, bottom - top + 8)
    return _document(spec.title, SLIDE_WIDTH, SLIDE_HEIGHT, f"{_patterns(specs)}{frame}{words}{legend}{drawing}")


def slide(sheet: Sheet, drawing: str) -> str:
    """Any drawing (an `svg` element with width and height in pixels) as large as the slide lets it be."""
    top, bottom, frame = _frame(sheet)
    return _document(sheet.title, SLIDE_WIDTH, SLIDE_HEIGHT, frame + _nested(drawing, top + 16, bottom))


def _frame(sheet: Sheet) -> tuple[int, int, str]:
    """Title, summary, mark of invented figures and source; with the top and bottom of what is left between them."""
    inner = SLIDE_WIDTH - 2 * SLIDE_MARGIN
    title = wrapped(sheet.title, inner, SLIDE_TITLE)
    parts = [text_lines(title, SLIDE_MARGIN, SLIDE_MARGIN + 40, SLIDE_TITLE, weight="bold")]
    y = SLIDE_MARGIN + 40 + round((len(title) - 1) * SLIDE_TITLE * 1.3) + 32
    if sheet.summary:
        summary = wrapped(sheet.summary, inner, SLIDE_TEXT)
        parts.append(text_lines(summary, SLIDE_MARGIN, y + SLIDE_TEXT, SLIDE_TEXT))
        y += round(len(summary) * SLIDE_TEXT * 1.3) + 8
    if sheet.imprint.demonstration:
        parts.append(_demonstration(sheet.imprint.demonstration, y + 24, SLIDE_MARGIN, inner))
        y += 60
    foot = _foot_lines(sheet.imprint, inner, SLIDE_SMALL)
    bottom = SLIDE_HEIGHT - 40 - round(len(foot) * SLIDE_SMALL * 1.3)
    parts.append(text_lines(foot, SLIDE_MARGIN, bottom + SLIDE_SMALL, SLIDE_SMALL, colour=palette().text.muted))
    parts.append(_word_mark())
    return y, bottom - 24, "".join(parts)


def _word_mark() -> str:
    """The portal's name in the lower right corner, beneath the lines of the source."""
    colour = palette().text.muted
    return (
        f'<text x="{SLIDE_WIDTH - SLIDE_MARGIN}" y="{SLIDE_HEIGHT - 20}" font-size="{SLIDE_SMALL}" font-weight="bold" '
        f'text-anchor="end" fill="{colour}">{escape(settings.PORTAL_NAME)}</text>'
    )


def _nested(drawing: str, top: int, bottom: int) -> str:
    """The drawing scaled into the room between top and bottom, in the middle of the slide's width."""
    root = _ROOT.search(drawing)
    size = dict(_SIZE.findall(root[0])) if root else {}
    if root is None or len(size) < 2:
        raise ValueError("A drawing on a slide needs a root element with width and height.")
    width, height = float(size["width"]), float(size["height"])
    scale = min((SLIDE_WIDTH - 2 * SLIDE_MARGIN) / width, (bottom - top) / height)
    left = round((SLIDE_WIDTH - width * scale) / 2)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" x="{left}" y="{top}" width="{width * scale:.1f}" '
        f'height="{height * scale:.1f}" viewBox="0 0 {width:g} {height:g}">'
    )
    return head + drawing[root.end() :]


def _document(title: str, width: int, height: int, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" font-family="{FONT}" fill="{palette().text.text}"><title>{escape(title)}</title>'
        f'<rect width="{width}" height="{height}" fill="{palette().figure.sea}"/>{body}</svg>'
    )


def _patterns(specs: Sequence[MapSpec]) -> str:
    own = "".join(hatching(f"{spec.id}-hatch", spec.view.width / HATCHES) for spec in specs)
    return own + hatching(f"{specs[0].id}-key", LEGEND_HATCH)


def _placed(specs: Sequence[MapSpec], at: tuple[int, int], width: int, height: int) -> str:
    """Maps side by side in the room given, each beneath its caption."""
    each = (width - GAP * (len(specs) - 1)) // len(specs)
    places = ((at[0] + number * (each + GAP), spec) for number, spec in enumerate(specs))
    return "".join(_one_map(spec, (x, at[1]), each, height) for x, spec in places)


def _one_map(spec: MapSpec, at: tuple[int, int], width: int, height: int) -> str:
    caption = text_lines((spec.caption,), at[0], at[1] + 22, 20, weight="bold") if spec.caption else ""
    room = CAPTION if spec.caption else 0
    top = ' preserveAspectRatio="xMidYMin"' if spec.caption else ""
    return (
        f'{caption}<svg x="{at[0]}" y="{at[1] + room}" width="{width}" height="{height - room}" '
        f'viewBox="{view(spec.view)}"{top}>{scene(spec, with_links=False)}</svg>'
    )


def _header(spec: MapSpec, imprint: Imprint, inner: int) -> tuple[int, str]:
    y = MARGIN + 28
    title = wrapped(spec.title, inner, 28)
    parts = [text_lines(title, MARGIN, y, 28, weight="bold")]
    y += 34 * len(title)
    summary = wrapped(spec.description, inner, 18)
    parts.append(text_lines(summary, MARGIN, y, 18))
    y += 24 * len(summary)
    if imprint.demonstration:
        parts.append(_demonstration(imprint.demonstration, y, MARGIN, inner))
        y += 44
    return y, "".join(parts)


def _demonstration(text: str, y: int, x: int, inner: int) -> str:
    """The mark of invented figures: a bar across the picture, so that no cutting-out loses it unnoticed."""
    return f'<rect x="{x}" y="{y - 12}" width="{inner}" height="36" fill="{palette().surface.notice}"/>' + text_lines(
        (text,), x + 12, y + 12, 18, weight="bold"
    )


def _legend(
    legend: Legend, pattern: str, at: tuple[int, int], inner: int, columns: int = LEGEND_COLUMNS, size: int = 17
) -> tuple[int, str]:
    """Height and drawing of the legend: its title, the classes in columns, how they were made."""
    entries = [(_swatch(kind), f"{kind.label} ({kind.count})") for kind in legend.classes]
    if legend.no_data_count:
        hatch = f'fill="url(#{pattern})" stroke="{palette().figure.axis}"'
        entries.append((hatch, f"{legend.no_data_label} ({legend.no_data_count})"))
    rows, line, (left, top) = -(-len(entries) // columns), round(size * 1.65), at
    title = wrapped(legend.title, inner, size + 1)
    parts = [text_lines(title, left, top + size, size + 1, weight="bold")]
    top += round((len(title) - 1) * size * 1.3)
    for number, (paint, label) in enumerate(entries):
        x, y = left + (number // rows) * inner // columns, top + round(size * 1.9) + (number % rows) * line
        parts.append(f'<rect x="{x}" y="{y}" width="{round(size * 1.76)}" height="{size + 1}" {paint}/>')
        parts.append(text_lines((label,), x + round(size * 2.35), y + round(size * 0.88), size))
    method = wrapped(legend.method, inner, size - 2)
    below = top + round(size * 3.3) + rows * line
    parts.append(text_lines(method, left, below, size - 2, colour=palette().text.muted))
    return below - at[1] + 20 * len(method), "".join(parts)


def _swatch(kind: MapClass) -> str:
    return f'fill="{kind.fill}" stroke="{palette().figure.axis}"'


def _foot(imprint: Imprint, top: int, inner: int) -> tuple[int, str]:
    lines = _foot_lines(imprint, inner, 15)
    return 20 * len(lines), text_lines(lines, MARGIN, top + 15, 15, colour=palette().text.muted)


def _foot_lines(imprint: Imprint, inner: int, size: int) -> Sequence[str]:
    texts = filter(None, (*imprint.notes, imprint.source, imprint.attribution))
    return [line for text in texts for line in wrapped(text, inner, size)]
