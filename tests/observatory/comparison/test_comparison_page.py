"""Comparisons: subjects in the address, values beside each other, peers, and the small multiples."""

import csv
import io
import json
import re

import pytest
from django.test import Client
from django.utils.translation import gettext

from observatory.comparison import compared_indicators
from observatory.indicators import context_indicator
from observatory.models import ClusterFigure, ContextFigure, Mark, RegionFigure
from observatory.queries.comparison import YearValue, index_of
from portal.core.formatting import number
from portal.registry.memory import forget
from portal.registry.models import Region
from tests.observatory.worlds import build_world
from tests.pages import assert_page

pytestmark = pytest.mark.django_db
REGIONS = "?r=DE21&r=DEAA"


def html_of(client: Client, query: str) -> str:
    response = client.get(f"/observatory/compare/{query}")
    assert response.status_code == 200, query
    return response.content.decode()


def rows_of(client: Client, query: str) -> dict[tuple[str, str], dict[str, str]]:
    response = client.get(f"/observatory/compare.csv{query}")
    assert response.status_code == 200
    rows = csv.DictReader(io.StringIO(response.content.decode()))
    return {(row["subject"], row["indicator"]): row for row in rows}


@pytest.mark.parametrize("query", ["", REGIONS, "?r=DE", "?g=C29&g=G47", "?c=DE21/nace/C29&c=DEAA/nace/C29"])
def test_a_comparison_is_a_complete_page(client: Client, query: str):
    build_world(regions=12)
    assert_page(client.get(f"/observatory/compare/{query}"))


def test_without_subjects_the_page_teaches_by_example(client: Client):
    build_world()
    html = html_of(client, "")
    assert 'href="/observatory/compare/?r=DE21&amp;r=AT31&amp;r=ITC4"' in html
    assert 'href="/observatory/compare/?g=C29&amp;g=C30"' in html


def test_values_and_peers_are_those_of_the_release(client: Client):
    build_world(regions=12)
    row = rows_of(client, REGIONS)["DEAA", "persons_employed"]
    totals = [1_200_000 - 10 * place for place in range(12)]
    assert float(row["value"]) == 1_199_990
    assert [float(row[key]) for key in ("peers", "peers_lowest", "peers_mean", "peers_highest")] == [
        12, min(totals), sum(totals) / 12, max(totals)]  # fmt: skip
    assert float(row["gap_to_mean"]) == 1_199_990 - sum(totals) / 12
    assert (float(row["gap_to_best"]), row["quarter"]) == (-10, "4")


def test_the_peers_are_stated(client: Client):
    build_world(regions=12)
    assert "Peers: all NUTS 2 regions of the EU-27." in html_of(client, REGIONS)
    assert "Peers: all countries of the EU-27." in html_of(client, "?r=DE")
    assert "that publish the same group" in html_of(client, "?c=DE21/nace/C29")


def test_few_peers_say_nothing_of_any_of_them(client: Client):
    build_world(regions=4)
    row = rows_of(client, REGIONS)["DE21", "persons_employed"]
    assert (row["peers"], row["peers_mean"], row["quarter"], row["gap_to_best"]) == ("4", "", "", "")


def test_a_confidential_cell_has_neither_figure_nor_place(client: Client):
    build_world(regions=12)
    row = rows_of(client, "?c=DE21/nace/C29&c=DEAL/nace/C29")["DEAL/nace/C29", "persons_employed"]
    assert (row["status"], row["value"], row["quarter"], row["peers"]) == ("confidential", "", "", "11")


