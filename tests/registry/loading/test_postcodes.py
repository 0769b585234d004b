"""Postcodes: every country's way of writing them, into one form."""

import sqlite3

import pytest

from portal.registry.loading.postcodes import load_postcodes, normalised, postcodes_path
from portal.registry.loading.records import LoadRefused
from portal.registry.models import Postcode
from tests.registry.factories import CountryFactory


@pytest.mark.parametrize(
    ("written", "country", "plain"),
    [
        ("LV-1001", "LV", "1001"),
        ("471 28", "CZ", "47128"),
        ("1011 AB", "NL", "1011AB"),
        ("1000-001", "PT", "1000001"),
        ("a41", "IE", "A41"),
    ],
)
def test_postcodes_are_letters_and_digits(written, country, plain):
    assert normalised(written, country) == plain


@pytest.mark.django_db
class TestLoading:
    """The package's table into ours."""

    @pytest.fixture(autouse=True)
    def _package(self, settings, tmp_path):
        settings.PACKAGES_DIR = tmp_path
        postcodes_path().parent.mkdir()
        with sqlite3.connect(postcodes_path()) as table:
            table.execute("CREATE TABLE nuts (version INTEGER, alpha_2 TEXT, nuts_3 TEXT, zip TEXT)")
            rows = [("FR", "FRK26", "69001"), ("CZ", "CZ051", "471 28"), ("CZ", "CZ051", "47128"), ("GR", "GR301", "1")]
            table.executemany("INSERT INTO nuts VALUES (1, ?, ?, ?)", rows)

    def test_postcodes_stand_once_under_official_codes(self):
        for code in ("FR", "CZ", "EL"):
            CountryFactory(code=code)
        for _ in range(2):
            load_postcodes()
        assert set(Postcode.objects.values_list("country_id", "postcode", "region_code")) == {
            ("FR", "69001", "FRK26"),
            ("CZ", "47128", "CZ051"),
            ("EL", "1", "EL301"),
        }

    def test_an_unknown_country_is_refused(self):
        CountryFactory(code="FR")
        with pytest.raises(LoadRefused, match="unknown countries CZ, EL"):
            load_postcodes()
        assert not Postcode.objects.exists()
