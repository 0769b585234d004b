"""The page of an industry group: its sections say what their tables and files hold."""

import csv
import io

import pytest
from django.test import Client

from observatory.models import ClusterFigure, GroupFigure, Proximity, RegionFigure, Release, StarCut
from observatory.queries.group import get_group_profile
from observatory.queries.jumps import with_jumps
from observatory.selection import Selection
from portal.registry.models import IndustryGroup, Region
from tests.observatory.worlds import build_world
from tests.pages import assert_page

pytestmark = pytest.mark.django_db

PAGE = "/observatory/industries/nace/C29/"
CHOSEN = Selection(scheme="", year="2014", since="2013", rules="three-stars", area="eu27")


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response).decode()


def rows_of(client: Client, figure: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text_of(client, f"/observatory/industries/nace/C29.csv?figure={figure}"))))


def of_group(code: str = "C29"):
    return ClusterFigure.objects.filter(group__code=code)


def build():
    """C29: DEAA loses its star of 2013, for the cut of size rose; the country is a cell too."""
    world = build_world(regions=4, groups=4)
    GroupFigure.objects.filter(group__code="C29").update(
        gini_concentration=0.59, top5_share=0.22, top10_share=0.31, wages_meur=80_000.0, local_units=20_000.0
    )
    GroupFigure.objects.filter(group__code="C100").update(gini_concentration=0.30, wages_meur=40_000.0)
    of_group().filter(year=2014, region__code="DEAA").update(passed=[0b0011, 0, 0, 0], stars=[0, 0, 0, 0])
    of_group().filter(year=2013, region__code="DEAA").update(passed=[0b0111, 0, 0, 0], stars=[1, 0, 0, 0])
    for year, cut in ((2013, 2000.0), (2014, 2500.0)):
        StarCut.objects.update_or_create(
            release=world.release, area="eu27", rules="three-stars", test="size", scheme_id="nace",
            group=IndustryGroup.objects.get(code="C29"), year=year, defaults={"cut": cut, "n": 3},
        )  # fmt: skip
    _country(world.release)
    return world.release


def _country(release):
    cell = of_group().filter(year=2014).first()
    cell.pk, cell.region = None, Region.objects.get(code="DE", version="2013")
    cell.current_region = Region.objects.get(code="DE", version="2024")
    cell.persons_employed, cell.size, cell.stars = 906_405.0, 0.398, [None] * 4
    cell.save()


def test_the_page_is_complete(client: Client):
    build()
    assert_page(client.get(PAGE))


def test_concentration_is_said_with_its_year_and_what_it_covers(client: Client):
    build()
    html = text_of(client, PAGE)
    assert "in 2014: the five largest regions hold 22.0%" in html
    assert "Over 1 country of the EU-27 that publishes the group in 2014" in html


def test_without_enough_published_regions_there_is_no_concentration(client: Client):
    build()
    GroupFigure.objects.update(gini_concentration=None, top5_share=None, top10_share=None)
    assert "no figure of concentration for 2014" in text_of(client, PAGE)


def test_wages_and_concentration_stand_against_the_other_groups(client: Client):
    build()
    found = {row["measure"]: row for row in rows_of(client, "standing")}
    assert (found["gini_concentration"]["value"], found["gini_concentration"]["rank"]) == ("0.59", "1")
    assert float(found["gini_concentration"]["median"]) == pytest.approx((0.59 + 0.30) / 2)
    assert float(found["wage_per_person_eur"]["value"]) == 80_000e6 / 2_000_000
    assert found["wage_per_person_eur"]["groups"] == "2"


def test_risers_are_the_fastest_of_some_size_with_their_period(client: Client):
    build()
    of_group().filter(region__code="DEAA").update(growth=0.5, persons_employed=999.0)
    of_group().filter(region__code="DEAB").update(growth=0.3, growth_from=2011)
    found = rows_of(client, "risers")
    assert [(row["region"], row["growth_from"]) for row in found] == [("DEAB", "2011"), ("DE21", "2008")]
    assert "2011–2014" in text_of(client, PAGE)


def test_a_rate_that_runs_over_a_jump_is_marked_and_leads_no_list(client: Client):
    build()
    of_group().filter(region__code="DEAA").update(growth=0.65, growth_from=2013, growth_to=2014)
    of_group().filter(region__code="DEAA", year=2013).update(persons_employed=1_212.0)
    of_group().filter(region__code="DEAA", year=2014).update(persons_employed=2_000.0)
    html, found = text_of(client, PAGE), rows_of(client, "risers")
    assert (found[-1]["region"], found[-1]["jumps"]) == ("DEAA", "1")
    assert {row["jumps"] for row in found[:-1]} == {"0"}
    assert "Not ranked: 1 region whose persons employed rise by half or more" in html
    assert "65.0% a year" not in html


