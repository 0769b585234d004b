"""Pages of answers: complete, cheap, with every way out of them."""

import re

import html5lib
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from observatory.models import CurrentRelease
from observatory.questions import questions
from portal.registry.memory import forget
from tests.observatory.answers.asking import random_world
from tests.observatory.worlds import build_world

pytestmark = pytest.mark.django_db

QUESTIONS = tuple(f"/observatory/questions/{one.slug}/" for one in questions())
PAGES = (
    "/observatory/questions/",
    *QUESTIONS,
    "/observatory/exposure/",
    "/observatory/exposure/?drop=30&related=0.5&by=focus",
    "/observatory/gaps/",
    "/observatory/gaps/?country=DE",
    "/observatory/changes/",
)
MOST_QUERIES = 12


def html_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_valid_has_one_h1_ids_that_stand_once_and_its_canonical_address(client: Client, address: str):
    build_world()
    html = html_of(client, address)
    html5lib.HTMLParser(strict=True).parse(html)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))
    assert len(re.findall("<h1", html)) == 1
    assert f'rel="canonical" href="http://localhost:8000{address.replace("&", "&amp;")}"' in html
    assert " style=" not in html


@pytest.mark.parametrize("address", QUESTIONS)
def test_a_question_is_answered_from_drawn_figures_too(client: Client, address: str):
    random_world(5)
    html = html_of(client, address)
    assert "%(" not in html
    assert 'id="table"' in html


@pytest.mark.parametrize("size", [3, 300])
def test_queries_are_those_pinned_for_any_number_of_rows(client: Client, size: int):
    build_world(regions=size, groups=8)
    assert {address: _queries(client, address) for address in PAGES} == QUERIES
    assert max(QUERIES.values()) <= MOST_QUERIES


QUERIES = dict.fromkeys(QUESTIONS, 2) | {
    "/observatory/questions/": 1,
    "/observatory/questions/new-three-star-clusters/": 3,
    "/observatory/questions/lost-three-star-clusters/": 3,
    "/observatory/questions/largest-three-star-clusters/": 3,
    "/observatory/questions/fastest-growing-clusters/": 3,
    "/observatory/questions/wages-against-the-own-country/": 3,
    "/observatory/questions/growing-industries/": 1,  # the world has no year five years before
    "/observatory/questions/exposed-to-motor-vehicles/": 3,
    "/observatory/exposure/": 3,
    "/observatory/exposure/?drop=30&related=0.5&by=focus": 4,
    "/observatory/gaps/": 1,
    "/observatory/gaps/?country=DE": 1,
    "/observatory/changes/": 2,
}
"""Of a second visit without a session."""


def _queries(client: Client, address: str) -> int:
    forget()
    html_of(client, address)
    with CaptureQueriesContext(connection) as captured:
        html_of(client, address)
    return len(captured)


@pytest.mark.parametrize(
    "address", [*PAGES[:2], "/observatory/exposure/", "/observatory/gaps/", "/observatory/changes/"]
)
def test_before_the_first_release_a_page_says_what_to_do(client: Client, address: str):
    build_world()
    CurrentRelease.objects.all().delete()
    assert "No statistics are published yet" in html_of(client, address)


@pytest.mark.parametrize("address", [QUESTIONS[0], "/observatory/exposure/", "/observatory/gaps/"])
def test_a_bad_year_gives_a_400_page_with_the_nearest_valid_link(client: Client, address: str):
    build_world()
    response = client.get(f"{address}?year=2041")
    assert response.status_code == 400
    assert "2014" in response.content.decode()


def test_an_unknown_question_gives_a_404_page_that_suggests(client: Client):
    build_world()
    response = client.get("/observatory/questions/new-three-star-cluster/")
    assert response.status_code == 404
    assert "/observatory/questions/new-three-star-clusters/" in response.content.decode()


@pytest.mark.parametrize("slug", [one.slug for one in questions()])
def test_a_question_has_a_file_with_every_row(client: Client, slug: str):
    random_world(2)
    response = client.get(f"/observatory/questions/{slug}.csv")
    lines = b"".join(response).decode().splitlines()
    assert any(line.startswith("question,region,") for line in lines)


@pytest.mark.parametrize(
    "address",
    [
        "/observatory/questions/largest-three-star-clusters.svg",
        "/observatory/questions/most-statistical-clusters.svg",
        "/observatory/exposure.svg",
        "/observatory/gaps.svg",
    ],
)
def test_a_figure_leaves_its_page_as_a_picture_with_its_source(client: Client, address: str):
    world = build_world()
    response = client.get(address)
    assert response.status_code == 200
    assert world.release.code in response.content.decode()


def test_the_index_names_every_question(client: Client):
    build_world()
    html = html_of(client, "/observatory/questions/")
    assert all(f'href="{address}"' in html for address in QUESTIONS)
