import json

import pytest
from django.test import Client

from observatory.models import ClusterFigure, Mark, Status
from tests.observatory.similar.positions import build_positions
from tests.observatory.worlds import build_world

pytestmark = pytest.mark.django_db
ADDRESS = "/observatory/clusters/DE21/nace/C29/"


def html_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_sentence_says_size_specialisation_and_stars(client: Client):
    build_world()
    assert (
        "Manufacture of motor vehicles – Oberbayern: 104,228 persons employed in 2014, 2.94 times the EU-27 share; "
        "a statistical cluster with 3 of 3 stars."
    ) in html_of(client, ADDRESS)


def test_every_star_has_its_arithmetic(client: Client):
    build_world()
    html = html_of(client, ADDRESS)
    assert "104,228 persons employed: rank 1 of 214 regions; the cut for the top 10% is 61,200." in html
    assert "2.94 times the EU-27 share; at least 2.00 is needed." in html


def test_a_cell_that_is_no_cluster_has_a_page_that_says_so(client: Client):
    build_world()
    assert "not a statistical cluster under these rules" in html_of(client, "/observatory/clusters/DE21/nace/C100/")


def test_a_local_group_is_not_judged_and_says_why(client: Client):
    build_world()
    assert "not judged (the group serves local markets)" in html_of(client, "/observatory/clusters/DE21/nace/G47/")


def test_the_page_gives_the_rank_among_regions_with_a_figure(client: Client):
    build_world()
    assert "rank 1 by persons employed of 2 regions of all countries with a figure in 2014" in html_of(client, ADDRESS)


def test_flags_of_the_source_are_said_in_words(client: Client):
    world = build_world()
    cells = ClusterFigure.objects.filter(region=world.regions[0], group=world.groups[0])
    cells.update(status=Status.ESTIMATED, marks=Mark.BREAK)
    assert "The figure is marked: estimated; break in series." in html_of(client, ADDRESS)


def test_stars_that_rest_on_an_estimated_total_are_hollow(client: Client):
    world = build_world()
    ClusterFigure.objects.filter(region=world.regions[0]).update(total_is_estimated=True)
    html = html_of(client, ADDRESS)
    assert html.count("portal-star--hollow") >= 3
    assert "drawn hollow" in html


def test_a_year_without_a_row_says_that_nothing_is_published(client: Client):
    world = build_world()
    ClusterFigure.objects.filter(region=world.regions[0], group=world.groups[0], year=2014).delete()
    html = html_of(client, ADDRESS)
    assert "no figure is published for 2014" in html
    assert "there is nothing to judge" in html


def test_the_json_holds_the_cell_in_every_year(client: Client):
    build_world()
    answer = json.loads(client.get("/observatory/clusters/DE21/nace/C29.json").content)
    assert [row["year"] for row in answer["rows"]] == [2013, 2014]
    assert answer["rows"][-1]["location_quotient"] == 2.9381
    assert any("Eurostat" in note for note in answer["notes"])


@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_a_picture_without_figures_is_a_404(client: Client, suffix: str):
    world = build_world()
    ClusterFigure.objects.filter(group=world.groups[0]).delete()
    assert client.get(f"/observatory/clusters/DE21/nace/C29.{suffix}").status_code == 404


def test_the_same_industry_of_similar_regions_stands_below_and_leads_to_a_comparison(client: Client):
    build_positions()
    html = html_of(client, ADDRESS)
    assert "The same industry in regions of similar structure, 2014" in html
    assert "Name AT31 (AT31)" in html
    compared = "/observatory/compare/?c=DE21/nace/C29&amp;c=AT31/nace/C29&amp;c=DEAA/nace/C29"
    assert compared in html
    assert client.get(compared.replace("&amp;", "&")).status_code == 200


def test_without_positions_no_region_is_called_similar(client: Client):
    build_world()
    html = html_of(client, ADDRESS)
    assert "none can be called similar" in html
    assert "Compare with the two regions most like it" not in html


def test_where_nobody_is_employed_a_sentence_stands_instead_of_a_line_along_zero(client: Client):
    world = build_world()
    ClusterFigure.objects.filter(region=world.regions[0], group=world.groups[0]).update(persons_employed=0)
    html = html_of(client, ADDRESS)
    assert "Nobody is employed in this group here in the years with a figure: 20" in html
    assert f'href="{ADDRESS[:-1]}.csv' in html
    assert f'href="{ADDRESS[:-1]}.svg' not in html


def test_a_cell_without_stars_has_none_that_rest_on_estimates(client: Client):
    world = build_world()
    ClusterFigure.objects.filter(region=world.regions[0]).update(total_is_estimated=True)
    assert "its stars are drawn hollow" in html_of(client, ADDRESS)
    assert "its stars are drawn hollow" not in html_of(client, "/observatory/clusters/DE21/nace/C100/")
