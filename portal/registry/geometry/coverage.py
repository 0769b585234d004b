"""A coverage: polygons that share their borders, on the canvas, simplified so that they go on sharing them."""

from collections.abc import Iterable, Sequence

import numpy as np
import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from portal.registry.canvas import HEIGHT, INSETS, UNIT_M, WIDTH, inset_of, projection

INSET_FINENESS = 3  # times finer than the main map


def valid(geometry: BaseGeometry) -> BaseGeometry:
    """The polygonal part of a geometry, mended where its rings cross; valid ones are returned unchanged."""
    if geometry.is_valid:
        return geometry
    mended = shapely.make_valid(geometry, method="structure")
    return MultiPolygon([part for part in shapely.get_parts(mended) if part.geom_type == "Polygon"])


def to_canvas(geometry: BaseGeometry) -> BaseGeometry:
    """A polygon in degrees as a multipolygon in map units, every part on the main map or in its inset."""
    parts = [_part_to_canvas(part) for part in shapely.get_parts(geometry)]
    return valid(MultiPolygon([part for part in parts if _is_on_canvas(part)]))


def _part_to_canvas(part: BaseGeometry) -> BaseGeometry:
    west, south, east, north = part.bounds
    return shapely.transform(part, projection(inset_of((west + east) / 2, (south + north) / 2)))


def _is_on_canvas(part: BaseGeometry) -> bool:
    left, top, right, bottom = part.bounds
    return right > 0 and bottom > 0 and left < WIDTH and top < HEIGHT


def simplify(polygons: Sequence[BaseGeometry], tolerance_m: int) -> list[BaseGeometry]:
    """Simplify polygons of a coverage together (Visvalingam): shared borders stay shared, tiny islands vanish.

    Islands in insets, which share no border, are simplified more finely: they are what the frame is there for. A
    polygon of which nothing is left is returned empty.
    """
    main, far = zip(*map(_main_and_far, polygons), strict=True)
    simple = shapely.coverage_simplify(np.array(main, dtype=object), tolerance_m / UNIT_M)
    fine = shapely.coverage_simplify(np.array(far, dtype=object), tolerance_m / UNIT_M / INSET_FINENESS)
    return [valid(_joined(*pair)) for pair in zip(simple, fine, strict=True)]


def _main_and_far(polygon: BaseGeometry) -> tuple[BaseGeometry, BaseGeometry]:
    sides: tuple[list[BaseGeometry], list[BaseGeometry]] = ([], [])
    for part in shapely.get_parts(polygon):
        sides[bool(inset_at(*shapely.get_coordinates(part)[0]))].append(part)
    return MultiPolygon(sides[0]), MultiPolygon(sides[1])


def _joined(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    return MultiPolygon([part for part in (*shapely.get_parts(one), *shapely.get_parts(other)) if not part.is_empty])


def union(polygons: Iterable[BaseGeometry]) -> BaseGeometry:
    """Neighbours of a coverage as one; polygons that mending took out of the coverage are joined the slow way."""
    together = np.array(list(polygons), dtype=object)
    try:
        joined = shapely.coverage_union_all(together)
    except shapely.errors.GEOSException:
        joined = shapely.union_all(together)
    return valid(joined)


def inset_at(x: float, y: float) -> str:
    """Code of the inset whose frame holds a point of the canvas, or an empty string."""
    inside = (
        inset.code
        for inset in INSETS
        if inset.x <= x <= inset.x + inset.width and inset.y <= y <= inset.y + inset.height
    )
    return next(inside, "")