def test_jumps_of_cells_equal_a_walk_over_their_years():
    build()
    of_group().filter(year=2013).update(persons_employed=1_000.0)
    of_group().update(growth_from=2013, growth_to=2014)
    cells = list(of_group().filter(year=2014, region__level=2))
    slow = {
        one.pk
        for one in cells
        for before in of_group().filter(year=2013, region=one.region_id)
        if one.growth is not None and (one.persons_employed or 0) > 1.5 * (before.persons_employed or 0)
    }
    assert slow
    assert with_jumps(cells) == slow


def test_countries_are_compared_with_the_clusters_inside(client: Client):
    build()
    (row,) = rows_of(client, "countries")
    assert (row["country"], row["persons_employed"], row["clusters"]) == ("DE", "906405", "1")
    assert "Largest in 2014: Germany – 39.8% of the group" in text_of(client, PAGE)


def test_a_country_outside_the_area_stands_in_the_table_but_in_no_bar(client: Client):
    build()
    GroupFigure.objects.update(countries=["AT"])
    html = text_of(client, PAGE)
    assert "Largest in 2014" not in html
    assert "906,405" in html


def test_a_cluster_that_is_gone_is_shown_with_the_test_that_turned(client: Client):
    build()
    html = text_of(client, PAGE)
    assert "gone: 1" in html
    assert "Size, no longer passed: 2,001 against a cut of 2,000 in 2013, 2,001 against 2,500 in 2014" in html
    (row,) = rows_of(client, "changes")
    assert (row["region"], row["change"], row["test"], row["cause"]) == ("DEAA", "gone", "size", "cut")


def test_a_cluster_that_cannot_be_judged_now_is_named_with_the_reason(client: Client):
    build()
    of_group().filter(year=2014, region__code="DEAA").update(stars=[None] * 4, unjudged=[6] * 4)
    html = text_of(client, PAGE)
    assert "gone: 0" in html
    assert "1 region with a star in one of the years is not compared" in html
    assert "2014: the region has no total, so no location quotient" in html


def test_a_group_of_the_first_year_has_nothing_to_compare_with(client: Client):
    build()
    html = text_of(client, f"{PAGE}?year=2013")
    assert 'id="changes"' not in html
    assert 'name="since"' not in html


def test_a_later_year_to_compare_with_is_left_out(client: Client):
    build()
    Release.objects.update(years=[2012, 2013, 2014])
    response = client.get(f"{PAGE}?year=2013&since=2013")
    assert (response.status_code, response["Location"]) == (301, f"{PAGE}?year=2013")
    assert client.get(f"{PAGE}?year=2012&since=2013").status_code == 200


def test_a_year_that_is_none_of_the_release_is_a_400(client: Client):
    build()
    assert client.get(f"{PAGE}?since=1999").status_code == 400


def test_related_groups_stand_in_the_order_of_their_proximity(client: Client):
    release = build()
    groups = {group.code: group for group in IndustryGroup.objects.all()}
    for code, proximity in (("C100", 0.2), ("C101", 0.6)):
        Proximity.objects.create(
            release=release, area="eu27", year=2014, group=groups["C29"], other=groups[code], proximity=proximity,
            regions=50, together=9,
        )  # fmt: skip
    assert [row["other"] for row in rows_of(client, "related")] == ["C101", "C100"]
    assert "goes together most with C101 Industry 101: proximity 0.60" in text_of(client, PAGE)


def test_everything_costs_four_queries(django_assert_num_queries):
    release = build()
    group = IndustryGroup.objects.select_related("scheme").get(code="C29")
    get_group_profile(group, release, CHOSEN)
    with django_assert_num_queries(4):
        get_group_profile(group, release, CHOSEN)


@pytest.mark.parametrize("figure", ["countries", "trend"])
def test_charts_leave_the_page(client: Client, figure: str):
    build()
    assert "<svg" in text_of(client, f"/observatory/industries/nace/C29.svg?figure={figure}")


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("/observatory/industries/nace/", "/observatory/industries/#nace"),
        ("/observatory/industries/NACE/", "/observatory/industries/#nace"),
        ("/observatory/clusters/?country=DE", "/observatory/rankings/?country=DE"),
    ],
)
def test_shortened_addresses_lead_to_the_list(client: Client, asked: str, known: str):
    build()
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (301, known)


def test_an_unknown_scheme_suggests_the_known_ones(client: Client):
    build()
    response = client.get("/observatory/industries/foo/")
    assert response.status_code == 404
    assert "/observatory/industries/nace/" in response.content.decode()


def test_a_group_without_any_figure_has_a_page(client: Client):
    build()
    for model in (ClusterFigure, GroupFigure, RegionFigure):
        model.objects.all().delete()
    assert "No country of the area publishes this group" in text_of(client, PAGE)
