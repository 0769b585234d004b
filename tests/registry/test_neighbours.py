"""Regions that share a border: from outlines, and in the data file."""

import pytest
from django.conf import settings
from django.core.management import call_command

from portal.registry.geometry.neighbours import neighbours, rings
from portal.registry.neighbours import FILE, neighbours_of

LEFT = "M0 0l10 0 0 10-10 0z"
RIGHT = "M10 0l10 0 0 10-10 0z"
CORNER = "M20 10l5 0 0 5-5 0z"


def test_regions_with_a_common_stretch_are_neighbours_and_a_common_corner_is_none():
    assert list(neighbours({"LEFT": LEFT, "RIGHT": RIGHT, "CORNER": CORNER})) == [("LEFT", "RIGHT")]


def test_a_path_has_its_rings_with_absolute_corners():
    assert list(rings("M1 2l3 0 0 3zM9 9l-1 0 0-1z")) == [[(1, 2), (4, 2), (4, 5)], [(9, 9), (8, 9), (8, 8)]]


def test_neighbours_are_mutual_and_never_the_region_itself():
    for code in ("DE21", "AT31", "LU00", "FRK2"):
        found = neighbours_of([code])
        assert found
        assert code not in found
        assert all(code in neighbours_of([other]) for other in found)


def test_larger_regions_border_where_regions_inside_do():
    assert neighbours_of(["DE"]) == ("AT", "BE", "CH", "CZ", "DK", "FR", "LU", "NL", "PL")
    assert "AT3" in neighbours_of(["DE2"])


def test_several_regions_together_have_the_neighbours_of_their_whole_territory():
    assert set(neighbours_of(["HU11", "HU12"])) == {"HU21", "HU31", "HU32", "HU33", "SK02"}


def test_an_island_has_no_neighbours():
    assert neighbours_of(["MT00"]) == ()
    assert neighbours_of([]) == ()


@pytest.mark.sources
@pytest.mark.django_db
def test_the_file_is_what_the_outlines_give():
    assert settings.PORTAL_SOURCES
    for part in ("countries", "regions", "outlines"):
        call_command("load_registry", only=part, verbosity=0)
    before = FILE.read_bytes()
    call_command("write_neighbours")
    assert FILE.read_bytes() == before
