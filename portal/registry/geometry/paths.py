"""Polygons in map units as compact SVG path data: whole numbers, relative lines, closed rings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from portal.registry.geometry.coverage import inset_at

INSET_SHARE = 0.1  # of the smallest area, for parts in insets
MARK = 4  # half the side of the square, in map units, that stands for a region too small to draw


@dataclass(frozen=True, slots=True)
class Drawing:
    """An outline ready to store: path, bounding box and the point of its label, in whole map units."""

    path: str
    bbox: tuple[int, int, int, int]
    label: tuple[int, int]
    inset: str


def draw(polygon: BaseGeometry, smallest: float, fallback: BaseGeometry) -> Drawing:
    """Outline of a region without parts and holes under `smallest` square units.

    The largest part is always kept: from `fallback`, the exact polygon, where simplification leaves nothing of it.
    """
    rings = [ring for ring in map(whole_ring, _rings(polygon, smallest)) if len(ring) > 2]
    if not rings:
        rings = [ring for ring in map(whole_ring, _rings(fallback, 0)) if len(ring) > 2] or [_mark(fallback)]
    corners = np.concatenate(rings)
    left, top, right, bottom = (int(edge) for edge in (*corners.min(axis=0), *corners.max(axis=0)))
    label = _label(largest(fallback if polygon.is_empty else polygon))
    return Drawing(path_of(rings), (left, top, right, bottom), label, inset_at(*label))


def _rings(polygon: BaseGeometry, smallest: float) -> Iterator[np.ndarray]:
    """Rings worth drawing, the largest part first."""
    parts = sorted(shapely.get_parts(polygon), key=shapely.area, reverse=True)
    for number, part in enumerate(parts):
        if number and part.area < smallest * _finer(part):
            continue
        yield shapely.get_coordinates(part.exterior)
        yield from (shapely.get_coordinates(hole) for hole in part.interiors if shapely.polygons(hole).area >= smallest)


def _finer(part: BaseGeometry) -> float:
    """Insets show islands that the main map drops."""
    x, y = shapely.get_coordinates(part)[0]
    return INSET_SHARE if inset_at(x, y) else 1.0


def largest(polygon: BaseGeometry) -> BaseGeometry:
    return max(shapely.get_parts(polygon), key=shapely.area)


def _label(part: BaseGeometry) -> tuple[int, int]:
    """The point farthest from the border, where a label has most room."""
    radius = shapely.maximum_inscribed_circle(part, tolerance=max(1.0, part.area**0.5 / 50))
    x, y = shapely.get_coordinates(radius)[0]
    return round(x), round(y)


def _mark(polygon: BaseGeometry) -> np.ndarray:
    x, y = (round(value) for value in shapely.get_coordinates(polygon.centroid)[0])
    return np.array([[x - MARK, y - MARK], [x + MARK, y - MARK], [x + MARK, y + MARK], [x - MARK, y + MARK]])


def whole_ring(ring: np.ndarray) -> np.ndarray:
    """An open ring of whole numbers without repeated points and without points on a straight line.

    Rounding is the same for both neighbours of a border, so it stays shared. Empty where nothing is left.
    """
    points = np.rint(ring[:-1]).astype(int)
    points = points[np.any(points != np.roll(points, 1, axis=0), axis=1)]
    if len(points) < 3:
        return points[:0]
    before, after = points - np.roll(points, 1, axis=0), np.roll(points, -1, axis=0) - points
    turns = before[:, 0] * after[:, 1] != before[:, 1] * after[:, 0]
    return points[turns]


def path_of(lines: Iterable[np.ndarray], *, is_closed: bool = True) -> str:
    """Rings (or open lines) of whole numbers as SVG path data."""
    return "".join(_line(points, "z" if is_closed else "") for points in lines)


def _line(points: np.ndarray, end: str) -> str:
    steps = " ".join(f"{x} {y}" for x, y in np.diff(points, axis=0))
    return f"M{points[0][0]} {points[0][1]}l{steps}{end}".replace(" -", "-")
