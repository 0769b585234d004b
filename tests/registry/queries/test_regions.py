"""Codes of any version, resolved to the region that a visitor meets."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.core.errors import NotFound
from portal.registry.conversion import Kind
from portal.registry.queries import resolve_region
from tests.registry.factories import RegionChangeFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world():
    """France recoded Rhône-Alpes, Hungary split its middle, the United Kingdom left, HR02 is used twice."""
    standing = {
        "2013": ("FR", "FR7", "FR71", "FR72", "HU", "HU1", "HU10", "UK", "UKI", "UKI3"),
        "2016": ("FR", "FRK", "FRK1", "FRK2", "HU", "HU1", "HU11", "HU12", "UK", "UKI", "UKI3"),
        "2021": ("FR", "FRK", "FRK1", "FRK2", "HU", "HU1", "HU11", "HU12", "UK", "UKI", "UKI3"),
        "2024": ("FR", "FRK", "FRK1", "FRK2", "FRK26", "HU", "HU1", "HU11", "HU12"),
    }
    for version, codes in standing.items():
        for code in codes:
            RegionFactory(code=code, version=version, name_latin=f"Name of {code}")
    for old, new, kind in (
        ("FR71", "FRK2", "recoded"),
        ("FR72", "FRK1", "recoded"),
        ("FR7", "FRK", "recoded"),
        ("HU10", "HU11", "split"),
        ("HU10", "HU12", "split"),
    ):
        RegionChangeFactory(old_code=old, new_code=new, kind=kind)


def test_todays_region_knows_the_codes_its_figures_were_published_under():
    found = resolve_region("FRK2")
    assert found.redirect_to == ""
    assert found.current == found.region
    assert found.published_codes["2013"] == ("FR71",)
    assert found.former_code == "FR71"


def test_a_recoded_region_leads_to_todays_code():
    found = resolve_region("FR71")
    assert (found.kind, found.redirect_to) == (Kind.RECODED, "FRK2")
    assert found.current.code == "FRK2"


def test_todays_union_knows_its_parts():
    assert resolve_region("FRK").sources["2013"].parts == ("FR71", "FR72")


def test_a_split_region_stays_and_names_its_successors():
    found = resolve_region("HU10")
    assert (found.current, found.redirect_to, found.kind) == (None, "", Kind.SPLIT)
    assert [region.code for region in found.successors] == ["HU11", "HU12"]
    assert found.published_codes == {"2013": ("HU10",)}


def test_a_piece_of_a_split_region_names_the_old_one():
    found = resolve_region("HU11")
    assert [region.code for region in found.former] == ["HU10"]
    assert "2013" not in found.published_codes


def test_british_regions_are_todays_though_the_newest_version_has_none():
    found = resolve_region("UKI3")
    assert (found.current, found.region.version) == (found.region, "2021")


@pytest.mark.parametrize(("typed", "code"), [("gb", "UK"), (" frk2 ", "FRK2")])
def test_codes_are_understood_as_typed(typed, code):
    assert resolve_region(typed).region.code == code


def test_nuts_3_stands_for_itself():
    assert resolve_region("FRK26").current.code == "FRK26"


def test_an_unknown_code_suggests_near_ones():
    with pytest.raises(NotFound) as missing:
        resolve_region("HU12X")
    assert missing.value.suggestions[0] == ("Name of HU12 (HU12)", "/observatory/regions/HU12/")


@pytest.mark.parametrize("code", ["", "HU12XYZ", "HU\x0012", "🙂", "../etc"])
def test_what_is_no_code_is_not_found(code):
    with pytest.raises(NotFound):
        resolve_region(code)


@pytest.mark.parametrize("code", ["FRK2", "FR71", "HU10", "HU11", "UKI3"])
def test_a_warm_answer_takes_at_most_two_queries(code):
    resolve_region("FRK2")
    with CaptureQueriesContext(connection) as queries:
        resolve_region(code)
    assert len(queries) <= 2
