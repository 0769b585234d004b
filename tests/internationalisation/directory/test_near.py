"""Near me: what a reader writes, which place is meant, and what lies around it."""

import pytest
from django.test import Client

from internationalisation.directory.near.origins import find_origins
from internationalisation.directory.rows import distance_text
from tests.internationalisation.directory.worlds import make_places, organisation
from tests.observatory.worlds import build_world
from tests.pages import assert_page, every
from tests.registry.factories import PostcodeFactory
from tests.worlds import shared


def build() -> None:
    make_places()
    build_world()
    for country, postcode, region in (("DE", "80331", "DE212"), ("DE", "1010", "DE300"), ("AT", "1010", "AT130")):
        PostcodeFactory(country_id=country, country=None, postcode=postcode, region_code=region)
    organisation("Auto", "DE212")
    organisation("Bakers", "DE214")
    organisation("Capital", "DE300", longitude=13.4, latitude=52.5)
    organisation("Eagle", country="US")


world = shared(build)
pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.django_db]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("80331", ["DE212"]),
        ("de-80331", ["DE212"]),
        ("80331 München", ["DE212"]),
        ("1010", ["DE300", "AT130"]),
        ("A-1010", ["AT130"]),
        ("DE21", ["DE21"]),
        ("de212", ["DE212"]),
        ("altotting", ["DE214"]),
        ("oberbayern", ["DE21"]),
        ("Nowhere at all", []),
        ("", []),
        ("%00\x00", []),
    ],
)
def test_a_postcode_a_name_or_a_code_names_a_place(text, places):
    assert sorted(one.code for one in find_origins(text).places) == sorted(places)


def test_one_place_is_shown_at_once(client: Client):
    response = client.get("/clusters/near/?q=80331")
    assert response.status_code == 302
    assert response.headers["Location"] == "/clusters/near/?place=DE212"


def test_a_postcode_of_two_countries_asks_which(client: Client):
    tree = assert_page(client.get("/clusters/near/?q=1010"))
    links = ["".join(link.itertext()) for link in every(tree, "a") if "place=" in link.get("href", "")]
    assert links == ["DE-1010: Berlin, Germany", "AT-1010: Wien, Austria"] or sorted(links) == [
        "AT-1010: Wien, Austria",
        "DE-1010: Berlin, Germany",
    ]


def test_the_united_kingdom_is_said_not_to_be_covered(client: Client):
    text = client.get("/clusters/near/?q=SW1A+1AA").content.decode()
    assert "Postcodes of the United Kingdom are not known here." in text
    assert "Postcodes are known of Austria, Germany." in client.get("/clusters/near/").content.decode()


def test_a_place_shows_the_nearest_the_regions_around_and_the_industries_there(client: Client):
    tree = assert_page(client.get("/clusters/near/?place=DE212"))
    titles = ["".join(title.itertext()) for title in every(tree, "h3") if title.get("class") == "portal-item__title"]
    assert titles == ["Auto", "Bakers", "Capital"]  # Eagle has no position
    text = " ".join("".join(tree.itertext()).split())
    assert "München: 2 cluster organisations within 25 km; the nearest: Auto." in text
    assert "München (DE212): 1 organisation" in text
    assert "Bayern (DE2): 2 organisations" in text
    assert "Where industries concentrate here" in text


@pytest.mark.parametrize(("query", "status"), [("place=QQ", 404), ("place=de212", 302), ("place=DE212&q=x", 302)])
def test_a_place_has_one_address(client: Client, query, status):
    assert client.get(f"/clusters/near/?{query}").status_code == status


@pytest.mark.parametrize(
    ("kilometres", "is_exact", "words"),
    [
        (1.2, True, "less than 5 km"),
        (32.4, True, "about 30 km"),
        (257.0, True, "about 260 km"),
        (32.4, False, "about 30 km, to the middle of its region"),
        (float("nan"), True, ""),
    ],
)
def test_distances_are_no_finer_than_what_is_known(kilometres, is_exact, words):
    assert distance_text(kilometres, is_exact=is_exact) == words