def test_seven_are_too_many_and_the_first_six_are_kept(client: Client):
    build_world(regions=12)
    query = "?" + "&".join(f"r=DEA{letter}" for letter in "ABCDEFG")
    html = html_of(client, query)
    assert "7 were asked for; the first 6 are shown." in html
    assert "Region DEAF (DEAF)" in html
    assert "Region DEAG (DEAG)" not in html


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("?r=de21&r=DEAA", "?r=DE21&r=DEAA"),
        ("?r=DE21&r=DE21", "?r=DE21"),
        ("?g=c29", "?g=C29"),
        ("?c=de21/nace/c29", "?c=DE21%2Fnace%2FC29"),
        ("?r=DE21&g=C29", "?r=DE21"),
        ("?year=2014&r=DE21", "?r=DE21"),
    ],
)
def test_other_spellings_lead_to_the_canonical_address(client: Client, asked: str, known: str):
    build_world()
    response = client.get(f"/observatory/compare/{asked}")
    assert (response.status_code, response["Location"]) == (301, f"/observatory/compare/{known}")


@pytest.mark.parametrize("query", ["?r=DE2X", "?g=C99", "?c=DE21", "?c=DE21/nace/C99", "?c=XX/nace/C29"])
def test_what_nobody_knows_is_not_found(client: Client, query: str):
    build_world()
    assert client.get(f"/observatory/compare/{query}").status_code == 404


def test_subjects_are_moved_and_removed_by_links(client: Client):
    build_world()
    html = html_of(client, REGIONS)
    assert 'href="/observatory/compare/?r=DEAA&amp;r=DE21"' in html
    assert 'href="/observatory/compare/?r=DEAA"' in html


def test_the_only_region_that_answers_joins_and_several_are_offered(client: Client):
    build_world()
    response = client.get("/observatory/compare/?r=DE21&q=DEAA")
    assert (response.status_code, response["Location"]) == (302, "/observatory/compare/?r=DE21&r=DEAA")
    assert 'href="/observatory/compare/?r=DE21&amp;r=DEAB"' in html_of(client, "?r=DE21&q=Region")


def test_a_region_joins_clusters_with_their_group(client: Client):
    build_world()
    response = client.get("/observatory/compare/?c=DE21/nace/C29&q=DEAA")
    assert response["Location"].endswith("?c=DE21%2Fnace%2FC29&c=DEAA%2Fnace%2FC29")


def test_groups_are_chosen_from_a_list_without_those_that_are_there(client: Client):
    build_world()
    html = html_of(client, "?g=C29")
    options = re.findall(r'<option value="(\w+)">', html.partition('id="picker-g"')[2].partition("</select>")[0])
    assert options == ["G47", "C100"]


def test_only_an_indicator_with_a_direction_speaks_of_better(client: Client):
    build_world(regions=12)
    html = html_of(client, REGIONS)
    assert "the highest: more is neither better nor worse" in html
    assert {one.code for one in compared_indicators("region") if one.direction != "neutral"} == {
        "growth", "strength", "wage_per_person_eur"}  # fmt: skip


def test_growth_does_not_reach_over_a_break(client: Client):
    world = build_world(regions=3)
    region, today = world.regions[0], Region.objects.get(code="DE21", version="2024")
    for year, persons in ((2011, 1_000_000), (2012, 1_100_000)):
        RegionFigure.objects.create(release=world.release, region=region, current_region=today, year=year,
                                    persons_employed=persons, estimated_share=0)  # fmt: skip
    assert rows_of(client, "?r=DE21")["DE21", "growth"]["value"] != ""
    forget()
    ClusterFigure.objects.filter(region=region, year=2013).update(marks=Mark.BREAK)
    assert rows_of(client, "?r=DE21&rules=performance")["DE21", "growth"]["value"] == ""


def test_the_years_are_an_index_of_one_base():
    lines = ([YearValue(2012, None), YearValue(2013, 50.0), YearValue(2014, 100.0)],
             [YearValue(2012, 4.0), YearValue(2013, 5.0), YearValue(2014, 4.0)])  # fmt: skip
    found = index_of(lines)
    assert [[one.value for one in line] for line in found] == [[None, 100.0, 200.0], [80.0, 100.0, 80.0]]


