"""Charts: Vega-Lite specifications drawn as SVG on the server by vl-convert, in the portal's theme.

A chart is drawn twice, for wide and for narrow screens, and the style sheet shows one: text scaled down with
the picture would be unreadable on a phone. Drawings are kept in the process and on disk under the hash of their
specification, which holds every figure, so a kept drawing is never stale.
"""

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any, Literal

import vl_convert
from babel.core import Locale
from django.conf import settings
from django.utils.translation import get_language, to_locale

from portal.core.palette import palette

Spec = dict[str, Any]

WIDE = 760
NARROW = 340
VEGA_LITE = "5.21"
FONT = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"
PNG_SCALE = 1.0
KEPT_FILES = 4000
# What Vega says of the parts of a drawing, in English and without a name: the drawing is one image with a name.
_PARTS = re.compile(r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"]*")')
_ROOT = re.compile(r'<svg ([^>]*?) width="[\d.]+" height="[\d.]+"([^>]*)>')


@dataclass(frozen=True, slots=True)
class Chart:
    """One message in both widths. `title` and `summary` are the chart's accessible name and description.

    `period` are the years of a chart over several of them.
    """

    id: str
    title: str
    summary: str
    wide: Spec
    narrow: Spec
    period: str = ""


def inline(chart: Chart) -> str:
    """Both drawings of `chart` for a page; the style sheet shows the one that fits."""
    return (
        f'<div class="chart"><div class="chart__wide">{drawing(chart, "wide")}</div>'
        f'<div class="chart__narrow">{drawing(chart, "narrow")}</div></div>'
    )


def render_svg(spec: Spec) -> str:
    """The drawing of a Vega-Lite specification; raises ValueError for one that Vega-Lite refuses."""
    text = json.dumps({**spec, "config": theme() | spec.get("config", {})}, sort_keys=True)
    return _drawn(text)


def render_png(svg: str, scale: float = PNG_SCALE, *, keep: bool = True) -> bytes:
    """A picture of an SVG document, `scale` pixels a unit, drawn with the machine's fonts.

    Kept on disk, for a map takes a second; not where `keep` is false: pictures with words of one reader's own.
    """

    def draw() -> bytes:
        return bytes(vl_convert.svg_to_png(svg, scale=scale))

    return _kept(f"{scale}|{svg}", "png", draw) if keep else draw()


def document(chart: Chart, notes: tuple[str, ...]) -> str:
    """The wide drawing as a file of its own: title above, source and other `notes` beneath."""
    muted = palette().text.muted
    title = {"text": chart.title, "subtitle": _wrapped(chart.summary), "anchor": "start", "frame": "bounds"}
    foot = {"text": [line for note in notes for line in _wrapped(note)], "anchor": "start", "orient": "bottom"}
    foot |= {"fontSize": 11, "fontWeight": "normal", "color": muted, "frame": "bounds", "offset": 16}
    inner = {key: value for key, value in chart.wide.items() if key != "$schema"}
    return render_svg({"vconcat": [{**inner, "title": foot}], "title": title, "padding": 16})


def theme() -> Spec:
    """The look of every chart: one font, quiet axes, no frame; colours from the palette."""
    colours, text = palette().figure, palette().text
    axis = {
        "labelColor": text.muted,
        "titleColor": text.muted,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "gridColor": colours.grid,
        "domainColor": colours.axis,
        "tickColor": colours.axis,
        "labelLimit": 400,
    }
    return {
        "font": FONT,
        "aria": False,  # the drawing is one image with a name; Vega's names of its parts are English
        "background": palette().surface.page,
        "view": {"stroke": None},
        "axis": axis,
        "text": {"fontSize": 13, "color": text.text},
        "title": {"fontSize": 18, "color": text.text, "subtitleFontSize": 13, "subtitleColor": text.text},
        "bar": {"color": colours.muted},
        "locale": {"number": _number_locale(get_language() or "en")},
    }


@lru_cache(maxsize=32)
def _number_locale(language: str) -> dict[str, Any]:
    """Decimal and thousands signs of axis labels as readers of `language` write them."""
    symbols = Locale.parse(to_locale(language)).number_symbols["latn"]
    return {"decimal": symbols["decimal"], "thousands": symbols["group"], "grouping": [3], "currency": ["", ""]}


def drawing(chart: Chart, variant: Literal["wide", "narrow"]) -> str:
    """One drawing with its accessible name, as wide as its place and no wider than drawn."""
    prefix = f"{chart.id}-{variant}"
    name = (
        f'role="img" aria-labelledby="{prefix}-title {prefix}-desc"><title id="{prefix}-title">'
        f'{escape(chart.title)}</title><desc id="{prefix}-desc">{escape(chart.summary)}</desc>'
    )
    return _ROOT.sub(lambda match: f"<svg {match[1]}{match[2]} {name}", render_svg(getattr(chart, variant)), count=1)


def _wrapped(text: str, limit: int = 105) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if len(lines[-1]) + len(word) >= limit:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@lru_cache(maxsize=256)
def _drawn(text: str) -> str:
    return _PARTS.sub("", _kept(text, "svg", lambda: _converted(text)).decode())


def _converted(text: str) -> bytes:
    return vl_convert.vegalite_to_svg(json.loads(text), vl_version=VEGA_LITE).encode()


def _kept(source: str, suffix: str, make: Callable[[], bytes]) -> bytes:
    """What `make` draws from `source`, from disk where it was drawn before."""
    digest = hashlib.sha256(f"{vl_convert.__version__}|{VEGA_LITE}|{source}".encode()).hexdigest()
    path = Path(settings.VAR_DIR) / "charts" / f"{digest}.{suffix}"
    if path.exists():
        return path.read_bytes()
    drawing = make()
    _keep(path, drawing)
    return drawing


def _keep(path: Path, drawing: bytes) -> None:
    """Write beside and rename, so that no reader meets half a file. A full disk costs the cache, not the page."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(drawing)
        os.replace(file.name, path)
        _forget_oldest(path.parent)
    except OSError:
        return


def _forget_oldest(folder: Path) -> None:
    """Keep the newest drawings only: figures of releases long gone are not drawn again."""
    files = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
    for path in files[:-KEPT_FILES]:
        path.unlink(missing_ok=True)
