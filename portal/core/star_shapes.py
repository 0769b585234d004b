"""Stars as one small drawing: earned, earned on estimates and not earned are three shapes, not three colours.

Earned is a full star, earned on estimates an outlined star, not earned a small ring. A drawing prints and scales like
the text beside it; characters of a font differ from machine to machine.
"""

from functools import lru_cache
from html import escape
from math import cos, pi, sin

from portal.core.palette import palette

SIZE = 20
OUTER, INNER = 9.0, 3.8
POINTS = 5


@lru_cache(maxsize=64)
def star_shapes(earned: int, possible: int, *, is_hollow: bool = False) -> str:
    """SVG of `possible` places in a row, `earned` of them stars; empty where there are no places."""
    if not possible:
        return ""
    kind = "hollow" if is_hollow else "full"
    shapes = [_star(place, kind) if place < earned else _ring(place) for place in range(possible)]
    return (
        f'<svg class="portal-stars__shapes" viewBox="0 0 {SIZE * possible} {SIZE}" aria-hidden="true" '
        f'focusable="false">{"".join(shapes)}</svg>'
    )


@lru_cache(maxsize=64)
def named_stars(earned: int, possible: int, name: str, *, is_hollow: bool = False) -> str:
    """The same drawing with its name and its own colours: for documents, where no style sheet reaches into it."""
    colours = palette().figure
    marks = star_shapes(earned, possible, is_hollow=is_hollow)
    for kind, fill, line in (("full", colours.star, colours.star), ("hollow", "none", colours.star),
                             ("none", "none", colours.axis)):  # fmt: skip
        shape = f'class="portal-star portal-star--{kind}"'
        marks = marks.replace(shape, f'{shape} fill="{fill}" stroke="{line}" stroke-width="1.5"')
    opening, rest = marks.split(">", 1)
    return f"{opening}><title>{escape(name)}</title>{rest}" if possible else ""


def _star(place: int, kind: str) -> str:
    corners = (_corner(step, SIZE * place + SIZE / 2) for step in range(2 * POINTS))
    return f'<path class="portal-star portal-star--{kind}" d="M{"L".join(corners)}Z"/>'


def _corner(step: int, centre: float) -> str:
    """Outer and inner corners in turn, the first one at the top."""
    angle, radius = pi * step / POINTS, INNER if step % 2 else OUTER
    return f"{centre + radius * sin(angle):.1f} {SIZE / 2 + 0.7 - radius * cos(angle):.1f}"


def _ring(place: int) -> str:
    return f'<circle class="portal-star portal-star--none" cx="{SIZE * place + SIZE // 2}" cy="{SIZE // 2 + 1}" r="3"/>'