def test_without_a_common_year_nothing_is_drawn(client: Client):
    assert index_of(([YearValue(2012, 1.0)], [YearValue(2013, 1.0)])) == ((), ())
    build_world()
    RegionFigure.objects.filter(region__code="DEAA").update(persons_employed=None)
    assert "There is no year in which all of them have a figure." in html_of(client, REGIONS)


def test_the_file_of_years_has_figures_and_index(client: Client):
    build_world()
    found = json.loads(client.get(f"/observatory/compare.json{REGIONS}&figure=trend").content)
    assert [(row["subject"], row["year"], row["value"], row["index"]) for row in found["rows"]][:2] == [
        ("DE21", 2013, 1_200_000, 100), ("DE21", 2014, 1_200_000, 100)]  # fmt: skip


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "json", "svg"])
@pytest.mark.parametrize("query", [REGIONS, "?g=C29", "?c=DE21/nace/C29"])
def test_every_format_is_answered(client: Client, suffix: str, query: str):
    build_world()
    assert client.get(f"/observatory/compare.{suffix}{query}&figure=trend").status_code == 200


def test_every_value_of_the_page_stands_in_the_file(client: Client):
    build_world(regions=12)
    html = html_of(client, REGIONS)
    row = rows_of(client, REGIONS)["DE21", "persons_employed"]
    for key in ("value", "peers_mean", "peers_lowest", "peers_highest"):
        assert number(float(row[key])) in html


@pytest.mark.parametrize("query", ["?{r}", "?g=C29&g=G47", "?c=DE21/nace/C29&c=DEAA/nace/C29"])
def test_queries_do_not_grow_with_regions(client: Client, django_assert_max_num_queries, query: str):
    build_world(regions=300, groups=8)
    forget()
    members = query.format(r="&".join(f"r={code}" for code in ("DE21", "DEAA", "DEAB", "DEAC", "DEAD", "DEAE")))
    with django_assert_max_num_queries(12):
        client.get(f"/observatory/compare/{members}")


def test_a_group_of_another_source_is_named_and_has_no_mean(client: Client):
    world = build_world(regions=12)
    today = {region.code: region for region in Region.objects.current()}
    for region in world.regions:
        ContextFigure.objects.create(
            release=world.release, dataset="ris", indicator=context_indicator("innovation_group").number, year=2023,
            zone=region.code, zone_name=region.name_latin, region=region, current_region=today[region.code], value=4.0,
        )  # fmt: skip
    html = html_of(client, REGIONS)
    assert gettext(context_indicator("innovation_group").labels[3]) in html
    assert "groups have no mean" in html
    assert "source: ris" in html
    row = rows_of(client, REGIONS)["DE21", "context-innovation_group"]
    assert (row["value"], row["year"], row["source"], row["peers_mean"], row["quarter"]) == ("4", "2023", "ris", "", "")


def test_each_indicator_stands_once_among_the_quarters(client: Client):
    build_world(regions=12)
    table = html_of(client, REGIONS).partition('id="standings"')[2].partition("</table>")[0]
    assert table.count(">Persons employed, business economy covered, 2014") == 1
    assert "How far from its peers: Oberbayern" in html_of(client, REGIONS)


def test_the_lead_says_who_has_most_clusters_and_a_single_subject_is_no_largest(client: Client):
    build_world(regions=12)
    assert "Most statistical clusters: Oberbayern – 1." in html_of(client, REGIONS)
    alone = html_of(client, "?r=DE21")
    assert "Largest by" not in alone
    assert "Add another to see them side by side." in alone


def test_files_name_who_is_compared(client: Client):
    build_world()
    answer = client.get(f"/observatory/compare.csv{REGIONS}")
    assert "comparison-values-DE21-DEAA-2014" in answer["Content-Disposition"]
    slide = client.get(f"/observatory/compare.svg{REGIONS}&figure=trend&layout=slide").content.decode()
    assert "figures of 2013–2014" in slide
    assert ">EU Cluster Portal</text>" in slide
