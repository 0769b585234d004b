import csv
import io
from pathlib import Path

import pytest
from django.test import Client

from observatory.models import ClusterFigure
from tests.observatory.worlds import build_world

pytestmark = pytest.mark.django_db
ADDRESS = "/observatory/rankings/"
FULL = "/observatory/rankings.csv?scheme=nace&year=2014&rules=three-stars&area=eu27&stars=0"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path):
    settings.VAR_DIR = tmp_path


def body(response) -> str:
    return b"".join(response).decode() if response.streaming else response.content.decode()


def test_the_ranking_lists_clusters_with_the_most_stars_first(client: Client):
    build_world()
    html = client.get(ADDRESS).content.decode()
    assert "1 statistical cluster in 2014; first: Oberbayern, C29 Manufacture of motor vehicles" in html
    assert "3 of 3 stars" in html


def test_defaults_spelled_out_lead_to_the_canonical_address(client: Client):
    build_world()
    response = client.get(f"{ADDRESS}?year=2014&scheme=nace&utm_source=x")
    assert (response.status_code, response["Location"]) == (301, ADDRESS)


def test_an_unknown_parameter_alone_is_ignored(client: Client):
    build_world()
    assert client.get(f"{ADDRESS}?utm_source=x").status_code == 200


@pytest.mark.parametrize("query", ["year=1999", "rules=magic", "stars=9", "sort=colour", "country=XX", "page=0"])
def test_a_bad_value_gives_a_400_page(client: Client, query: str):
    build_world()
    assert client.get(f"{ADDRESS}?{query}").status_code == 400


def test_a_page_past_the_end_gives_a_404_that_suggests_the_last(client: Client):
    build_world()
    response = client.get(f"{ADDRESS}?page=7")
    assert response.status_code == 404
    assert "Go to the last page" in response.content.decode()


def test_the_group_of_another_scheme_is_left_out_and_no_error(client: Client):
    from tests.registry.factories import IndustryGroupFactory, SchemeFactory

    build_world()
    IndustryGroupFactory(scheme=SchemeFactory(code="ecosystems", name="Ecosystems", position=2), code="textiles")
    response = client.get(f"{ADDRESS}?scheme=ecosystems&group=C29")
    assert (response.status_code, response["Location"]) == (301, f"{ADDRESS}?scheme=ecosystems")


def test_the_full_download_has_every_published_cell_in_the_agreed_columns(client: Client):
    world = build_world()
    rows = list(csv.DictReader(io.StringIO(body(client.get(FULL)))))
    assert ",".join(rows[0]) == (
        "region,region_current,region_name,nuts_version,scheme,group,group_name,year,persons_employed,local_units,"
        "wages_meur,location_quotient,size,focus,growth,wage_per_person_eur,rules,stars,star_outlook,status,marks,release"
    )
    assert len(rows) == len(world.regions) * len(world.groups)


def test_a_confidential_cell_is_a_row_without_figures(client: Client):
    build_world()
    rows = list(csv.DictReader(io.StringIO(body(client.get(FULL)))))
    hidden = [row for row in rows if row["status"] == "confidential"]
    assert [(row["persons_employed"], row["location_quotient"], row["stars"]) for row in hidden] == [("", "", "")]


def test_stars_are_empty_for_a_local_group_and_zero_where_judged_and_none(client: Client):
    build_world()
    rows = list(csv.DictReader(io.StringIO(body(client.get(FULL)))))
    assert {row["stars"] for row in rows if row["group"] == "G47"} == {""}
    assert {row["stars"] for row in rows if row["group"] == "C100"} == {"0"}


def test_an_unchanged_download_is_answered_without_its_content(client: Client):
    build_world()
    first = client.get(FULL)
    body(first)
    etag = first["ETag"]
    assert client.get(FULL, headers={"If-None-Match": etag}).status_code == 304


def test_a_rate_over_a_step_that_is_hardly_real_is_marked_where_growth_is_asked_for(client: Client):
    build_world()
    cells = ClusterFigure.objects.filter(group__code="C29")
    cells.filter(year=2014).update(growth=0.02, growth_from=2013)
    cells.filter(year=2013, region__code="DEAA").update(persons_employed=1_000.0)
    mark = "2013–2014; with a step within a year that is hardly real"
    for query in ("sort=growth", "sort=growth-ascending", "growth=1"):
        html = client.get(f"{ADDRESS}?group=C29&stars=0&{query}").content.decode()
        assert html.count(f"{mark}</li>") == 1, query
    assert mark not in client.get(f"{ADDRESS}?group=C29&stars=0").content.decode()
