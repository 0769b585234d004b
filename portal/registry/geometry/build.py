"""Outlines of all levels of one NUTS version, from the boundaries of its NUTS 2 regions.

NUTS 1 and countries are unions of the simplified NUTS 2 regions, so lines of all levels lie on each other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from portal.registry.canvas import UNIT_M
from portal.registry.geometry.coverage import simplify, to_canvas, union
from portal.registry.geometry.paths import Drawing, draw

DETAILS = (8000, 4000, 1500)

Polygons = dict[str, BaseGeometry]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One version at one level of detail: simplified polygons of NUTS 2 and the drawings of levels 0 to 2."""

    detail: int
    polygons: Polygons
    drawings: dict[str, Drawing]

    @property
    def countries(self) -> Polygons:
        return merged(self.polygons, 2)


def canvas_polygons(degrees: Mapping[str, BaseGeometry]) -> Polygons:
    """NUTS 2 polygons in map units; regions that lie wholly outside the canvas are left out."""
    moved = {code: to_canvas(polygon) for code, polygon in degrees.items()}
    return {code: polygon for code, polygon in moved.items() if not polygon.is_empty}


def merged(polygons: Mapping[str, BaseGeometry], length: int) -> Polygons:
    """Unions of the regions whose codes share their first `length` characters."""
    families: dict[str, list[BaseGeometry]] = {}
    for code, polygon in polygons.items():
        families.setdefault(code[:length], []).append(polygon)
    return {code: union(members) for code, members in families.items()}


def build_sheets(exact: Polygons, details: tuple[int, ...] = DETAILS) -> Iterator[Sheet]:
    """One sheet a detail; `exact` are NUTS 2 polygons in map units."""
    for detail in details:
        simple = dict(zip(exact, simplify(list(exact.values()), detail), strict=True))
        yield Sheet(detail, simple, _drawings(exact, simple, detail))


def _drawings(exact: Polygons, simple: Polygons, detail: int) -> dict[str, Drawing]:
    drawings = {}
    for length in (4, 3, 2):
        whole = merged(exact, length) if length < 4 else exact
        for code, polygon in (merged(simple, length) if length < 4 else simple).items():
            drawings[code] = draw(polygon, (detail / UNIT_M) ** 2, whole[code])
    return drawings
