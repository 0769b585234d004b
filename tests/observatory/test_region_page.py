import csv
import io
import re

import pytest
from django.test import Client

from observatory.models import ClusterFigure, RegionClusters, RegionFigure
from observatory.models.figure import NoTotal, Unjudged
from portal.registry.models import Region
from tests.observatory.worlds import World, build_world
from tests.registry.factories import PostcodeFactory, RegionChangeFactory, RegionFactory

pytestmark = pytest.mark.django_db
LATER = ("2016", "2021", "2024")


def html_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.headers.get("Location", "")
    return response.content.decode()


def add_region(code: str, version: str, name: str) -> Region:
    """A NUTS 2 region with its country and NUTS 1 region."""
    country = RegionFactory(code=code[:2], version=version, name_latin=f"Land {code[:2]}")
    parent = RegionFactory(code=code[:3], version=version, parent=country, name_latin=f"Part {code[:3]}")
    return RegionFactory(code=code, version=version, parent=parent, name_latin=name)


def move_figures(world: World, region: Region, current: Region | None) -> None:
    """The figures of the world's first region become those of `region`."""
    for model in (ClusterFigure, RegionFigure):
        model.objects.filter(region=world.regions[0]).update(region=region, current_region=current)


def add_lyon(world: World) -> None:
    """FR71 of NUTS 2013, recoded to FRK2."""
    old = add_region("FR71", "2013", "Rhône-Alpes")
    todays = [add_region("FRK2", version, "Rhône-Alpes") for version in LATER]
    RegionChangeFactory(old_code="FR71", new_code="FRK2")
    RegionChangeFactory(old_code="FR7", new_code="FRK")
    move_figures(world, old, todays[-1])


def add_budapest(world: World) -> None:
    """HU10 of NUTS 2013, split into HU11 and HU12."""
    old = add_region("HU10", "2013", "Közép-Magyarország")
    for version in LATER:
        add_region("HU11", version, "Budapest")
        add_region("HU12", version, "Pest")
    for code in ("HU11", "HU12"):
        RegionChangeFactory(old_code="HU10", new_code=code, kind="split")
    move_figures(world, old, None)


def test_a_region_page_says_its_clusters_in_one_sentence(client: Client):
    build_world()
    assert (
        "Oberbayern: 1 statistical cluster in 2014; strongest: Manufacture of motor vehicles – "
        "104,228 persons employed, 2.94 times the EU-27 share."
    ) in html_of(client, "/observatory/regions/DE21/")


def test_a_former_code_leads_to_todays_region_with_the_same_choices(client: Client):
    add_lyon(build_world())
    response = client.get("/observatory/regions/FR71/?year=2013")
    assert (response.status_code, response["Location"]) == (301, "/observatory/regions/FRK2/?year=2013")


def test_a_recoded_region_says_under_which_code_its_figures_were_published(client: Client):
    add_lyon(build_world())
    html = html_of(client, "/observatory/regions/FRK2/")
    assert "Figures published as FR71 (NUTS 2013)" in html
    assert "104,228 persons employed" in html


def test_a_download_answers_under_a_former_code_without_a_redirect(client: Client):
    add_lyon(build_world())
    rows = list(csv.DictReader(io.StringIO(client.get("/observatory/regions/FR71.csv").content.decode())))
    assert {(row["region"], row["region_current"], row["nuts_version"]) for row in rows} == {("FR71", "FRK2", "2013")}


def test_a_region_that_was_split_keeps_its_page_and_names_its_pieces(client: Client):
    add_budapest(build_world())
    html = html_of(client, "/observatory/regions/HU10/")
    assert "104,228 persons employed" in html
    assert "A former region, split since" in html
    assert 'href="/observatory/regions/HU11/"' in html


def test_a_piece_of_a_split_region_leads_back_to_the_figures(client: Client):
    add_budapest(build_world())
    html = html_of(client, "/observatory/regions/HU11/")
    assert "figures are published for the former region: Közép-Magyarország (HU10)" in html
    assert 'href="/observatory/regions/HU10/"' in html


def test_a_region_without_a_total_says_why_and_offers_the_last_year_that_has_one(client: Client):
    world = build_world()
    RegionFigure.objects.filter(region=world.regions[0], year=2014).update(
        persons_employed=None, no_total=NoTotal.TOO_MUCH_ESTIMATED
    )
    html = html_of(client, "/observatory/regions/DE21/")
    assert "Oberbayern has no total of persons employed in 2014" in html
    assert 'href="/observatory/regions/DE21/?year=2013">Show 2013, the last year with a total' in html


