"""Pages of custom regions and of sets: members, sums, what hides them, and the addresses."""

import csv
import io
import json
import re

import pytest
from django.test import Client

from observatory.models import ClusterFigure, GroupFigure, Mark, RegionFigure, Status
from observatory.queries import custom_sets, names, release
from observatory.views import custom
from portal.registry import region_sets as sets
from portal.registry.models import Country, Region
from tests.observatory.worlds import build_world
from tests.pages import assert_page
from tests.registry.factories import RegionFactory
from tests.registry.test_region_sets import a_set

pytestmark = pytest.mark.django_db
BOTH = "/observatory/custom/?r=DE21&r=DEAA"


@pytest.fixture
def world():
    """DE21, DEAA, DEAB and DEAC; the first cell of DEAC is confidential."""
    return build_world(regions=4)


@pytest.fixture
def a_known_set(monkeypatch):
    one = a_set(version="2013", members=("DE21", "DEAA"), note="A note.", open=("DE99",), source="An act")
    for module in (sets, custom_sets, names, release, custom):
        monkeypatch.setattr(module, "region_sets", lambda: (one,))
    return one


def html_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def rows_of(client: Client, address: str) -> dict[str, dict[str, str]]:
    """Rows of the CSV behind a page, by group."""
    response = client.get(address)
    assert response.status_code == 200
    return {row["group"]: row for row in csv.DictReader(io.StringIO(response.content.decode()))}


def test_the_members_are_summed_up(client: Client, world):
    row = rows_of(client, "/observatory/custom.csv?r=DE21&r=DEAA")["C29"]
    total = sum(RegionFigure.objects.get(year=2014, region__code=code).persons_employed for code in ("DE21", "DEAA"))
    persons = 104228.0 + 2000.5
    assert float(row["persons_employed"]) == persons
    assert float(row["location_quotient"]) == pytest.approx((persons / total) / (2_000_000 / 90e6))
    assert float(row["size"]) == pytest.approx(persons / 2_000_000)
    assert float(row["focus"]) == pytest.approx(persons / total)
    assert float(row["wage_per_person_eur"]) == pytest.approx(2 * 61.5e6 / persons)
    assert (row["status"], row["members"]) == ("sum", "DE21 DEAA")


def test_a_confidential_member_hides_the_sum_and_is_named(client: Client, world):
    row = rows_of(client, "/observatory/custom.csv?r=DE21&r=DEAC")["C29"]
    assert (row["status"], row["hidden_by"], row["persons_employed"], row["wages_meur"]) == (
        "confidential", "DEAC", "", "")  # fmt: skip
    html = html_of(client, "/observatory/custom/?r=DE21&r=DEAC")
    assert "confidential in: Region DEAC (DEAC)" in html


def test_a_member_without_a_row_makes_the_sum_missing(client: Client, world):
    ClusterFigure.objects.filter(region__code="DEAA", group__code="C29").delete()
    row = rows_of(client, "/observatory/custom.csv?r=DE21&r=DEAA")["C29"]
    assert (row["status"], row["not_published_in"], row["persons_employed"]) == ("not-available", "DEAA", "")


def test_a_member_of_which_the_source_has_nothing_leaves_no_sum_at_all(client: Client, world):
    for model in (RegionFigure, ClusterFigure):
        model.objects.filter(region__code="DEAA", year=2014).delete()
    rows = rows_of(client, "/observatory/custom.csv?r=DE21&r=DEAA")
    assert {row["persons_employed"] for row in rows.values()} == {""}
    html = html_of(client, BOTH)
    assert "A member has no figures" in html
    assert 'href="/observatory/custom/?r=DE21"' in html


def test_no_total_of_a_member_leaves_no_quotient_but_the_sums(client: Client, world):
    RegionFigure.objects.filter(region__code="DEAA").update(persons_employed=None, no_total="no-key")
    row = rows_of(client, "/observatory/custom.csv?r=DE21&r=DEAA")["C29"]
    assert float(row["persons_employed"]) == 106228.5
    assert (row["location_quotient"], row["focus"]) == ("", "")
    assert "Members without a total" in html_of(client, BOTH)


def test_growth_is_that_of_the_sums(client: Client, world):
    world.release.years = [2012, 2013, 2014]
    world.release.save()
    regions = [Region.objects.get(code=code, version="2013") for code in ("DE21", "DEAA")]
    for region in regions:
        for model in (RegionFigure, ClusterFigure):
            for one in model.objects.filter(region=region, year=2013):
                one.pk, one.year = None, 2012
                one.save()
        ClusterFigure.objects.filter(region=region, year=2012).update(persons_employed=1000)
    row = rows_of(client, "/observatory/custom.csv?r=DE21&r=DEAA")["C29"]
    assert (row["growth_from"], row["growth_to"]) == ("2012", "2014")
    assert float(row["growth"]) == pytest.approx((106228.5 / 2000) ** 0.5 - 1)
    ClusterFigure.objects.filter(region=regions[1], year=2014).update(marks=Mark.BREAK)
    assert rows_of(client, "/observatory/custom.csv?r=DE21&r=DEAA&year=2014&rules=performance")["C29"]["growth"] == ""


