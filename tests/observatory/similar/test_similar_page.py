"""The page of similar regions, its files and its addresses."""

import csv
import io

import pytest
from django.test import Client

from observatory.similarity import shown_variables
from tests.observatory.similar.positions import REGIONS, build_positions
from tests.pages import assert_page

pytestmark = pytest.mark.django_db

PAGE = "/observatory/regions/DE21/similar/"


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response).decode()


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text_of(client, address))))


def test_the_page_names_the_nearest_region_and_what_was_missing(client: Client):
    build_positions()
    response = client.get(PAGE)
    assert_page(response)
    html = response.content.decode()
    assert "nearest by structure in 2014 is Name AT31" in html
    assert "not published here: left out of every comparison" in html
    assert "/observatory/compare/?r=DE21&amp;r=AT31&amp;r=DEAA" in html


def test_a_region_without_a_position_says_what_to_do(client: Client):
    build_positions()
    assert "cannot be compared by structure. Choose another year" in text_of(client, f"{PAGE}?year=2013")


def test_the_file_has_region_distance_and_the_variables(client: Client):
    build_positions()
    found = rows_of(client, "/observatory/regions/DE21/similar.csv?n=5")
    assert list(found[0]) == ["region", "distance", *(variable.code for _, variable in shown_variables())]
    assert [row["region"] for row in found][:2] == ["AT31", "DEAA"]
    assert (found[0]["size"], found[0]["gdp"]) == ("950000", "")


def test_the_file_of_all_has_every_region_of_the_level(client: Client):
    build_positions()
    found = rows_of(client, "/observatory/regions/DE21/similar.csv?n=all")
    assert {row["region"] for row in found} == {code for code in REGIONS if len(code) == 4} - {"DE21"}


@pytest.mark.parametrize(("query", "codes"), [("abroad=1", {"AT31", "ES51"}), ("levels=all&n=20", {"AT3"})])
def test_choices_hold_for_the_file_as_for_the_page(client: Client, query: str, codes: set[str]):
    build_positions()
    found = {row["region"] for row in rows_of(client, f"/observatory/regions/DE21/similar.csv?{query}")}
    assert codes <= found
    html = text_of(client, PAGE + "?" + ("n=20&levels=all" if "levels" in query else query))
    assert all(f"Name {code} ({code})" in html for code in codes)


def test_the_matrix_comes_as_pairs_and_as_a_table(client: Client):
    build_positions()
    pairs = rows_of(client, "/observatory/similarity.csv")
    wide = rows_of(client, "/observatory/similarity.csv?form=wide")
    assert len(pairs) == len(REGIONS) ** 2
    by_pair = {(row["region"], row["other"]): row["distance"] for row in pairs}
    assert all(row[other] == by_pair[row["region"], other] for row in wide for other in REGIONS)


@pytest.mark.parametrize("query", ["n=7", "abroad=yes", "levels=3", "n=all", "year=1066"])
def test_a_bad_value_is_a_400(client: Client, query: str):
    build_positions()
    assert client.get(f"{PAGE}?{query}").status_code == 400


def test_an_unknown_form_of_the_matrix_is_a_400(client: Client):
    build_positions()
    assert client.get("/observatory/similarity.csv?form=tall").status_code == 400


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("/observatory/regions/de21/similar/", PAGE),
        (f"{PAGE}?n=10", PAGE),
        (f"{PAGE}?abroad=1&year=2013", f"{PAGE}?year=2013&abroad=1"),
        (f"{PAGE}?levels=all&n=5&utm_source=x", f"{PAGE}?n=5&levels=all"),
    ],
)
def test_other_spellings_lead_to_the_canonical_address(client: Client, asked: str, known: str):
    build_positions()
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (301, known)


def test_an_address_with_a_foreign_parameter_stays(client: Client):
    build_positions()
    assert client.get(f"{PAGE}?utm_source=x").status_code == 200


def test_a_pinned_release_shows_the_same_neighbours(client: Client):
    release = build_positions()
    html = text_of(client, f"{PAGE}?year=2014&release={release.code}")
    assert "Name AT31" in html
