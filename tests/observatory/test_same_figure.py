"""A figure is the same wherever it stands: in the file, on pages, maps and rankings, in comparisons and briefings."""

import html
import re

import pytest
from django.test import Client

from portal.core.formatting import number, quotient, rate, share
from tests.observatory.briefing.files import word_of, words_in
from tests.observatory.profile.pages import csv_of
from tests.observatory.worlds import build_world

pytestmark = pytest.mark.django_db

IN_WORDS = {
    "persons_employed": number,
    "location_quotient": quotient,
    "size": lambda value: share(value, 2),
    "focus": share,
    "growth": rate,
}
PAGES = (
    "/observatory/regions/DE21/",
    "/observatory/clusters/DE21/nace/C29/",
    "/observatory/industries/nace/C29/",
    "/observatory/rankings/?group=C29",
    "/observatory/compare/?c=DE21%2Fnace%2FC29&c=DEAA%2Fnace%2FC29",
)


@pytest.fixture
def figures(client: Client, settings, tmp_path) -> dict[str, str]:
    """The cell DE21 × C29 as its file has it, put into words."""
    settings.VAR_DIR = tmp_path
    build_world()
    row = next(row for row in csv_of(client, "/observatory/regions/DE21.csv") if row["group"] == "C29")
    return {measure: words(float(row[measure])) for measure, words in IN_WORDS.items()}


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    content = b"".join(response).decode()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", content)).split())


@pytest.mark.parametrize("address", PAGES)
def test_five_figures_of_a_cluster_are_those_of_its_file(client: Client, figures: dict[str, str], address: str):
    words = text_of(client, address)
    assert {measure: text in words for measure, text in figures.items()} == dict.fromkeys(figures, True)


@pytest.mark.parametrize("measure", [one for one in IN_WORDS if one != "focus"])
def test_the_map_and_its_picture_tell_the_figure_of_the_file(client: Client, figures: dict[str, str], measure: str):
    chosen = f"group=C29&figure={measure}"
    assert figures[measure] in text_of(client, f"/observatory/?{chosen}")
    assert figures[measure] in text_of(client, f"/observatory.svg?{chosen}")


def test_the_map_s_own_file_holds_the_very_number(client: Client, figures: dict[str, str]):
    rows = csv_of(client, "/observatory.csv?group=C29&figure=location_quotient")
    (row,) = (row for row in rows if row["region"] == "DE21")
    found = [value for value in row.values() if value.replace(".", "").isdigit()]
    assert figures["location_quotient"] in {quotient(float(value)) for value in found}


def test_the_briefing_prints_the_figures_of_the_file(client: Client, figures: dict[str, str]):
    words = words_in(word_of(client, "/observatory/regions/DE21.docx"))
    assert figures["persons_employed"] in words
    assert figures["location_quotient"] in words


@pytest.mark.parametrize("address", ["/observatory/?group=C29&figure=focus", "/observatory.svg?group=C29&figure=focus"])
def test_where_the_focus_has_two_decimals_they_are_those_of_the_file(client: Client, figures, address: str):
    (row,) = (row for row in csv_of(client, "/observatory/regions/DE21.csv") if row["group"] == "C29")
    assert share(float(row["focus"]), 2) in text_of(client, address)
