"""The rest of the mapping tool: figures of regions, other sources, sets of regions, finding, drilling down."""

import re
from pathlib import Path

import pytest
from django.test import Client

from observatory.models import ContextFigure, RegionStructure
from portal.registry.memory import forget
from portal.registry.models import Region
from tests.observatory.test_mapping_page import build_map, links
from tests.observatory.worlds import World
from tests.pages import assert_page, every

pytestmark = pytest.mark.django_db
GDP = 10


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path):
    settings.VAR_DIR = tmp_path
    forget()
    yield
    forget()


def html_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.get("Location")
    return response.content.decode()


def structures(world: World) -> None:
    RegionStructure.objects.bulk_create(
        RegionStructure(release=world.release, area="eu27", region=region, year=2014, krugman=0.2 + 0.1 * place)
        for place, region in enumerate(world.regions)
    )


def context(world: World, year: int, values: dict[str, float], **changes: object) -> None:
    for code, value in values.items():
        region = Region.objects.get(code=code, version="2021")
        named = {"zone": code, "zone_name": region.name_latin, "dataset": "gdp", "indicator": GDP} | changes
        ContextFigure.objects.create(release=world.release, region=region, year=year, value=value, **named)


def test_a_measure_of_structure_is_mapped_with_ranks_and_without_groups(client: Client):
    world = build_map()
    structures(world)
    names = links(client, "/observatory/?figure=krugman")
    assert "0.40 on a scale from 0 to 2; rank 1 of 3" in names[f"/observatory/regions/{world.regions[2].code}/"]
    assert 'name="group"' not in html_of(client, "/observatory/?figure=krugman")


def test_a_figure_of_another_source_has_years_of_its_own(client: Client):
    world = build_map()
    context(world, 2021, {"DE21": 40_000.0})
    html = html_of(client, "/observatory/?figure=gdp_per_head_pps")
    assert "Europe, 2021" in html
    assert "sbs_r_nuts06_r2" not in re.search(r"Source: [^<]*", html)[0]
    response = client.get("/observatory/?year=2014&figure=gdp_per_head_pps")
    assert response["Location"] == "/observatory/?figure=gdp_per_head_pps"


def test_a_year_of_another_source_is_left_out_with_our_own_figures(client: Client):
    world = build_map()
    context(world, 2021, {"DE21": 40_000.0})
    response = client.get("/observatory/?year=2021&figure=stars")
    assert (response.status_code, response["Location"]) == (301, "/observatory/")


def test_the_year_shown_unasked_has_nearly_all_regions(client: Client):
    world = build_map()
    context(world, 2020, {"DE21": 40_000.0, world.regions[1].code: 30_000.0})
    context(world, 2021, {"DE21": 41_000.0})
    assert "Europe, 2020" in html_of(client, "/observatory/?figure=gdp_per_head_pps")


def test_the_figure_of_a_larger_zone_is_said_to_be_the_zones(client: Client):
    world = build_map()
    context(world, 2021, {"DE21": 40_000.0}, is_part=True, zone_name="Munich and its surroundings", zone="DE21x")
    name = links(client, "/observatory/?figure=gdp_per_head_pps")["/observatory/regions/DE21/"]
    assert "figure of Munich and its surroundings" in name


def test_an_indicator_without_figures_is_no_choice(client: Client):
    build_map()
    assert client.get("/observatory/?figure=gdp_per_head_pps").status_code == 400


def test_classes_of_a_quotient_may_hold_equal_numbers(client: Client):
    build_map(30)
    own = html_of(client, "/observatory/?group=C29&figure=location_quotient")
    equal = html_of(client, "/observatory/?group=C29&figure=location_quotient&classes=quantiles")
    assert "Fixed classes on both sides of the average" in own
    assert "about the same number of regions each" in equal


def test_the_map_of_countries_leads_to_the_map_of_one(client: Client):
    world = build_map()
    assert "/observatory/?country=DE" in links(client, "/observatory/?level=0")
    assert f"/observatory/regions/{world.regions[0].code}/" in links(client, "/observatory/?country=DE")


def test_the_map_of_a_country_leads_back(client: Client):
    build_map()
    html = html_of(client, "/observatory/?group=C29&country=DE")
    assert re.search(r'href="/observatory/\?group=C29">Back to all of Europe', html)


def test_the_country_of_a_row_opens_its_map(client: Client):
    build_map()
    tree = assert_page(client.get("/observatory/"))
    assert "/observatory/?country=DE" in [link.get("href") for link in every(tree, "a")]


def test_every_year_is_a_link(client: Client):
    build_map()
    html = html_of(client, "/observatory/")
    years = html[html.index('class="map-years"') :]
    years = years[: years.index("</nav>")]
    assert re.findall(r">(\d{4})</a>", years) == ["2013", "2014"]
    assert re.search(r'aria-current="page">2014<', years)


def test_a_region_that_is_found_comes_into_focus(client: Client):
    build_map()
    response = client.get("/observatory/?q=Oberbayern")
    assert (response.status_code, response["Location"]) == (302, "/observatory/?focus=DE21")
    html = html_of(client, "/observatory/?focus=DE21")
    assert html.count(" data-start") == 1
    assert 'class="map-focus"' in html
    answer = html[html.index('class="map-finder__answer"') :]
    assert "Oberbayern: 1 statistical cluster, 1 of them: three stars; rank 1 of 3" in answer[:600]


def test_a_search_keeps_the_other_choices(client: Client):
    build_map()
    response = client.get("/observatory/?group=C29&figure=location_quotient&q=DE21")
    assert response["Location"] == "/observatory/?group=C29&figure=location_quotient&focus=DE21"


def test_a_country_that_is_found_opens_its_map(client: Client):
    build_map()
    assert client.get("/observatory/?q=DE")["Location"] == "/observatory/?country=DE"


def test_several_finds_are_links_and_none_says_what_to_do(client: Client):
    build_map(5)
    html = html_of(client, "/observatory/?q=Region")
    assert "Several regions are found for" in html
    assert "focus=DE" in html
    assert "No region is found for" in html_of(client, "/observatory/?q=xyzzyx")


def test_what_was_asked_is_escaped(client: Client):
    build_map()
    html = html_of(client, "/observatory/?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in html


def test_an_unknown_region_in_focus_gives_a_404(client: Client):
    build_map()
    assert client.get("/observatory/?focus=DE2X9").status_code == 404


def test_regions_outside_a_set_are_faint_and_in_no_table(client: Client, monkeypatch):
    world = build_map()
    inside = {region.pk for region in Region.objects.filter(code="DE21")}
    monkeypatch.setattr("observatory.queries.mapping.members_within", lambda code: frozenset(inside))
    html = html_of(client, "/observatory/?within=euro-area")
    assert 'data-code="DE21"' in html
    assert f'data-code="{world.regions[1].code}"' not in html
    assert '<g opacity="0.25">' in html
    rows = [
        head
        for head in every(assert_page(client.get("/observatory/?within=euro-area")), "th")
        if head.get("scope") == "row"
    ]
    assert len(rows) == 1


def test_a_rank_among_the_regions_of_one_country_says_so(client: Client):
    build_map()
    found = links(client, "/observatory/?country=DE")
    assert any("rank 1 of 3 (Germany)" in name for name in found.values())
