"""Names of files: release, year and what was chosen, so that no two of them are mistaken for each other."""

import re

import pytest
from django.test import Client

from observatory.views.answering import is_said
from tests.observatory.worlds import build_world

pytestmark = pytest.mark.django_db


def name_of(client: Client, address: str) -> str:
    response = client.get(address)
    b"".join(response)  # read to the end, a streamed file is closed
    return re.search('filename="([^"]+)"', response["Content-Disposition"])[1]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/observatory/regions/DE21.csv", "DE21-cells-2014-2026-01-01-1.csv"),
        ("/observatory/regions/DE21.csv?year=2013&area=all", "DE21-cells-2013-all-2026-01-01-1.csv"),
        ("/observatory/regions/DE21.csv?rules=performance", "DE21-cells-2014-performance-2026-01-01-1.csv"),
        ("/observatory/industries/nace/C29.xlsx", "nace-C29-cells-2014-2026-01-01-1.xlsx"),
        ("/observatory/clusters/DE21/nace/C29.csv", "DE21-nace-C29-2014-2026-01-01-1.csv"),
        (
            "/observatory.svg?group=C29&figure=focus",
            "observatory-map-focus-nace-C29-2014-2026-01-01-1.svg",
        ),
        ("/observatory/rankings.json?within=euro-area", "rankings-nace-euro-area-2014-three-stars-2026-01-01-1.json"),
    ],
)
def test_a_file_is_named_after_its_release_its_year_and_what_was_chosen(client: Client, address: str, name: str):
    build_world()
    assert name_of(client, address) == name


def test_words_are_said_where_they_stand_side_by_side():
    assert is_said(["less", "developed"], ["rankings", "less", "developed", "2014"])
    assert not is_said(["less", "developed"], ["less", "2014", "developed"])


def test_the_code_of_a_region_says_its_country():
    assert is_said(["DE"], ["rankings", "DE2", "2014"])
    assert not is_said(["DE"], ["rankings", "AT3", "2014"])
