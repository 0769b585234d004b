"""What surrounds the regions."""

import shapely

from portal.registry.canvas import INSETS
from portal.registry.geometry.backdrop import borders_path, frames_path, neighbours_path


def test_only_lines_between_countries_are_borders():
    countries = {"AA": shapely.box(0, 0, 100, 100), "AB": shapely.box(100, 0, 200, 100)}
    assert borders_path(countries) in {"M100 0l0 100", "M100 100l0-100"}


def test_islands_have_no_borders():
    assert borders_path({"AA": shapely.box(0, 0, 1, 1), "AB": shapely.box(5, 5, 6, 6)}) == ""


def test_every_inset_has_a_frame():
    assert frames_path().count("z") == len(INSETS)


def test_neighbours_are_land_on_the_canvas():
    assert neighbours_path([shapely.box(30, 50, 35, 55)], 4000).startswith("M")
    assert neighbours_path([shapely.box(-120, 30, -100, 40)], 4000) == ""


def test_a_country_across_the_date_line_leaves_no_band_around_the_world():
    across = shapely.MultiPolygon([shapely.box(170, 65, 180, 68), shapely.box(-180, 65, -175, 68)])
    assert neighbours_path([across], 4000) == ""
