"""Outlines for maps: shapes of the version that maps draw, and what a published region is on them.

Reference data never change while the process lives, so everything here costs no query when warm.
"""

from dataclasses import dataclass

from portal.registry import canvas
from portal.registry.conversion import Kind, conversions
from portal.registry.models.region import OUTLINE_NUTS
from portal.registry.outlines import COARSE, FINE, MEDIUM, Shape, Wanted, backdrop_and_shapes

FORMER_NUTS = "2013"
SMALL_COUNTRY = 300  # map units from west to east
MARGIN = 150  # map units (kilometres) around a country that its map may show


@dataclass(frozen=True, slots=True)
class MapGround:
    """Shapes of the chosen level, the land and lines around them, and the frames of far places.

    `former` are the outlines of an older version, for regions whose territory was cut across since.
    """

    shapes: tuple[Shape, ...]
    former: tuple[Shape, ...]
    width: int
    height: int
    neighbours: str = ""
    borders: str = ""
    insets: str = ""
    frames: tuple[canvas.Inset, ...] = canvas.INSETS


def get_ground(level: int, country: str = "", detail: int = 0, *, with_former: bool = False) -> MapGround:
    """Outlines of one level in Europe or, in finer detail, in one country. 1 query, none when warm.

    `with_former` adds the outlines of regions that were cut across since.
    """
    detail = detail or (FINE if country else MEDIUM)
    wanted = [Wanted(OUTLINE_NUTS, level, country)]
    wanted += [Wanted(OUTLINE_NUTS, 0)] if country else []
    wanted += [Wanted(FORMER_NUTS, level, country)] if with_former else []
    around, found = backdrop_and_shapes(detail, OUTLINE_NUTS, wanted)
    countries = found[1] if country else ()
    return MapGround(
        shapes=found[0],
        former=found[-1] if with_former else (),
        width=canvas.WIDTH,
        height=canvas.HEIGHT,
        neighbours=around.get("neighbours", "") + _beside(country, countries),
        borders=around.get("borders", "") + "".join(shape.path for shape in countries if shape.code == country),
        insets=around.get("insets", ""),
    )


def _is_small(found: tuple[Shape, ...]) -> bool:
    """Whether coarse outlines would show more corners than coast: Malta, Luxembourg, Cyprus."""
    mainland = [shape.bbox for shape in found if not shape.inset]
    across = [max(box[2] for box in mainland) - min(box[0] for box in mainland)] if mainland else []
    return bool(across) and across[0] < SMALL_COUNTRY


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
    """How a published region is drawn: `codes` are outlines of `version`, which take the place of `covers`.

    `is_exact` is False where it is drawn within today's border, which has shifted a little since.
    """

    codes: tuple[str, ...] = ()
    version: str = OUTLINE_NUTS
    covers: tuple[str, ...] = ()
    is_exact: bool = True


def placing(code: str, version: str) -> Placing:
    """How the published region `code` is drawn: on several outlines where it was split since.

    Where its territory was cut across or became a part of another, it keeps its former outline. No codes where it
    has none. No query when warm.
    """
    today = conversions().to_version(code, version, OUTLINE_NUTS)
    if today.is_exact or today.kind in (Kind.SPLIT, Kind.UNION):
        return Placing(today.codes, covers=today.codes)
    if today.kind == Kind.BOUNDARY_SHIFT and len(today.codes) == 1:
        return Placing(today.codes, covers=today.codes, is_exact=False)
    former = conversions().to_version(code, version, FORMER_NUTS)
    return Placing(former.codes, FORMER_NUTS, today.codes) if former.is_exact else Placing()


def current_code(code: str, version: str) -> str:
    """Today's code of a published region that was only recoded; else the code as published."""
    today = conversions().to_current(code, version)
    return today.codes[0] if today.is_exact else code


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a region lies: `inside` are its own outlines, `beside` the others of its level in its country.

    `country` is empty for a country itself: it lies among all others.
    """

    country: str
    inside: tuple[Shape, ...]
    beside: tuple[Shape, ...]
    ground: MapGround


def get_surroundings(code: str, version: str) -> Surroundings:
    """Outlines for a small map of a region of NUTS 0 to 2; a country lies among all countries.

    Coarse, for the map is small. At most 2 queries, none when warm. `inside` is empty where no outline is the
    region's own.
    """
    level = len(code) - 2
    country = code[:2] if level else ""
    ground = get_ground(level, country, COARSE)
    if country and _is_small(ground.shapes):
        ground = get_ground(level, country, MEDIUM)
    own = set(placing(code, version).codes) or {code}
    inside = tuple(shape for shape in ground.shapes if shape.code in own)
    return Surroundings(country, inside, tuple(shape for shape in ground.shapes if shape.code not in own), ground)
