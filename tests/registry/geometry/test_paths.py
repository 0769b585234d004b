"""Path data: compact, whole numbers, nothing lost that must be seen."""

import re

import numpy as np
import shapely

from portal.registry.geometry.paths import MARK, draw, path_of, whole_ring


def points_of(path: str) -> list[tuple[int, int]]:
    """All points of path data made of absolute moves and relative lines."""
    points = []
    for ring in re.findall(r"M[^M]+", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        pairs = np.array(numbers).reshape(-1, 2)
        points += [tuple(point) for point in np.cumsum(pairs, axis=0).tolist()]
    return points


def test_a_square_is_one_closed_ring_of_relative_lines():
    square = shapely.box(10, 20, 110, 120)
    drawing = draw(square, 1, square)
    assert drawing.path.endswith("z")
    assert set(points_of(drawing.path)) == {(10, 20), (110, 20), (110, 120), (10, 120)}
    assert drawing.bbox == (10, 20, 110, 120)


def test_the_label_stands_in_the_middle_of_the_largest_part():
    parts = shapely.MultiPolygon([shapely.box(0, 0, 10, 10), shapely.box(100, 100, 200, 200)])
    x, y = draw(parts, 1, parts).label
    assert abs(x - 150) < 5
    assert abs(y - 150) < 5


def test_small_islands_are_dropped_but_never_the_largest_part():
    parts = shapely.MultiPolygon([shapely.box(0, 0, 50, 50), shapely.box(60, 60, 63, 63)])
    assert draw(parts, 64, parts).path.count("M") == 1
    tiny = shapely.box(0, 0, 5, 5)
    assert draw(tiny, 64, tiny).path.count("M") == 1


def test_what_rounding_swallows_is_drawn_as_a_mark():
    speck = shapely.box(10.1, 10.1, 10.3, 10.3)
    drawing = draw(speck, 64, speck)
    assert drawing.bbox == (10 - MARK, 10 - MARK, 10 + MARK, 10 + MARK)


def test_what_simplification_swallows_is_drawn_exactly():
    exact = shapely.box(10, 10, 14, 14)
    assert draw(shapely.MultiPolygon(), 64, exact).bbox == (10, 10, 14, 14)


def test_points_on_a_straight_line_and_repeated_points_are_left_out():
    ring = np.array([[0, 0], [0.2, 0.1], [50, 0], [100, 0], [100, 100], [0, 100], [0, 0]])
    assert whole_ring(ring).tolist() == [[0, 0], [100, 0], [100, 100], [0, 100]]


def test_a_hole_is_a_ring_of_its_own():
    square = shapely.Polygon(shapely.box(0, 0, 100, 100).exterior, [shapely.box(40, 40, 60, 60).exterior])
    assert draw(square, 1, square).path.count("z") == 2


def test_open_lines_are_not_closed():
    assert path_of([np.array([[0, 0], [3, -4]])], is_closed=False) == "M0 0l3-4"
