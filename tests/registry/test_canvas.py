"""The canvas: where places come to lie."""

from itertools import combinations
from math import cos, radians

import pytest

from portal.registry.canvas import HEIGHT, INSETS, WIDTH, inset_of, project


def test_the_centre_of_the_projection_lies_where_its_definition_says():
    # ETRS89-LAEA has its origin at 10° E 52° N with coordinates 4,321,000 and 3,210,000 m.
    assert project(10, 52) == pytest.approx((4321 - 2520, 5450 - 3210), abs=0.01)


def test_north_is_up_and_east_is_right():
    lisbon, helsinki = project(-9.1, 38.7), project(24.9, 60.2)
    assert lisbon[0] < helsinki[0]
    assert lisbon[1] > helsinki[1]


@pytest.mark.parametrize(
    ("place", "inset"),
    [((55.5, -21.1), "reunion"), ((-16.6, 28.3), "canarias"), ((-25.5, 37.7), "acores"), ((-53, 4), "guyane")],
)
def test_far_places_lie_in_their_frame(place, inset):
    frame = next(one for one in INSETS if one.code == inset)
    x, y = project(*place)
    assert frame.x < x < frame.x + frame.width
    assert frame.y < y < frame.y + frame.height


def test_mainland_is_in_no_inset():
    assert inset_of(4.8, 45.7) is None


def test_cyprus_and_the_north_cape_are_on_the_canvas():
    for place in ((33.4, 35.1), (25.8, 71.1), (-24.3, 65.5), (44.5, 39.5)):
        x, y = project(*place)
        assert 0 < x < WIDTH
        assert 0 < y < HEIGHT


def test_frames_lie_on_the_canvas_and_apart_from_each_other():
    for frame in INSETS:
        assert 0 <= frame.x < frame.x + frame.width <= WIDTH
        assert 0 <= frame.y < frame.y + frame.height <= HEIGHT
    for one, other in combinations(INSETS, 2):
        is_beside = one.x + one.width < other.x or other.x + other.width < one.x
        assert is_beside or one.y + one.height < other.y or other.y + other.height < one.y


@pytest.mark.parametrize("island", [(-25.4, 37.8), (-16.5, 28.3), (-16.95, 32.75), (55.5, -21.1)])
def test_an_inset_never_shows_an_island_smaller_than_the_main_map_would(island):
    west, east = ((island[0] + side, island[1]) for side in (-0.05, 0.05))
    kilometres = 2 * 0.05 * 111.32 * cos(radians(island[1]))
    assert abs(project(*east)[0] - project(*west)[0]) > kilometres