def test_a_sum_over_former_regions_is_shown_and_not_ranked(client: Client):
    world = build_world()
    today = Region.objects.get(code="DE21", version="2024")
    for model in (ClusterFigure, RegionFigure):
        model.objects.filter(region=world.regions[0]).update(region=today, is_union=True)
    ClusterFigure.objects.filter(region=today).update(stars=[None] * 4, unjudged=[Unjudged.UNION] * 4)
    html = html_of(client, "/observatory/regions/DE21/")
    assert "a sum over former regions" in html
    assert "Sums are shown and never ranked" in html
    assert "Oberbayern" not in html_of(client, "/observatory/rankings/?stars=0")


def test_the_csv_has_the_figures_of_the_page(client: Client):
    build_world()
    rows = list(csv.DictReader(io.StringIO(client.get("/observatory/regions/DE21.csv").content.decode())))
    motor = next(row for row in rows if row["group"] == "C29")
    assert (motor["persons_employed"], motor["location_quotient"], motor["stars"]) == ("104228", "2.9381", "3")
    html = html_of(client, "/observatory/regions/DE21/")
    assert "104,228" in html
    assert "2.94" in html


def test_a_confidential_cell_is_said_in_words_and_never_zero(client: Client):
    world = build_world()
    code = world.regions[-1].code
    html = html_of(client, f"/observatory/clusters/{code}/nace/C29/")
    assert "confidential" in html
    assert "keeps the figure secret" in html
    assert '<dd class="portal-fact__value">–' in html
    assert '<dd class="portal-fact__value">0' not in html


def test_a_region_outside_the_area_is_told_by_what_it_is_most_specialised_in(client: Client):
    world = build_world()
    cells = ClusterFigure.objects.filter(region=world.regions[0])
    cells.update(stars=[None] * 4, unjudged=[Unjudged.OUTSIDE_AREA] * 4)
    RegionClusters.objects.filter(region=world.regions[0]).delete()
    html = html_of(client, "/observatory/regions/DE21/")
    assert "Oberbayern, 2014: most specialised in Manufacture of motor vehicles – 104,228 persons employed" in html
    assert "No stars in this year: the region lies outside the reference area" in html


def test_a_country_lists_and_counts_the_clusters_of_its_regions(client: Client):
    build_world()
    assert "1 statistical cluster in 3 regions (NUTS 2) in 2014" in html_of(client, "/observatory/regions/DE/")


def test_a_country_whose_regions_were_not_judged_has_no_count_of_clusters_rather_than_zero(client: Client):
    build_world()
    RegionClusters.objects.update(judged=0, one_star=0, two_stars=0, three_stars=0)
    html = html_of(client, "/observatory/regions/DE/")
    assert "no region inside has a total in 2014, so no statistical cluster can be named." in html
    assert "0 statistical clusters" not in html


def test_a_nuts_3_region_leads_to_the_region_that_has_figures(client: Client):
    build_world()
    parent = Region.objects.get(code="DE21", version="2024")
    RegionFactory(code="DE212", version="2024", parent=parent, name_latin="München")
    html = html_of(client, "/observatory/regions/DE212/")
    assert "Figures by industry are published for NUTS 2 regions" in html
    assert 'href="/observatory/regions/DE21/"' in html


def test_links_carry_the_chosen_year_along(client: Client):
    build_world()
    html = html_of(client, "/observatory/regions/DE21/?year=2013")
    assert 'href="/observatory/clusters/DE21/nace/C29/?year=2013"' in html


@pytest.mark.parametrize("suffix", ["svg", "png", "csv", "xlsx", "json"])
def test_every_format_answers_at_the_pages_address(client: Client, suffix: str):
    build_world()
    response = client.get(f"/observatory/regions/DE21.{suffix}?figure=history")
    assert response.status_code == 200
    assert re.search(rf"DE21-history-2014[\w-]*\.{suffix}", response["Content-Disposition"])


def test_a_search_that_one_region_answers_leads_there(client: Client):
    build_world()
    response = client.get("/observatory/regions/?q=oberbayern")
    assert (response.status_code, response["Location"]) == (302, "/observatory/regions/DE21/")


def test_a_postcode_leads_to_its_region(client: Client):
    build_world()
    parent = Region.objects.get(code="DE21", version="2024")
    RegionFactory(code="DE212", version="2024", parent=parent, name_latin="München")
    PostcodeFactory(country=parent.country, postcode="80331", region_code="DE212")
    assert client.get("/observatory/regions/?q=80331")["Location"] == "/observatory/regions/DE21/"


def test_several_answers_are_listed_and_none_says_what_to_do(client: Client):
    build_world()
    assert "Regions found" in html_of(client, "/observatory/regions/?q=region")
    assert "No region answers “qqqqqq”. Check the spelling" in html_of(client, "/observatory/regions/?q=qqqqqq")
