"""What holds for every page of the Observatory's profiles: one h1, valid HTML, few queries, plain answers."""

import re
from html import escape

import html5lib
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from observatory.models import CurrentRelease
from portal.registry.memory import forget
from tests.observatory.worlds import build_world

pytestmark = pytest.mark.django_db

PAGES = (
    "/observatory/regions/",
    "/observatory/regions/DE21/",
    "/observatory/regions/DE2/",
    "/observatory/regions/DE/",
    "/observatory/industries/",
    "/observatory/industries/nace/C29/",
    "/observatory/industries/nace/G47/",
    "/observatory/regions/DE21/similar/",
    "/observatory/regions/DE21/relatedness/",
    "/observatory/relatedness/",
    "/observatory/clusters/DE21/nace/C29/",
    "/observatory/clusters/DE21/nace/G47/",
    "/observatory/rankings/",
    "/observatory/rankings/?stars=0",
    "/observatory/rankings/?country=DE&sort=region&region=DE2&persons=5&growth=1",
    "/observatory/rankings/?within=euro-area",
    "/observatory/compare/",
    "/observatory/compare/?r=DE21&r=DEAA",
    "/observatory/compare/?g=C29&g=G47",
    "/observatory/compare/?c=DE21%2Fnace%2FC29&c=DEAA%2Fnace%2FC29",
    "/observatory/custom/",
    "/observatory/custom/?r=DE21&r=DEAA&name=Valley",
    "/observatory/custom/euro-area/",
)
# Of a signed-in reader: two are the session and the user.
QUERIES = {
    "/observatory/regions/": 2,
    "/observatory/regions/DE21/": 7,
    "/observatory/regions/DE2/": 7,
    "/observatory/regions/DE/": 7,
    "/observatory/industries/": 7,
    "/observatory/industries/nace/C29/": 9,
    "/observatory/industries/nace/G47/": 9,
    "/observatory/regions/DE21/similar/": 4,
    "/observatory/regions/DE21/relatedness/": 5,
    "/observatory/relatedness/": 4,
    "/observatory/clusters/DE21/nace/C29/": 9,
    "/observatory/clusters/DE21/nace/G47/": 9,
    "/observatory/rankings/": 5,
    "/observatory/rankings/?stars=0": 5,
    "/observatory/rankings/?country=DE&sort=region&region=DE2&persons=5&growth=1": 6,
    "/observatory/rankings/?within=euro-area": 5,
    "/observatory/compare/": 3,
    "/observatory/compare/?r=DE21&r=DEAA": 3,
    "/observatory/compare/?g=C29&g=G47": 5,
    "/observatory/compare/?c=DE21%2Fnace%2FC29&c=DEAA%2Fnace%2FC29": 5,
    "/observatory/custom/": 4,
    "/observatory/custom/?r=DE21&r=DEAA&name=Valley": 9,
    "/observatory/custom/euro-area/": 9,
}
FIGURE_PAGES = tuple(page for page in PAGES if page != "/observatory/regions/")
MOST_QUERIES = 12


def html_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_one_h1_a_title_and_its_canonical_address(client: Client, address: str):
    build_world()
    html = html_of(client, address)
    assert len(re.findall("<h1", html)) == 1
    assert re.search("<title>[^<]{10,}</title>", html)
    assert f'rel="canonical" href="http://localhost:8000{escape(address)}"' in html


@pytest.mark.parametrize(
    ("address", "picture"),
    [
        ("/observatory/regions/DE21/", "/observatory/regions/DE21.png?figure=portfolio"),
        ("/observatory/clusters/DE21/nace/C29/", "/observatory/clusters/DE21/nace/C29.png"),
    ],
)
def test_a_link_to_a_profile_is_shown_with_its_figure(client: Client, address: str, picture: str):
    build_world()
    assert f'property="og:image" content="http://localhost:8000{picture}"' in html_of(client, address)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_valid_html_without_inline_style_or_script(client: Client, address: str):
    build_world()
    html = html_of(client, address)
    html5lib.HTMLParser(strict=True).parse(html)
    assert " style=" not in html
    assert "<style" not in html


