"""Related industries: the network of groups, and what lies close to a region's strengths."""

import csv
import io
import re

import pytest
from django.test import Client

from observatory.models import ClusterFigure, Proximity, Release
from observatory.presenters.relatedness.network import drawn_groups, links_of
from observatory.queries.place import get_place
from observatory.queries.relatedness import get_network, get_region_network, list_related
from observatory.selection import Selection
from portal.registry.models import IndustryGroup
from tests.observatory.worlds import build_world
from tests.pages import assert_page

pytestmark = pytest.mark.django_db

CHOSEN = Selection(scheme="nace", year="2014", rules="three-stars", area="eu27")
EUROPE, REGION = "/observatory/relatedness/", "/observatory/regions/DE21/relatedness/"
# C29 is the strength of DE21; C100 is closer to it than C101, and no proximity is known to C102.
NEAR = {("C29", "C100"): 0.6, ("C29", "C101"): 0.2, ("C100", "C101"): 0.4, ("C29", "C102"): None, ("C29", "G47"): 0.5}


def build() -> Release:
    release = build_world(regions=3, groups=5).release
    groups = {group.code: group for group in IndustryGroup.objects.all()}
    for pair, proximity in NEAR.items():
        for one, other in (pair, pair[::-1]):
            Proximity.objects.create(
                release=release, area="eu27", year=2014, group=groups[one], other=groups[other],
                proximity=proximity, regions=40 if proximity else 12, together=10,
            )  # fmt: skip
    for code, density in (("C29", 0.1), ("C100", 0.7), ("C101", 0.3), ("G47", 0.9), ("C102", None)):
        ClusterFigure.objects.filter(group__code=code).update(density=density)
    return release


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response).decode()


def test_each_pair_stands_once_the_closest_first_and_unknown_ones_last():
    network = get_network(build(), CHOSEN)
    assert [(pair.group.code, pair.other.code, pair.proximity) for pair in network.pairs] == [
        ("C29", "C100", 0.6),
        ("C29", "G47", 0.5),
        ("C100", "C101", 0.4),
        ("C29", "C101", 0.2),
        ("C29", "C102", None),
    ]
    assert len(network.known) == 4


def test_related_groups_of_one_group_are_in_the_order_of_their_proximity():
    release = build()
    group = IndustryGroup.objects.get(code="C100")
    assert [pair.other.code for pair in list_related(group, release, CHOSEN)] == ["C29", "C101"]


def test_candidates_stand_in_the_order_of_density_with_the_strengths_they_are_close_to():
    release = build()
    found = get_region_network(get_place("DE21"), release, CHOSEN)
    assert [one.figure.group.code for one in found.strengths] == ["C29"]
    assert [one.figure.group.code for one in found.candidates] == ["C100", "C101"]
    assert [[(group.code, value) for group, value in one.because] for one in found.candidates] == [
        [("C29", 0.6)],
        [("C29", 0.2)],
    ]


def test_local_groups_and_groups_without_density_are_no_candidates():
    release = build()
    found = get_region_network(get_place("DE21"), release, CHOSEN)
    assert {"G47", "C102"}.isdisjoint(one.figure.group.code for one in found.candidates)


def test_of_a_group_without_a_quotient_nothing_is_said():
    release = build()
    ClusterFigure.objects.filter(group__code="C100").update(location_quotient=None)
    found = get_region_network(get_place("DE21"), release, CHOSEN)
    assert found.unknown == 1
    assert "C100" not in [one.figure.group.code for one in found.candidates]


def test_a_group_that_no_other_is_close_to_is_not_drawn():
    network = get_network(build(), CHOSEN)
    assert "C102" not in [group.code for group in drawn_groups(network)]


def test_links_are_those_of_the_pairs():
    network = get_network(build(), CHOSEN)
    drawn = drawn_groups(network)
    found = {(drawn[i].code, drawn[j].code): weight for i, j, weight in links_of(drawn, network.known)}
    assert {tuple(sorted(pair)): weight for pair, weight in found.items()} == {
        tuple(sorted(pair)): weight for pair, weight in NEAR.items() if weight
    }


def test_the_page_of_europe_names_the_closest_pair(client: Client):
    build()
    response = client.get(EUROPE)
    assert_page(response)
    assert "proximity 0.60; of 40 regions that publish both, 10 are specialised in both" in response.content.decode()


def test_the_picture_is_the_same_every_time_and_names_every_node(client: Client):
    build()
    svg = re.search(r'<div class="chart">.*?</div></div>', text_of(client, EUROPE), re.DOTALL)
    again = re.search(r'<div class="chart">.*?</div></div>', text_of(client, EUROPE), re.DOTALL)
    assert svg is not None
    assert again is not None
    assert svg[0] == again[0]
    assert svg[0].count("<title") == 2 * (1 + 4)  # each form has a name, and so has each node
    assert "style=" not in svg[0]


def test_the_page_of_a_region_marks_the_list_as_an_indication(client: Client):
    build()
    response = client.get(REGION)
    assert_page(response)
    html = response.content.decode()
    assert "An indication, not a recommendation" in html
    assert "specialised in 1 of 5 groups in 2014" in html
    assert html.index("C100 Industry 100") < html.index("C101 Industry 101")


def test_a_region_without_figures_says_so(client: Client):
    build()
    ClusterFigure.objects.all().delete()
    assert "No industry group of this scheme has figures here" in text_of(client, REGION)


def test_before_proximities_are_computed_the_pages_say_so(client: Client):
    build()
    Proximity.objects.all().delete()
    assert "No two groups are published together by 30 regions" in text_of(client, EUROPE)
    assert "No two groups are published together by 30 regions" in text_of(client, REGION)


@pytest.mark.parametrize(
    ("address", "columns"),
    [
        ("/observatory/relatedness.csv", {"group": "C29", "other": "C100", "proximity": "0.6", "together": "10"}),
        ("/observatory/regions/DE21/relatedness.csv", {"group": "C29", "is_specialised": "1", "density": "0.1"}),
    ],
)
def test_files_hold_what_the_pages_show(client: Client, address: str, columns: dict[str, str]):
    build()
    first = next(csv.DictReader(io.StringIO(text_of(client, address))))
    assert {key: first[key] for key in columns} == columns


@pytest.mark.parametrize("address", ["/observatory/relatedness.svg", "/observatory/regions/DE21/relatedness.svg"])
def test_the_picture_leaves_the_page_with_title_names_and_source(client: Client, address: str):
    build()
    svg = text_of(client, address)
    assert "Source: Eurostat" in svg
    assert "C29 Manufacture of motor vehicles" in svg


def test_the_list_of_industries_leads_to_the_network_of_each_scheme(client: Client):
    build()
    assert 'href="/observatory/relatedness/"' in text_of(client, "/observatory/industries/")


def test_a_region_of_nuts_3_leads_to_the_region_around_it(client: Client):
    build()
    response = client.get("/observatory/regions/DE21H/relatedness/")
    assert response.status_code == 404
