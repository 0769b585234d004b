"""Reading boundaries: GeoJSON and TopoJSON, with the number of every feature that cannot be used."""

import json

import pytest
import shapely

from portal.registry.geometry.features import BoundaryFileError, read_features
from tests.registry.worlds import feature, geojson, square, two_squares_as_topojson


def test_geojson_gives_polygons_with_their_properties():
    (found,) = read_features(geojson(feature("AA11", square(10, 50))))
    assert found.properties["NUTS_ID"] == "AA11"
    assert found.geometry.area == pytest.approx(1)


def test_topojson_arcs_become_closed_rings():
    left, right = read_features(json.dumps(two_squares_as_topojson()).encode())
    assert left.geometry.equals(shapely.box(10, 50, 11, 51))
    assert right.geometry.equals(shapely.box(11, 50, 12, 51))


def test_topojson_neighbours_share_their_border_exactly():
    left, right = read_features(json.dumps(two_squares_as_topojson()).encode())
    assert shapely.coverage_is_valid([left.geometry, right.geometry])


def test_an_es_module_is_read_like_its_document():
    module = b"export default " + json.dumps(two_squares_as_topojson()).encode() + b";\n"
    assert len(read_features(module)) == 2


def test_a_projected_file_is_refused_by_its_declaration():
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3035"}}
    with pytest.raises(BoundaryFileError, match="EPSG::3035; degrees"):
        read_features(geojson(feature("AA11", square(10, 50)), crs=crs))


def test_coordinates_that_are_no_degrees_are_named_by_feature():
    metres = feature("AA12", square(4_321_000, 3_210_000, 1000))
    good, bad = read_features(geojson(feature("AA11", square(10, 50)), metres))
    assert not good.problem
    assert bad.number == 2
    assert "wrong reference system" in bad.problem


def test_a_point_is_no_region():
    point = {"type": "Feature", "properties": {"NUTS_ID": "AA11"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
    assert "no polygon but Point" in read_features(geojson(point))[0].problem


def test_a_feature_without_geometry_is_reported():
    empty = {"type": "Feature", "properties": {"NUTS_ID": "AA11"}, "geometry": None}
    assert read_features(geojson(empty))[0].problem


@pytest.mark.parametrize("content", [b"", b"not json", b'{"type": "Table"}', b"[1, 2]"])
def test_other_files_are_refused(content):
    with pytest.raises(BoundaryFileError):
        read_features(content)
