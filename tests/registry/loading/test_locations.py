"""Boundaries for finding places: of each country the newest, under the codes of today."""

import pytest
from shapely import box

from portal.registry.loading.locations import in_force
from portal.registry.loading.records import RegionRecord
from tests.registry.factories import RegionFactory

pytestmark = pytest.mark.django_db


def records(**names):
    return {code: RegionRecord(code, name, name, "test", geometry=box(0, 0, 1, 1)) for code, name in names.items()}


def test_official_boundaries_of_a_country_replace_all_its_former_ones():
    assert set(in_force(records(DE212="Munich"), records(DE211="Old", AT130="Vienna"))) == {"DE212", "AT130"}


def test_without_official_ones_a_former_region_stands_under_the_new_code_of_the_same_name():
    RegionFactory(code="PT191", version="2024", name_latin="Aveiro")
    RegionFactory(code="PT111", version="2024", name_latin="Minho")

    found = in_force({}, records(PT16D="Aveiro", PT111="Minho", PT170="Lisbon, later split"))

    assert set(found) == {"PT191", "PT111"}


def test_a_country_that_left_the_list_keeps_its_last_codes():
    RegionFactory(code="PT111", version="2024")

    assert set(in_force({}, records(UKI31="Camden"))) == {"UKI31"}
