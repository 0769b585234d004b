"""NACE labels: read by position, because the heads of the files are shifted."""

import csv

import pytest

from portal.registry.loading import industries
from portal.registry.loading.industries import load_industries, read_labels, tidy_title
from portal.registry.loading.records import LoadRefused
from portal.registry.models import Industry, IndustryLabel

ENGLISH = [
    ["1", "C", "MANUFACTURING", "", "C", "makes things", "", ""],
    ["2", "29", "Manufacture of motor vehicles", "", "29", "cars", "and lorries", "not ships"],
    ["3", "29.1", "Manufacture of motor vehicles", "", "291", "", "", ""],
    ["4", "29.10", "Manufacture of motor vehicles", "", "2910", "", "", ""],
]
FRENCH = [
    ["1", "C", "INDUSTRIE MANUFACTURIÈRE", "fabrique", "", "", "", "C", "makes things", "", ""],
    ["2", "29", "Industrie automobile", "voitures", "et camions", "pas de navires", "", "29", "cars", "", ""],
    ["3", "29.1", "Construction", "", "", "", "", "291", "", "", ""],
    ["4", "29.10", "Construction", "", "", "", "", "2910", "", "", ""],
]


@pytest.fixture(autouse=True)
def _package(settings, tmp_path, monkeypatch):
    settings.PACKAGES_DIR = tmp_path
    monkeypatch.setattr(industries, "CODES", 4)
    write(tmp_path, "en", ENGLISH)
    write(tmp_path, "fr", FRENCH)


def write(folder, language, rows):
    (folder / "nace").mkdir(exist_ok=True)
    with (folder / "nace" / f"NACE_REV2_{language}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["Level", "Code", "shifted heads"], *rows])


def test_codes_are_written_as_eurostat_does():
    assert [label.code for label in read_labels("en")] == ["C", "C29", "C291", "C2910"]
    assert [label.parent for label in read_labels("en")] == ["", "C", "C29", "C291"]


def test_notes_come_from_the_columns_of_the_files_own_language():
    assert (read_labels("en")[1].includes, read_labels("en")[1].excludes) == ("cars\nand lorries", "not ships")
    assert (read_labels("fr")[1].includes, read_labels("fr")[1].excludes) == ("voitures\net camions", "pas de navires")


@pytest.mark.parametrize(
    ("title", "language", "tidy"),
    [
        ("AGRICULTURE, FORESTRY AND FISHING", "en", "Agriculture, forestry and fishing"),
        ("LAND- UND FORSTWIRTSCHAFT, FISCHEREI", "de", "Land- und Forstwirtschaft, Fischerei"),
        ("Growing of rice", "en", "Growing of rice"),
    ],
)
def test_sections_lose_their_capitals(title, language, tidy):
    assert tidy_title(title, language) == tidy


def test_a_file_with_missing_codes_is_refused(tmp_path):
    write(tmp_path, "en", ENGLISH[:-1])
    with pytest.raises(LoadRefused, match="3 codes instead of 4"):
        read_labels("en")


def test_a_malformed_row_is_named(tmp_path):
    write(tmp_path, "en", [*ENGLISH[:2], ["nine", "x"], ENGLISH[3]])
    with pytest.raises(LoadRefused, match="row 4"):
        read_labels("en")


def test_an_unknown_language_says_which_there_are():
    with pytest.raises(LoadRefused, match="languages at hand: en, fr"):
        read_labels("xx")


@pytest.mark.django_db
def test_loading_twice_keeps_one_label_a_language():
    for _ in range(2):
        load_industries(["en", "fr"])
    assert Industry.objects.filter(level__gt=0).count() == 4
    assert Industry.objects.get(code="C2910").parent_id == "C291"
    assert IndustryLabel.objects.filter(industry_id="C29").count() == 2
    assert set(Industry.objects.filter(level=0).values_list("code", flat=True)) == set(industries.AGGREGATES)
