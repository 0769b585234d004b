"""Names of old versions in ordinary spelling."""

import pytest

from portal.registry.loading.records import RegionRecord
from portal.registry.loading.versions import tidied


def tidy(code: str, native: str, latin: str = "", better: RegionRecord | None = None) -> tuple[str, str]:
    (record,) = tidied([RegionRecord(code, native, latin or native, "test")], {better.code: better} if better else {})
    return record.name_native, record.name_latin


@pytest.mark.parametrize(
    ("written", "ordinary"),
    [
        ("ÎLE DE FRANCE", "Île de France"),
        ("NORD - PAS-DE-CALAIS", "Nord - Pas-de-Calais"),
        ("EST", "Est"),
        ("Oberbayern", "Oberbayern"),
    ],
)
def test_capitals_become_ordinary_spelling(written, ordinary):
    assert tidy("FR1", written) == (ordinary, ordinary)


def test_the_newer_spelling_of_the_same_name_is_preferred():
    newer = RegionRecord("AT1", "Ostösterreich", "Ostösterreich", "newer")
    assert tidy("AT1", "OSTÖSTERREICH", better=newer) == ("Ostösterreich", "Ostösterreich")


def test_another_name_under_the_same_code_is_kept():
    newer = RegionRecord("FRA", "Something new", "Something new", "newer")
    assert tidy("FRA", "Outre-mer", better=newer) == ("Outre-mer", "Outre-mer")


def test_a_name_that_nobody_transliterated_gets_latin_letters():
    assert tidy("EL21", "Ήπειρος") == ("Ήπειρος", "Ipeiros")


def test_countries_have_their_own_and_their_english_name():
    assert tidy("EL", "ΕΛΛΑΔΑ") == ("Ελλάδα", "Greece")