def test_a_sum_earns_no_star_for_size(client: Client, world):
    GroupFigure.objects.update(total_persons=95e6)
    row = rows_of(client, "/observatory/custom.csv?r=DE21&r=DEAA")["C29"]
    assert row["stars"] == "1"  # twice the area's share; the focus has no cut in this world
    html = html_of(client, BOTH)
    assert "1 of 3 stars" in html
    assert "Not ranked by size: Size." in html


def test_members_outside_the_area_are_shown_and_not_judged(client: Client, world):
    Country.objects.update(membership=Country.Membership.OTHER)
    row = rows_of(client, "/observatory/custom.csv?r=DE21&r=DEAA")["C29"]
    assert row["stars"] == ""
    assert "Members outside the EU-27" in html_of(client, BOTH)


@pytest.mark.parametrize("address", ["/observatory/custom/?r=DE2&r=DE21", "/observatory/custom/?r=DE21&r=DE"])
def test_a_region_and_one_that_holds_it_are_not_added_up(client: Client, world, address: str):
    html = html_of(client, address)
    assert "Two members overlap" in html
    assert "Persons employed, business economy covered" not in html
    assert client.get(address.replace("/?", ".csv?")).status_code == 404


def test_too_many_members_are_cut_and_the_page_says_so(client: Client):
    build_world(regions=70)
    codes = list(Region.objects.filter(level=2, version="2024").order_by("code").values_list("code", flat=True))[:65]
    html = html_of(client, "/observatory/custom/?" + "&".join(f"r={code}" for code in codes))
    assert "65 were asked for; the first 60 are shown." in html


def test_the_only_region_that_answers_a_search_joins(client: Client, world):
    response = client.get("/observatory/custom/?r=DE21&q=DEAA&name=Valley")
    assert (response.status_code, response["Location"]) == (302, "/observatory/custom/?r=DE21&r=DEAA&name=Valley")


def test_several_regions_that_answer_are_offered(client: Client, world):
    html = html_of(client, "/observatory/custom/?r=DE21&q=Region")
    assert "Which one is “Region”?" in html
    assert 'href="/observatory/custom/?r=DE21&amp;r=DEAB"' in html


def test_an_unknown_region_leads_to_a_page_that_suggests(client: Client, world):
    response = client.get("/observatory/custom/?r=DE2X")
    assert response.status_code == 404
    assert "/observatory/regions/DE21/" in response.content.decode()


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("?r=de21&r=DEAA", "?r=DE21&r=DEAA"),
        ("?r=DE21&r=DE21&r=DEAA", "?r=DE21&r=DEAA"),
        ("?year=2013&r=DE21&r=DEAA", "?r=DE21&r=DEAA&year=2013"),
        ("?r=DE21&r=DEAA&name=+River++valley+", "?r=DE21&r=DEAA&name=River+valley"),
        ("?r=DE21&r=DEAA&year=2014", "?r=DE21&r=DEAA"),
    ],
)
def test_other_spellings_lead_to_the_canonical_address(client: Client, world, asked: str, known: str):
    response = client.get(f"/observatory/custom/{asked}")
    assert (response.status_code, response["Location"]) == (301, f"/observatory/custom/{known}")


def test_a_name_is_shown_as_text(client: Client, world):
    html = html_of(client, f"{BOTH}&name=%3Cb%3EValley")
    assert "&lt;b&gt;Valley" in html
    assert "<b>Valley" not in html


def test_the_file_of_totals_names_the_members_of_each_year(client: Client, world):
    found = json.loads(client.get("/observatory/custom.json?r=DE21&r=DEAA&figure=history").content)
    assert [(row["year"], row["members"], row["persons_employed"]) for row in found["rows"]] == [
        (2013, "DE21 DEAA", 2399990), (2014, "DE21 DEAA", 2399990)]  # fmt: skip


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "json", "svg"])
def test_every_format_is_answered(client: Client, world, suffix: str):
    assert client.get(f"/observatory/custom.{suffix}?r=DE21&r=DEAA&figure=specialisation").status_code == 200


def test_a_set_says_where_it_comes_from_and_leads_to_its_clusters(client: Client, world, a_known_set):
    html = html_of(client, "/observatory/custom/test/")
    for text in ("An act", "A note.", "DE99", "our own rule"):
        assert text in html
    assert 'href="/observatory/rankings/?within=test&amp;stars=3"' in html
    assert_page(client.get("/observatory/custom/test/"))


