"""The one palette: typed access to `data/palette.toml` for the CSS tokens, charts and maps."""

import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

PALETTE_FILE = Path(__file__).parent / "data" / "palette.toml"
_HEX = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    muted: str
    link: str
    inverse: str
    error: str


@dataclass(frozen=True, slots=True)
class Surface:
    page: str
    soft: str
    notice: str
    brand: str
    brand_dark: str
    border: str
    control: str
    focus: str


@dataclass(frozen=True, slots=True)
class FigureColours:
    accent: str
    muted: str
    grid: str
    axis: str
    star: str
    no_data: str
    no_data_hatch: str
    backdrop: str
    sea: str
    region_line: str
    country_line: str
    outline: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Fills of the classes in order; `edge[i]` is the line round class `i` (empty for categories)."""

    fill: tuple[str, ...]
    edge: tuple[str, ...] = ()

    def classes(self, count: int) -> tuple[str, ...]:
        """`count` fills spread over the whole scale: 3 of 6 classes are the first, a middle one and the last."""
        if not 1 <= count <= len(self.fill):
            raise ValueError(f"The scale has {len(self.fill)} classes, not {count}.")
        if count == 1:
            return (self.fill[-1],)
        last = len(self.fill) - 1
        return tuple(self.fill[round(i * last / (count - 1))] for i in range(count))


@dataclass(frozen=True, slots=True)
class Palette:
    text: Text
    surface: Surface
    figure: FigureColours
    sequential: Scale
    diverging: Scale
    categorical: Scale


@cache
def palette() -> Palette:
    """The palette of the portal, read once. Raises ValueError for anything that is not `#rrggbb`."""
    raw = tomllib.loads(PALETTE_FILE.read_text(encoding="utf-8"))
    return Palette(
        text=Text(**_checked(raw["text"])),
        surface=Surface(**_checked(raw["surface"])),
        figure=FigureColours(**_checked(raw["figure"])),
        sequential=_scale(raw["sequential"]),
        diverging=_scale(raw["diverging"]),
        categorical=_scale(raw["categorical"]),
    )


def css_tokens(colours: Palette) -> str:
    """CSS custom properties of every colour: `--portal-text-muted`, `--portal-sequential-1` …"""
    lines = []
    for group in fields(colours):
        for name, value in _tokens(getattr(colours, group.name)):
            lines.append(f"  --portal-{group.name}-{name}: {value};")
    body = "\n".join(lines)
    return f"/* Generated from portal/core/data/palette.toml by `manage.py write_tokens`. */\n:root {{\n{body}\n}}\n"


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _tokens(group: Any) -> list[tuple[str, str]]:
    if isinstance(group, Scale):
        return [(str(number), colour) for number, colour in enumerate(group.fill, start=1)]
    return [(field.name.replace("_", "-"), getattr(group, field.name)) for field in fields(group)]


def _scale(raw: dict[str, list[str]]) -> Scale:
    return Scale(**{name: tuple(_colour(value) for value in values) for name, values in raw.items()})


def _checked(raw: dict[str, str]) -> dict[str, str]:
    return {name: _colour(value) for name, value in raw.items()}


def _colour(value: str) -> str:
    if not _HEX.fullmatch(value):
        raise ValueError(f"{value!r} in {PALETTE_FILE.name} is not a colour of the form #rrggbb.")
    return value


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
