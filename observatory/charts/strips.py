"""A strip: one thin tick for every region from the lowest value to the highest, the subject and the middle marked.

Hundreds of ticks are one path, so a strip weighs some two kilobytes. It stretches to the width of its place, and the
words around it are the page's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from portal.core.charts import FONT
from portal.core.palette import palette

LENGTH, HEIGHT = 1000, 28
WIDTH, LEFT, TOP, ROW = 920, 24, 98, 92
LETTERS, LINES = 118, 2


@dataclass(frozen=True, slots=True)
class Strip:
    """`values` of all regions, the subject's among them; texts are formatted. `name` is the accessible name."""

    name: str
    title: str
    values: tuple[float, ...]
    median: float
    subject: float
    subject_text: str
    low_text: str
    median_text: str
    high_text: str


def strip_svg(strip: Strip) -> str:
    """The strip alone, for a page."""
    return (
        f'<svg class="portal-strip" viewBox="0 0 {LENGTH} {HEIGHT}" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(strip.name)}">{_marks(strip)}</svg>'
    )


def position(strip: Strip, value: float) -> float:
    """Place on the strip, 0 to 1."""
    low, high = min(strip.values), max(strip.values)
    return (value - low) / (high - low) if high > low else 0.5


def strips_document(title: str, summary: str, strips: Sequence[Strip], notes: Sequence[str]) -> str:
    """All strips as a picture of its own, with their words and the source."""
    height = TOP + ROW * len(strips) + 30 + 18 * len(notes)
    rows = "".join(_row(strip, TOP + ROW * place) for place, strip in enumerate(strips))
    lines = "".join(
        _text(LEFT, 56 + 17 * place, line, size=13) for place, line in enumerate(wrap(summary, LETTERS)[:LINES])
    )
    foot = "".join(_text(LEFT, height - 18 * (len(notes) - place), note, size=11) for place, note in enumerate(notes))
    head = _text(LEFT, 34, title, size=18, is_bold=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'font-family="{escape(FONT)}"><rect width="{WIDTH}" height="{height}" fill="{palette().surface.page}"/>'
        f"{head}{lines}{rows}{foot}</svg>"
    )


def _row(strip: Strip, top: int) -> str:
    inner = WIDTH - 2 * LEFT
    scale = inner / LENGTH
    texts = _text(LEFT, top + 16, f"{strip.title}: {strip.subject_text}", size=14, is_bold=True)
    texts += _text(LEFT, top + 70, strip.low_text, size=12)
    middle = LEFT + position(strip, strip.median) * inner
    texts += _text(min(max(middle, LEFT + 180), WIDTH - 260), top + 70, strip.median_text, size=12, anchor="middle")
    texts += _text(WIDTH - LEFT, top + 70, strip.high_text, size=12, anchor="end")
    return f'{texts}<g transform="translate({LEFT} {top + 24}) scale({scale:.4f} 1)">{_marks(strip)}</g>'


def _marks(strip: Strip) -> str:
    ticks = "".join(f"M{round(position(strip, value) * LENGTH)} 7v14" for value in sorted(strip.values))
    subject, median = (round(position(strip, value) * LENGTH) for value in (strip.subject, strip.median))
    colours = palette().figure
    still = 'vector-effect="non-scaling-stroke" fill="none"'
    return (
        f'<path d="{ticks}" stroke="{colours.muted}" stroke-width="1" {still}/>'
        f'<path d="M{median} 3v22" stroke="{palette().text.text}" stroke-width="2" stroke-dasharray="3 2" {still}/>'
        f'<path d="M{subject} 0v{HEIGHT}" stroke="{colours.accent}" stroke-width="5" {still}/>'
    )


def _text(x: float, y: float, text: str, *, size: int, anchor: str = "start", is_bold: bool = False) -> str:
    weight = ' font-weight="bold"' if is_bold else ""
    colour = palette().text.text if is_bold else palette().text.muted
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" fill="{colour}" text-anchor="{anchor}"{weight}>'
        f"{escape(text)}</text>"
    )
