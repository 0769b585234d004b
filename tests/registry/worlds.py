"""Small worlds on the map: squares that share borders, as documents of both formats."""

import json
from typing import Any

SQUARES = {"AA11": (10, 50), "AA12": (11, 50), "AB11": (10, 51)}


def square(west: float, south: float, size: float = 1.0) -> list[list[float]]:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(code: str, ring: list[list[float]], **properties: Any) -> dict[str, Any]:
    named = {"NUTS_ID": code, "LEVL_CODE": len(code) - 2, "NAME_LATN": f"Name {code}", "NUTS_NAME": f"Name {code}"}
    return {
        "type": "Feature",
        "properties": named | properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def geojson(*features: dict[str, Any], **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)} | more).encode()


def two_squares_as_topojson() -> dict[str, Any]:
    """Two squares that share the arc from (11, 50) to (11, 51), quantised to tenths of a degree."""
    return {
        "type": "Topology",
        "transform": {"scale": [0.1, 0.1], "translate": [10, 50]},
        "arcs": [
            [[10, 0], [0, 10]],
            [[10, 10], [-10, 0], [0, -10], [10, 0]],
            [[10, 10], [10, 0], [0, -10], [-10, 0]],
        ],
        "objects": {
            "NUTS": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "id": "AA11", "arcs": [[0, 1]], "properties": {"NUTS_ID": "AA11"}},
                    {"type": "Polygon", "id": "AA12", "arcs": [[2, 0]], "properties": {"NUTS_ID": "AA12"}},
                ],
            }
        },
    }
