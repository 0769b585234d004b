"""What surrounds the regions on the map: land of other countries, lines between countries, frames of the insets."""

from collections.abc import Iterable, Mapping
from itertools import combinations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from portal.registry.canvas import HEIGHT, INSETS, UNIT_M, WIDTH, Inset, projection
from portal.registry.geometry.coverage import valid
from portal.registry.geometry.paths import path_of, whole_ring

TUCK = 12  # map units by which neighbours reach under the regions, so that no sea shows between two sources
NEAR = (-30.0, 20.0, 65.0, 75.0)  # degrees: nothing outside this window reaches the canvas


def neighbours_path(world: Iterable[BaseGeometry], detail: int) -> str:
    """Land around the mapped countries, clipped to the canvas, without the places of the insets."""
    window = shapely.box(*NEAR)
    near = [shapely.intersection(valid(_unwrapped(land)), window) for land in world]
    land = shapely.union_all([_on_main_map(piece) for piece in near if not piece.is_empty])
    frames = shapely.union_all([shapely.box(*frame) for frame in map(_frame, INSETS)])
    canvas = shapely.difference(shapely.box(0, 0, WIDTH, HEIGHT), frames)
    simple = shapely.simplify(shapely.buffer(land, TUCK, quad_segs=2), 1.5 * detail / UNIT_M)
    rings = _rings(shapely.intersection(valid(simple), canvas), 4 * (detail / UNIT_M) ** 2)
    return path_of(ring for ring in rings if len(ring) > 2)


def _unwrapped(land: BaseGeometry) -> BaseGeometry:
    """A country across the date line in one piece: its western end is moved east by a full turn."""
    west, _, east, _ = land.bounds
    if east - west < 300:
        return land
    return shapely.transform(land, lambda points: np.column_stack([points[:, 0] % 360, points[:, 1]]))


def _on_main_map(piece: BaseGeometry) -> BaseGeometry:
    dense = shapely.segmentize(piece, 1.0)
    return valid(shapely.transform(dense, projection(None)))


def _frame(inset: Inset) -> tuple[int, int, int, int]:
    return inset.x, inset.y, inset.x + inset.width, inset.y + inset.height


def _rings(land: BaseGeometry, smallest: float) -> Iterable[np.ndarray]:
    for part in shapely.get_parts(land):
        if part.geom_type == "Polygon" and part.area >= smallest:
            yield whole_ring(shapely.get_coordinates(part.exterior))
            yield from (whole_ring(shapely.get_coordinates(hole)) for hole in part.interiors)


def borders_path(countries: Mapping[str, BaseGeometry]) -> str:
    """Lines that two countries share, as open lines."""
    pairs = [pair for pair in combinations(countries.values(), 2) if shapely.intersects(*pair)]
    shared = [shapely.intersection(one.boundary, other.boundary) for one, other in pairs]
    segments = [part for line in shared for part in shapely.get_parts(line) if part.geom_type == "LineString"]
    if not segments:
        return ""
    merged = shapely.line_merge(shapely.multilinestrings(segments))
    lines = (np.rint(shapely.get_coordinates(line)).astype(int) for line in shapely.get_parts(merged))
    return path_of((line for line in map(_without_repeats, lines) if len(line) > 1), is_closed=False)


def _without_repeats(line: np.ndarray) -> np.ndarray:
    steps = np.any(np.diff(line, axis=0) != 0, axis=1)
    return line[np.concatenate([[True], steps])]


def frames_path() -> str:
    """The frames of the insets as closed rectangles."""
    return "".join(f"M{inset.x} {inset.y}h{inset.width}v{inset.height}h{-inset.width}z" for inset in INSETS)
