"""Positions find the region they lie in, and the one next to them on the water's edge."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from portal.registry.geometry.locating import DEGREE_M, SNAP_M, Locator, region_at
from portal.registry.models import Boundary
from tests.registry.factories import RegionFactory

NORTH = 69.0  # degrees, where a degree of longitude is a third of one of latitude


def box(west, south, east, north):
    return shapely.box(west, south, east, north)


def two_squares():
    return Locator(["XB111", "XA111"], [box(11, 50, 12, 51), box(10, 50, 11, 51)])


def located(locator, *positions):
    longitudes, latitudes = np.array(positions, float).T
    return locator.locate(longitudes, latitudes)


def test_each_position_gets_the_code_of_the_polygon_around_it():
    found = located(two_squares(), (11.5, 50.5), (10.5, 50.5))

    assert found.codes.tolist() == ["XB111", "XA111"]
    assert found.distances_m.tolist() == [0, 0]


def test_a_border_belongs_to_the_first_code_in_alphabetical_order():
    assert located(two_squares(), (11.0, 50.5)).codes.tolist() == ["XA111"]


def test_a_position_off_the_coast_gets_the_nearest_region_and_its_distance():
    found = located(two_squares(), (10.5, 51 + 2_000 / DEGREE_M))

    assert found.codes.tolist() == ["XA111"]
    assert found.distances_m[0] == pytest.approx(2_000, rel=0.001)


def test_a_position_farther_out_than_the_stated_distance_lies_nowhere():
    found = located(two_squares(), (10.5, 51 + 1.01 * SNAP_M / DEGREE_M))

    assert found.codes.tolist() == [""]
    assert np.isnan(found.distances_m[0])


def test_near_the_pole_the_nearest_region_is_nearest_on_the_ground_not_in_degrees():
    east, south = box(10.04, NORTH, 11, NORTH + 1), box(9, NORTH - 1, 10, NORTH - 0.02)
    metres_east, metres_south = 0.04 * DEGREE_M * np.cos(np.radians(NORTH + 0.005)), 0.025 * DEGREE_M
    assert metres_east < metres_south  # though 0.04 degrees are more than 0.025

    found = located(Locator(["XE111", "XS111"], [east, south]), (10.0, NORTH + 0.005))

    assert found.codes.tolist() == ["XE111"]
    assert found.distances_m[0] == pytest.approx(metres_east, rel=0.01)


@pytest.mark.parametrize("position", [(np.nan, 50.5), (10.5, np.nan), (999, 50.5), (10.5, 91)])
def test_what_is_no_position_lies_nowhere(position):
    assert located(two_squares(), position, (10.5, 50.5)).codes.tolist() == ["", "XA111"]


def test_without_any_boundary_nothing_is_found():
    assert located(Locator([], []), (10.5, 50.5)).codes.tolist() == [""]


@given(st.lists(st.tuples(st.floats(9, 13), st.floats(49, 52)), min_size=1, max_size=30))
def test_what_lies_inside_is_what_a_plain_comparison_of_coordinates_says(positions):
    boxes = {"XA111": (10, 50, 11, 51), "XB111": (11, 50, 12, 51)}
    found = located(Locator(list(boxes), [box(*corners) for corners in boxes.values()]), *positions)

    for (longitude, latitude), code, distance in zip(positions, found.codes, found.distances_m, strict=True):
        inside = [name for name, (w, s, e, n) in boxes.items() if w < longitude < e and s + 1e-6 < latitude < n - 1e-6]
        if inside:
            assert (code, distance) == (inside[0], 0)


@pytest.mark.django_db
def test_one_address_is_found_in_the_version_that_is_asked_for():
    RegionFactory(code="DE212", version="2024")
    for version, code in (("2024", "DE212"), ("2013", "DE21H")):
        Boundary.objects.create(version=version, code=code, polygon=shapely.to_wkb(box(11, 48, 12, 49)))

    assert region_at(11.5, 48.1) == "DE212"
    assert region_at(11.5, 48.1, "2013") == "DE21H"
    assert region_at(0, 0) == ""
