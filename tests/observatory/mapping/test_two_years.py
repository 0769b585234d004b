"""Two years on the map: side by side in one set of classes, or what changed, only where both can be compared."""

import csv
import io
import re
from pathlib import Path

import pytest
from django.test import Client

from observatory.models import ClusterFigure, GroupFigure, Mark, RegionClusters
from portal.registry.memory import forget
from tests.observatory.test_mapping_page import build_map, links
from tests.observatory.worlds import World
from tests.pages import assert_page, every
from tests.registry.factories import RegionFactory

pytestmark = pytest.mark.django_db
DIFFERENCE = "/observatory/?group=C29&since=2013&figure=location_quotient&view=difference"
SIDE = "/observatory/?group=C29&since=2013&figure=location_quotient"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path):
    settings.VAR_DIR = tmp_path
    forget()
    yield
    forget()


def quotients(world: World, year: int, *values: float | None) -> None:
    """Location quotients of the first group, region by region."""
    for region, value in zip(world.regions, values, strict=False):
        ClusterFigure.objects.filter(region=region, group=world.groups[0], year=year).update(location_quotient=value)


def cell(world: World, place: int, year: int) -> "ClusterFigure":
    return ClusterFigure.objects.get(region=world.regions[place], group=world.groups[0], year=year)


def label_of(client: Client, world: World, place: int) -> str:
    return links(client, DIFFERENCE)[f"/observatory/regions/{world.regions[place].code}/"]


def test_a_difference_is_the_later_year_less_the_earlier_one(client: Client):
    world = build_map()
    quotients(world, 2013, 1.25, 2.0)
    quotients(world, 2014, 1.75, 1.5)
    assert label_of(client, world, 0) == "Oberbayern, Germany: +0.50 (2013: 1.25, 2014: 1.75)"
    assert "−0.50 (2013: 2.00, 2014: 1.50)" in label_of(client, world, 1)


def test_a_break_in_series_between_the_years_forbids_the_difference(client: Client):
    world = build_map()
    ClusterFigure.objects.filter(pk=cell(world, 0, 2014).pk).update(marks=Mark.BREAK)
    assert "no figure (break in series between the years)" in label_of(client, world, 0)


def test_a_break_in_the_earlier_year_itself_does_not_matter(client: Client):
    world = build_map()
    ClusterFigure.objects.filter(pk=cell(world, 0, 2013).pk).update(marks=Mark.BREAK)
    assert "no figure" not in label_of(client, world, 0)


def test_a_confidential_year_forbids_the_difference_and_shows_neither(client: Client):
    world = build_map()
    last = len(world.regions) - 1
    assert "no figure (confidential)" in label_of(client, world, last)


def test_a_region_without_figures_that_can_be_compared_is_hatched(client: Client):
    world = build_map()
    quotients(world, 2013, None, None)
    html = client.get(DIFFERENCE).content.decode()
    hatched = re.search(r'<g fill="url\(#map-hatch\)">(.*?)</g>', html)[1]
    assert hatched.count("data-code") == len(world.regions)
    assert "No figures that can be compared" in html


def test_the_summary_of_a_difference_counts_ups_and_downs(client: Client):
    world = build_map()
    quotients(world, 2013, 1.0, 2.0)
    quotients(world, 2014, 1.5, 1.0)
    html = client.get(DIFFERENCE).content.decode()
    assert (
        "Europe, 2013–2014: of 2 regions that can be compared, 1 up and 1 down; highest: Oberbayern (Germany) – "
        "+0.50 (2013: 1.00, 2014: 1.50); lowest:"
    ) in html


def test_the_table_of_a_difference_has_both_years(client: Client):
    world = build_map()
    quotients(world, 2013, 1.25, 2.0)
    quotients(world, 2014, 1.75, 1.5)
    tree = assert_page(client.get(DIFFERENCE))
    cells = [" ".join("".join(one.itertext()).split()) for one in every(tree, "td")]
    assert cells[1:4] == ["+0.50", "1.25", "1.75"]


def test_the_download_of_a_difference_has_both_years_and_says_why_there_is_none(client: Client):
    world = build_map()
    quotients(world, 2013, 1.25, 2.0)
    quotients(world, 2014, 1.75, 1.5)
    ClusterFigure.objects.filter(pk=cell(world, 1, 2014).pk).update(marks=Mark.BREAK)
    text = client.get("/observatory.csv?group=C29&since=2013&figure=location_quotient&view=difference").content.decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert (rows[0]["value"], rows[0]["value_since"], rows[0]["change"]) == ("1.75", "1.25", "0.5")
    assert {row["note"] for row in rows} == {"", "break in series between the years", "confidential"}


