"""Boundaries as publishers write them: GeoJSON (GISCO) and TopoJSON (the package), read with feature numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

_GEOGRAPHIC = re.compile(r"CRS84|EPSG:{1,2}4326|EPSG/0/4326|EPSG:{1,2}4258", re.IGNORECASE)


class BoundaryFileError(ValueError):
    """A file of boundaries that cannot be used; `problems` name the feature by its number, counted from 1."""

    def __init__(self, problems: Sequence[str]):
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of a file: its number (from 1), properties and polygon in degrees, or why there is none."""

    number: int
    properties: dict[str, Any]
    geometry: BaseGeometry | None
    problem: str = ""


def read_features(content: bytes) -> list[Feature]:
    """Features of a GeoJSON or TopoJSON document, the latter also as an ES module (`export default …`).

    Raises BoundaryFileError when the document is neither, or not in degrees (EPSG:4326 or 4258).
    """
    start = content.find(b"{")
    try:
        document = msgspec.json.decode(content[start:].rstrip().rstrip(b";"))
    except msgspec.DecodeError as error:
        raise BoundaryFileError([f"The file is not JSON: {error}."]) from error
    kind = document.get("type") if isinstance(document, dict) else None
    if kind == "FeatureCollection":
        return _geojson(document)
    if kind == "Topology":
        return _topojson(document, next(iter(document["objects"].values())))
    raise BoundaryFileError(["The file is neither a GeoJSON FeatureCollection nor a TopoJSON Topology."])


def read_topology(content: bytes, name: str) -> list[Feature]:
    """Features of the object `name` of a TopoJSON document."""
    document = msgspec.json.decode(content)
    return _topojson(document, document["objects"][name])


def _geojson(document: dict[str, Any]) -> list[Feature]:
    crs = str(document.get("crs", {}).get("properties", {}).get("name", "EPSG:4326"))
    if not _GEOGRAPHIC.search(crs):
        raise BoundaryFileError([f"The file is in {crs}; degrees (EPSG:4326) are needed."])
    return [_geojson_feature(number, feature) for number, feature in enumerate(document["features"], 1)]


def _geojson_feature(number: int, feature: dict[str, Any]) -> Feature:
    properties = feature.get("properties") or {}
    try:
        geometry = shapely.from_geojson(msgspec.json.encode(feature["geometry"]))
    except (KeyError, shapely.errors.GEOSException) as error:
        return Feature(number, properties, None, f"unreadable geometry ({error})")
    return _checked(number, properties, geometry)


def _topojson(document: dict[str, Any], collection: dict[str, Any]) -> list[Feature]:
    arcs = list(_arcs(document))
    return [_topojson_feature(number, geometry, arcs) for number, geometry in enumerate(collection["geometries"], 1)]


def _arcs(document: dict[str, Any]) -> Iterator[np.ndarray]:
    """Arcs as n × 2 arrays of degrees; quantised ones are running sums of whole numbers."""
    transform = document.get("transform")
    for arc in document["arcs"]:
        points = np.array([point[:2] for point in arc], dtype=float)
        if transform:
            points = np.cumsum(points, axis=0) * transform["scale"] + transform["translate"]
        yield points


def _topojson_feature(number: int, geometry: dict[str, Any], arcs: list[np.ndarray]) -> Feature:
    properties = {"id": geometry.get("id"), **geometry.get("properties", {})}
    parts = {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs")}.get(geometry["type"])
    if parts is None:
        return Feature(number, properties, None, f"no polygon but {geometry['type']}")
    polygons = [polygon for part in parts if (polygon := _polygon(part, arcs)) is not None]
    return _checked(number, properties, shapely.multipolygons(polygons))


def _polygon(rings: list[list[int]], arcs: list[np.ndarray]) -> BaseGeometry | None:
    """A polygon from its rings of arcs; rings that quantisation has collapsed are dropped."""
    whole = [ring for ring in (_ring(indices, arcs) for indices in rings) if len(ring) >= 4]
    return Polygon(whole[0], whole[1:]) if whole else None


def _ring(indices: list[int], arcs: list[np.ndarray]) -> np.ndarray:
    """Arcs one after the other, the shared end point once; `~index` is an arc walked backwards."""
    parts = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in indices]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def _checked(number: int, properties: dict[str, Any], geometry: BaseGeometry) -> Feature:
    west, south, east, north = geometry.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        return Feature(number, properties, None, "coordinates are not degrees (wrong reference system)")
    if geometry.geom_type not in {"Polygon", "MultiPolygon"}:
        return Feature(number, properties, None, f"no polygon but {geometry.geom_type}")
    return Feature(number, properties, geometry)
