import csv
import io

import pytest
from django.test import Client

from observatory.models import GroupFigure
from observatory.models.figure import Unjudged
from tests.observatory.worlds import build_world
from tests.registry.factories import IndustryGroupFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/observatory/industries/nace/C29/"


def html_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_sentence_names_clusters_and_the_strongest_region(client: Client):
    build_world()
    assert (
        "Manufacture of motor vehicles: 1 statistical cluster in 2014; "
        "strongest: Oberbayern, 2.94 times the EU-27 share."
    ) in html_of(client, ADDRESS)


def test_the_trend_says_whether_the_group_outgrew_all_groups(client: Client):
    build_world()
    assert "faster than all groups together in the EU-27" in html_of(client, ADDRESS)


def test_a_local_group_says_that_it_earns_no_stars(client: Client):
    build_world()
    assert "They have every figure but no stars." in html_of(client, "/observatory/industries/nace/G47/")


def test_a_group_that_the_source_hardly_holds_has_no_map_and_says_so(client: Client):
    world = build_world()
    GroupFigure.objects.filter(group=world.groups[0]).update(unjudged=Unjudged.NOT_MEASURABLE, composition_share=0.41)
    html = html_of(client, ADDRESS)
    assert "not measurable with this source" in html
    assert "The source holds 41% of the group" in html
    assert 'id="map"' not in html


def test_the_csv_has_every_region_of_the_group(client: Client):
    world = build_world()
    rows = list(csv.DictReader(io.StringIO(client.get("/observatory/industries/nace/C29.csv").content.decode())))
    assert {row["region"] for row in rows} == {region.code for region in world.regions}


def test_the_trend_has_its_own_download(client: Client):
    build_world()
    text = client.get("/observatory/industries/nace/C29.csv?figure=trend").content.decode()
    assert [row["trend_index"] for row in csv.DictReader(io.StringIO(text))] == ["100", "103.2"]


def test_all_schemes_and_groups_are_listed(client: Client):
    build_world()
    assert 'href="/observatory/industries/nace/C29/"' in html_of(client, "/observatory/industries/")


def test_a_group_without_figures_has_no_count_of_clusters_rather_than_zero(client: Client):
    build_world()
    IndustryGroupFactory(code="A01", name="Crop and animal production")
    row = html_of(client, "/observatory/industries/").split("A01 Crop and animal production")[1].split("</tr>")[0]
    assert "persons employed are not published" in row
    assert ">0<" not in row


def test_the_list_of_groups_is_to_be_had_as_a_file(client: Client):
    build_world()
    rows = client.get("/observatory/industries.json").json()["rows"]
    found = {row["group"]: (row["clusters"], row["not_judged"]) for row in rows}
    assert found["C29"] == (1, None)
    assert found["C100"] == (0, None)
    assert {(row["scheme"], row["year"], row["area"], row["rules"]) for row in rows} == {
        ("nace", 2014, "eu27", "three-stars")
    }
    assert 'href="/observatory/industries.csv"' in client.get("/observatory/industries/").content.decode()