def test_numbers_of_clusters_differ_in_whole_numbers(client: Client):
    world = build_map()
    RegionClusters.objects.filter(region=world.regions[1], year=2014).update(one_star=2)
    names = links(client, "/observatory/?since=2013&view=difference")
    assert "+2 clusters (2013: 0, 2014: 2)" in names[f"/observatory/regions/{world.regions[1].code}/"]
    assert "no change" in client.get("/observatory/?since=2013&view=difference").content.decode()


@pytest.mark.parametrize("rules", ["three-stars", "specialisation-node", "strong-cluster"])
def test_stars_of_a_group_differ_by_steps(client: Client, rules: str):
    world = build_map()
    for year, stars in ((2013, 0), (2014, 1)):
        ClusterFigure.objects.filter(region=world.regions[1], group=world.groups[0], year=year).update(
            stars=[stars] * 4, unjudged=[None] * 4
        )
    address = f"/observatory/?group=C29&rules={rules}&since=2013&view=difference".replace("&rules=three-stars", "")
    label = links(client, address)[f"/observatory/regions/{world.regions[1].code}/"]
    assert label.split(": ", 1)[1].startswith("+1 (2013: ")
    legend = client.get(address).content.decode().partition("map-legend__classes")[2].partition("map-legend__method")[0]
    assert "no change" in legend
    assert legend.count("<li>") <= 8


def test_growth_has_no_difference(client: Client):
    build_map()
    response = client.get("/observatory/?group=C29&since=2013&figure=growth&view=difference")
    assert (response.status_code, response["Location"]) == (301, "/observatory/?group=C29&since=2013&figure=growth")


def test_two_years_stand_side_by_side_in_the_same_classes(client: Client):
    build_map()
    html = client.get(SIDE).content.decode()
    assert len(re.findall(r'<svg class="map" id="map(?:-earlier)?"', html)) == 2
    assert html.count('class="map-legend"') == 1
    assert "In brackets: the number of regions in 2014." in html


def test_a_recoded_region_stands_beside_its_earlier_figure(client: Client):
    world = build_map()
    quotients(world, 2013, 1.25)
    quotients(world, 2014, 1.75)
    tree = assert_page(client.get(SIDE))
    cells = [" ".join("".join(one.itertext()).split()) for one in every(tree, "td")]
    assert cells[1:3] == ["1.25", "1.75"]


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/observatory/?year=2013&since=2014", "/observatory/?since=2013"),
        ("/observatory/?year=2014&since=2014", "/observatory/"),
        ("/observatory/?since=2013&view=side", "/observatory/?since=2013"),
        ("/observatory/?view=difference", "/observatory/"),
        ("/observatory/?classes=fixed", "/observatory/"),
        ("/observatory/?group=C29&figure=size&classes=fixed", "/observatory/?group=C29&figure=size"),
        ("/observatory/?group=C29&figure=krugman", "/observatory/?figure=krugman"),
    ],
)
def test_one_choice_has_one_address(client: Client, asked: str, canonical: str):
    build_map()
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (301, canonical)


@pytest.mark.parametrize("query", ["view=above", "classes=five", "since=1066", "within=atlantis"])
def test_a_bad_value_gives_a_400_page(client: Client, query: str):
    build_map()
    assert client.get(f"/observatory/?{query}").status_code == 400


def test_other_countries_in_the_reference_area_are_told(client: Client):
    world = build_map()
    told = "Not the same countries publish this group in both years"
    assert told not in client.get(DIFFERENCE).content.decode()
    GroupFigure.objects.filter(group=world.groups[0], year=2013).update(countries=["DE", "FR"])
    assert told in client.get(DIFFERENCE).content.decode()


def test_another_territory_forbids_the_difference(client: Client):
    """A region of the older version that was not simply recoded is no earlier figure of today's."""
    world = build_map()
    earlier = cell(world, 1, 2013)
    former = RegionFactory(code="DEZ9", version="2010", name_latin="Former")
    ClusterFigure.objects.filter(pk=earlier.pk).update(region=former)
    assert "no figure (no figure of the same territory in the earlier year)" in label_of(client, world, 1)
