"""Names of regions in ordinary spelling."""

import pytest

from portal.registry.loading.records import RegionRecord
from portal.registry.loading.spelling import newer_names, read_corrections, spelled
from portal.registry.territory import ChangeRow, Conversions

RECODED = ChangeRow("2013", "2016", "PL11", "PL71", "recoded")
CODES = {
    "2013": frozenset({"PL", "PL11", "AT1", "FRA"}),
    "2016": frozenset({"PL", "PL71", "AT1", "FRA1", "FRA2"}),
    "2021": frozenset({"PL", "PL71", "AT1", "FRA1", "FRA2"}),
    "2024": frozenset({"PL", "PL71", "AT1", "FRA1", "FRA2"}),
}


def spell(code: str, native: str, latin: str = "", newer: RegionRecord | None = None) -> tuple[str, str]:
    known = newer_names(Conversions([RECODED], CODES), {newer.code: newer} if newer else {})
    (record,) = spelled([RegionRecord(code, native, latin or native, "test")], "2013", known)
    return record.name_native, record.name_latin


@pytest.mark.parametrize(
    ("written", "ordinary"),
    [
        ("PROVENCE DE LA MER", "Provence de la Mer"),
        ("NORD - PAS-DE-MER", "Nord - Pas-de-Mer"),
        ("EST", "Est"),
        ("Oberbayern", "Oberbayern"),
        ("Macroregion_01", "Macroregion 01"),
        ("Paros,  Syros ", "Paros, Syros"),
    ],
)
def test_capitals_and_gaps_become_ordinary_spelling(written, ordinary):
    assert spell("FR1", written) == (ordinary, ordinary)


def test_a_region_bears_the_newest_name_of_its_territory_whatever_its_code():
    newer = RegionRecord("PL71", "Łódzkie", "Łódzkie", "newer")
    assert spell("PL11", "Lódzkie", newer=newer) == ("Łódzkie", "Łódzkie")
    assert spell("PL11", "REGION CENTRALNY", newer=newer) == ("Łódzkie", "Łódzkie")


def test_accents_come_from_a_newer_region_of_the_same_name_and_country():
    newer = RegionRecord("FR10", "Île-de-France", "Île-de-France", "newer")
    assert spell("FR20", "ILE DE FRANCE", newer=newer) == ("Île-de-France", "Île-de-France")
    assert spell("BE20", "ILE DE FRANCE", newer=newer) == ("Ile de France", "Ile de France")


def test_another_name_under_the_same_code_is_kept_where_the_territory_differs():
    newer = RegionRecord("FRA", "Something new", "Something new", "newer")
    assert spell("FRA", "Outre-mer", newer=newer) == ("Outre-mer", "Outre-mer")


def test_a_name_that_nobody_transliterated_gets_latin_letters():
    assert spell("EL21", "Ήπειρος") == ("Ήπειρος", "Ipeiros")


def test_countries_have_their_own_and_their_english_name():
    assert spell("EL", "ΕΛΛΑΔΑ") == ("Ελλάδα", "Greece")


def test_what_the_newest_files_misspell_is_mended():
    assert spell("FR1", "Ile-de-France") == ("Île-de-France", "Île-de-France")
    assert spell("EL3", "\u0041ττική", "Attiki") == ("Αττική", "Attiki")


def test_romanian_has_its_own_letters_and_turkish_keeps_its_own():
    assert spell("RO32", "Bucureşti-Ilfov") == ("București-Ilfov", "București-Ilfov")
    assert spell("TR41", "Eskişehir")[1] == "Eskişehir"


def test_a_correction_leads_to_a_name_that_needs_none():
    corrections = read_corrections()
    assert not set(corrections) & set(corrections.values())
