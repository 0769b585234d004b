"""Outlines for maps: shapes of the version that maps draw, and what a published region is on them.

Reference data never change while the process lives, so everything here costs no query when warm.
"""

from dataclasses import dataclass

from portal.registry import canvas
from portal.registry.conversion import Kind, conversions
from portal.registry.models.region import OUTLINE_NUTS
from portal.registry.outlines import FINE, MEDIUM, Shape, backdrop, shapes

LABEL_INDENT = 16
MARGIN = 150  # map units (kilometres) around a country that its map may show


@dataclass(frozen=True, slots=True)
class MapGround:
    """Shapes of the chosen level, the land and lines around them, and the names of the insets (x, y, text)."""

    shapes: tuple[Shape, ...]
    width: int
    height: int
    neighbours: str = ""
    borders: str = ""
    insets: str = ""
    inset_notes: tuple[tuple[int, int, str], ...] = ()


def get_ground(level: int, country: str = "") -> MapGround:
    """Outlines of one level in Europe or, in finer detail, in one country. At most 4 queries, none when warm."""
    detail = FINE if country else MEDIUM
    around = backdrop(OUTLINE_NUTS, detail)
    countries = shapes(OUTLINE_NUTS, 0, detail) if country else ()
    return MapGround(
        shapes=shapes(OUTLINE_NUTS, level, detail, country),
        width=canvas.WIDTH,
        height=canvas.HEIGHT,
        neighbours=around.get("neighbours", "") + _beside(country, countries),
        borders=around.get("borders", "") + "".join(shape.path for shape in countries if shape.code == country),
        insets=around.get("insets", ""),
        inset_notes=tuple((inset.x + LABEL_INDENT, inset.label_y, inset.name) for inset in canvas.INSETS),
    )


def _beside(country: str, countries: tuple[Shape, ...]) -> str:
    """The land of the other mapped countries that reach into a country's map: it is not part of the backdrop."""
    own = next((shape.bbox for shape in countries if shape.code == country), None)
    if own is None:
        return ""
    return "".join(shape.path for shape in countries if shape.code != country and _meet(own, shape.bbox))


def _meet(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    apart_x = one[2] + MARGIN < other[0] or other[2] + MARGIN < one[0]
    apart_y = one[3] + MARGIN < other[1] or other[3] + MARGIN < one[1]
    return not (apart_x or apart_y)


@dataclass(frozen=True, slots=True)
class Placing:
    """The outlines that are a published region; `is_exact` is False where its border has shifted a little since."""

    codes: tuple[str, ...]
    is_exact: bool = True


def placing(code: str, version: str) -> Placing:
    """Which outlines the published region `code` is drawn on: several where it was split since.

    None where its territory was cut across, or is only a part of an outline. No query when warm.
    """
    known = conversions().to_version(code, version, OUTLINE_NUTS)
    if known.is_exact or known.kind in (Kind.SPLIT, Kind.UNION):
        return Placing(known.codes)
    has_shifted = known.kind == Kind.BOUNDARY_SHIFT and len(known.codes) == 1
    return Placing(known.codes if has_shifted else (), is_exact=False)


def current_code(code: str, version: str) -> str:
    """Today's code of a published region that was only recoded; else the code as published."""
    today = conversions().to_current(code, version)
    return today.codes[0] if today.is_exact else code
