"""Polygons on the canvas: valid, simplified together, placed into insets."""

import numpy as np
import pytest
import shapely

from portal.registry.canvas import INSETS
from portal.registry.geometry.build import build_sheets, canvas_polygons
from portal.registry.geometry.coverage import simplify, to_canvas, union, valid


def ragged_neighbours() -> tuple[shapely.Polygon, shapely.Polygon]:
    """Two squares of 400 units whose shared border wanders."""
    rng = np.random.default_rng(7)
    border = [(400 + float(rng.normal(0, 15)), y) for y in range(10, 400, 10)]
    left = shapely.Polygon([(0, 0), (400, 0), *border, (400, 400), (0, 400)])
    right = shapely.Polygon([(400, 0), (800, 0), (800, 400), (400, 400), *border[::-1]])
    return left, right


def test_shared_borders_stay_shared_after_simplification():
    ragged = ragged_neighbours()
    simple = simplify(ragged, 40_000)
    assert shapely.coverage_is_valid(simple)
    assert shapely.get_num_coordinates(simple).sum() < shapely.get_num_coordinates(ragged).sum() / 2
    assert simple[0].intersection(simple[1]).area == 0
    assert union(simple).area == pytest.approx(800 * 400)


def test_a_broken_polygon_is_mended():
    bow = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    assert not bow.is_valid
    assert valid(bow).is_valid
    assert valid(bow).area > 0


def test_a_valid_polygon_is_left_alone():
    box = shapely.box(0, 0, 1, 1)
    assert valid(box) is box


def test_a_far_island_moves_into_its_frame_while_the_mainland_stays():
    country = shapely.MultiPolygon([shapely.box(2, 46, 3, 47), shapely.box(55.3, -21.3, 55.7, -20.9)])
    moved = to_canvas(country)
    frame = next(inset for inset in INSETS if inset.code == "reunion")
    box = shapely.box(frame.x, frame.y, frame.x + frame.width, frame.y + frame.height)
    assert [box.contains(part) for part in moved.geoms] == [False, True]


def test_places_outside_the_canvas_are_left_out():
    assert to_canvas(shapely.box(-100, 30, -99, 31)).is_empty
    assert canvas_polygons({"AA11": shapely.box(-100, 30, -99, 31)}) == {}


def test_all_levels_of_a_sheet_lie_on_each_other():
    exact = canvas_polygons({"AA11": shapely.box(10, 50, 11, 51), "AA12": shapely.box(11, 50, 12, 51)})
    (sheet,) = build_sheets(exact, (4000,))
    assert set(sheet.drawings) == {"AA11", "AA12", "AA1", "AA"}
    assert sheet.drawings["AA"].path == sheet.drawings["AA1"].path
    left, right = sheet.drawings["AA11"].bbox, sheet.drawings["AA12"].bbox
    assert sheet.drawings["AA"].bbox == (left[0], min(left[1], right[1]), right[2], max(left[3], right[3]))