@pytest.mark.parametrize("address", PAGES)
def test_an_id_stands_once_on_a_page(client: Client, address: str):
    build_world()
    ids = re.findall(r'\bid="([^"]+)"', html_of(client, address))
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("size", [3, 300])
def test_queries_are_those_pinned_for_any_number_of_rows(client: Client, django_user_model, size: int):
    build_world(regions=size, groups=8)
    client.force_login(django_user_model.objects.create(email="reader@example.org"))
    assert {address: _queries(client, address) for address in PAGES} == QUERIES
    assert max(QUERIES.values()) <= MOST_QUERIES


def _queries(client: Client, address: str) -> int:
    """Of the second visit: what a process remembers is remembered."""
    forget()
    html_of(client, address)
    with CaptureQueriesContext(connection) as captured:
        html_of(client, address)
    return len(captured)


@pytest.mark.parametrize("address", FIGURE_PAGES)
def test_before_the_first_release_a_page_says_what_to_do(client: Client, address: str):
    build_world()
    CurrentRelease.objects.all().delete()
    html = html_of(client, address)
    assert "No statistics are published yet" in html
    assert "publish a release" in html


@pytest.mark.parametrize("address", FIGURE_PAGES)
def test_a_bad_year_gives_a_400_page_with_the_nearest_valid_link(client: Client, address: str):
    build_world()
    joined = f"{address}{'&' if '?' in address else '?'}year=2041"
    response = client.get(joined)
    assert response.status_code == 400
    assert "2014" in response.content.decode()


@pytest.mark.parametrize("address", FIGURE_PAGES)
def test_an_anonymous_reader_is_told_that_nothing_changed(client: Client, address: str):
    build_world()
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_a_page_of_a_signed_in_reader_is_kept_nowhere(client: Client, django_user_model):
    build_world()
    client.force_login(django_user_model.objects.create(email="reader@example.org"))
    assert "private" in client.get("/observatory/regions/DE21/")["Cache-Control"]


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("/observatory/regions/de21/", "/observatory/regions/DE21/"),
        ("/observatory/regions/de21/?year=2013", "/observatory/regions/DE21/?year=2013"),
        ("/observatory/industries/nace/c29/", "/observatory/industries/nace/C29/"),
        ("/observatory/clusters/de21/nace/c29/", "/observatory/clusters/DE21/nace/C29/"),
        ("/observatory/regions/DE21/?area=eu27&year=2013", "/observatory/regions/DE21/?year=2013"),
    ],
)
def test_other_spellings_lead_to_the_canonical_address(client: Client, asked: str, known: str):
    build_world()
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (301, known)


@pytest.mark.parametrize(
    ("address", "suggestion"),
    [
        ("/observatory/regions/DE21X/", "/observatory/regions/DE21/"),
        ("/observatory/industries/nace/C291/", "/observatory/industries/nace/C29/"),
        ("/observatory/clusters/DE21/nace/C291/", "/observatory/industries/nace/C29/"),
        ("/observatory/clusters/DE21X/nace/C29/", "/observatory/regions/DE21/"),
    ],
)
def test_an_unknown_code_gives_a_404_that_suggests(client: Client, address: str, suggestion: str):
    build_world()
    response = client.get(address)
    assert response.status_code == 404
    assert f'href="{suggestion}"' in response.content.decode()


def test_a_permanent_link_keeps_release_and_year_and_answers(client: Client):
    build_world()
    address = "/observatory/regions/DE21/?year=2014&release=2026-01-01-1"
    assert "Oberbayern" in html_of(client, address)
    assert "year=2014&amp;release=2026-01-01-1" in html_of(client, "/observatory/regions/DE21/")


def test_a_release_that_is_not_kept_gives_a_404(client: Client):
    build_world()
    assert client.get("/observatory/regions/DE21/?release=1999-01-01-1").status_code == 404