def test_a_set_sums_up_its_members(client: Client, world, a_known_set):
    row = rows_of(client, "/observatory/custom/test.csv")["C29"]
    assert (float(row["persons_employed"]), row["members"]) == (106228.5, "DE21 DEAA")


def test_a_country_stands_for_its_regions_where_all_are_in_the_set(client: Client, world, monkeypatch):
    one = a_set(version="2013", countries=("DE",))
    monkeypatch.setattr(sets, "region_sets", lambda: (one,))
    country = Region.objects.get(code="DE", version="2013")
    RegionFigure.objects.create(
        release=world.release, region=country, current_region=Region.objects.get(code="DE", version="2024"), year=2014,
        persons_employed=5_000_000,
    )  # fmt: skip
    found = json.loads(client.get("/observatory/custom/test.json?figure=history").content)
    assert [(row["year"], row["members"]) for row in found["rows"]] == [(2013, "DE21 DEAA DEAB DEAC"), (2014, "DE")]


def test_a_member_of_a_set_without_figures_is_left_out_and_named(client: Client, world, monkeypatch):
    one = a_set(version="2013", members=("DE21", "DEAA", "FR10"))
    monkeypatch.setattr(sets, "region_sets", lambda: (one,))
    RegionFactory(code="FR10", version="2013", name_latin="Nowhere")
    html = html_of(client, "/observatory/custom/test/")
    assert "Not all members have figures" in html
    assert "Nowhere (FR10)" in html
    assert float(rows_of(client, "/observatory/custom/test.csv")["C29"]["persons_employed"]) == 106228.5


def test_an_unknown_set_leads_to_the_list(client: Client, world):
    response = client.get("/observatory/custom/nowhere/")
    assert response.status_code == 404
    assert 'href="/observatory/custom/"' in response.content.decode()


def test_the_list_of_sets_leads_to_three_star_clusters_in_one_click(client: Client, world, a_known_set):
    html = html_of(client, "/observatory/custom/")
    link = re.search(r'href="(/observatory/rankings/[^"]*within=test[^"]*)">\s*(\d+) three-star cluster', html)
    assert link.group(2) == "1"
    ranking = html_of(client, link.group(1).replace("&amp;", "&"))
    assert "C29" in ranking


def test_queries_are_the_same_for_two_and_for_fifty_members(client: Client, django_assert_max_num_queries):
    build_world(regions=55)
    codes = list(Region.objects.filter(level=2, version="2024").order_by("code").values_list("code", flat=True))
    few, many = ("&".join(f"r={code}" for code in codes[:size]) for size in (2, 50))
    for members in (few, many):
        client.get(f"/observatory/custom/?{members}")
    with django_assert_max_num_queries(12) as of_few:
        client.get(f"/observatory/custom/?{few}")
    with django_assert_max_num_queries(12) as of_many:
        client.get(f"/observatory/custom/?{many}")
    assert len(of_few) == len(of_many)


def test_hollow_marks_rest_on_estimates(client: Client, world):
    RegionFigure.objects.update(estimated_share=0)
    ClusterFigure.objects.filter(group__code="C29").exclude(persons_employed=None).update(status=Status.ESTIMATED)
    assert "Hollow bars rest partly on estimates" not in html_of(client, BOTH)
    RegionFigure.objects.filter(region__code="DEAA").update(estimated_share=0.03)
    assert "Hollow bars rest partly on estimates" in html_of(client, BOTH)


def test_members_with_a_total_are_offered_as_one_where_the_others_leave_no_sum(client: Client, world):
    RegionFigure.objects.filter(region__code="DEAC").update(persons_employed=None, no_total="no-key")
    html = html_of(client, "/observatory/custom/?r=DE21&r=DEAA&r=DEAC&name=Three")
    address = "/observatory/custom/?r=DE21&amp;r=DEAA&amp;name=Three%3A+2+of+3+members"
    assert f'href="{address}">Show the other 2 members as one' in html
    assert "Three: 2 of 3 members" in html_of(client, address.replace("&amp;", "&"))


def test_one_year_is_no_history(client: Client, world):
    RegionFigure.objects.filter(region__code="DEAA", year=2013).update(persons_employed=None, no_total="no-key")
    html = html_of(client, BOTH)
    assert "Only 2014 can be shown" in html
    assert 'id="history"' in html


def test_clusters_come_first_where_there_is_no_sum(client: Client, world):
    assert html_of(client, BOTH).index('id="members"') < html_of(client, BOTH).index('id="strongest"')
    for model in (RegionFigure, ClusterFigure):
        model.objects.filter(region__code="DEAA", year=2014).delete()
    html = html_of(client, BOTH)
    assert html.index('id="strongest"') < html.index('id="members"')
