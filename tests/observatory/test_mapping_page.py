import csv
import io
import json
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from observatory.models import ClusterFigure, CurrentRelease, RegionClusters, Release
from portal.registry.memory import forget
from portal.registry.models import Region
from tests.observatory.factories import ClusterFigureFactory
from tests.observatory.worlds import World, build_world
from tests.pages import assert_page, every
from tests.registry.factories import (
    IndustryGroupFactory,
    OutlineFactory,
    RegionChangeFactory,
    RegionFactory,
    SchemeFactory,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/observatory/"
QUOTIENT = f"{ADDRESS}?group=C29&figure=location_quotient"
DETAILS = (8000, 4000, 1500)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path):
    settings.VAR_DIR = tmp_path
    forget()
    yield
    forget()


def build_map(regions: int = 3) -> World:
    """The small world with an outline of NUTS 2021 for every region, one beside the other."""
    world = build_world(regions)
    for place, row in enumerate(Region.objects.filter(version="2013")):
        RegionFactory(code=row.code, version="2016", name_latin=row.name_latin)
        draw(RegionFactory(code=row.code, version="2021", name_latin=row.name_latin), 200 * place)
    return world


def draw(region: Region, x: int, **changes: object) -> None:
    corners = {"min_x": x, "max_x": x + 100, "label_x": x + 50, "path": f"M{x} 1000h100v100h-100z"}
    for detail in DETAILS:
        OutlineFactory(region=region, detail=detail, **corners | changes)


def links(client: Client, address: str = ADDRESS) -> dict[str, str]:
    """Accessible names of the map's links by address."""
    tree = assert_page(client.get(address))
    found = tree.iter("{http://www.w3.org/2000/svg}a")
    return {link.get("href"): link.get("aria-label") for link in found}


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.status_code == 200
    content = b"".join(response) if response.streaming else response.content
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_the_page_says_what_the_map_shows_in_one_sentence(client: Client):
    build_map()
    html = client.get(ADDRESS).content.decode()
    assert (
        "Europe in 2014: 1 statistical cluster in 1 of 3 regions; most: Oberbayern (Germany) – 1 statistical cluster, "
        "1 of them: three stars."
    ) in html


def test_regions_are_links_named_with_their_figure(client: Client):
    build_map()
    name = "Oberbayern, Germany: 1 statistical cluster, 1 of them: three stars; rank 1 of 3"
    assert links(client)["/observatory/regions/DE21/"] == name


def test_a_confidential_figure_is_said_in_words_and_hatched(client: Client):
    build_map()
    names = links(client, QUOTIENT)
    assert "Region DEAB, Germany: no figure (confidential)" in names.values()
    html = client.get(QUOTIENT).content.decode()
    assert 'fill="url(#map-hatch)"' in html


def test_a_region_without_any_row_is_drawn_as_no_figure_and_not_as_zero(client: Client):
    build_map()
    draw(RegionFactory(code="FRY1", version="2021", name_latin="Guadeloupe"), 2000)
    assert links(client)["/observatory/regions/FRY1/"] == "Guadeloupe: no figure, or outside the EU-27"


def test_a_recoded_region_is_drawn_and_linked_under_todays_code(client: Client):
    world = build_map()
    old = RegionFactory(code="FR71", version="2013", name_latin="Rhône-Alpes")
    for version in ("2016", "2021", "2024"):
        RegionFactory(code="FRK2", version=version, name_latin="Rhône-Alpes")
        RegionFactory(code="FR", version=version, name_latin="France")
    RegionFactory(code="FR", version="2013", name_latin="France")
    RegionChangeFactory(old_code="FR71", new_code="FRK2")
    draw(Region.objects.get(code="FRK2", version="2021"), 2000)
    count(world.release, old, 7)
    assert links(client)["/observatory/regions/FRK2/"].startswith("Rhône-Alpes, Country FR: 7 statistical clusters")
    assert "published as FR71" in client.get(ADDRESS).content.decode()


def test_a_split_region_is_one_path_of_its_pieces_under_its_old_name(client: Client):
    world = build_map()
    old = RegionFactory(code="HU10", version="2013", name_latin="Közép-Magyarország")
    RegionFactory(code="HU", version="2013", name_latin="Magyarország")
    for version in ("2016", "2021", "2024"):
        RegionFactory(code="HU", version=version, name_latin="Magyarország")
        for code in ("HU11", "HU12"):
            RegionFactory(code=code, version=version)
    for place, code in enumerate(("HU11", "HU12")):
        RegionChangeFactory(old_code="HU10", new_code=code, kind="split")
        draw(Region.objects.get(code=code, version="2021"), 2000 + 100 * place)
    count(world.release, old, 4)
    html = client.get(ADDRESS).content.decode()
    link = re.search(r'<a href="/observatory/regions/HU10/".*?</a>', html)[0]
    assert link.count("<path") == 1
    assert "M2000 1000" in link
    assert "M2100 1000" in link
    assert "/observatory/regions/HU11/" not in html


def test_a_region_that_was_cut_across_keeps_its_former_outline(client: Client):
    world = build_map()
    draw(RegionFactory(code="IE01", version="2013", name_latin="Border, Midland and Western"), 3000)
    RegionFactory(code="IE", version="2013", name_latin="Ireland")
    for version in ("2016", "2021", "2024"):
        RegionFactory(code="IE", version=version, name_latin="Ireland")
        for code in ("IE04", "IE06"):
            RegionFactory(code=code, version=version)
    for place, code in enumerate(("IE04", "IE06")):
        RegionChangeFactory(old_code="IE01", new_code=code, kind="boundary-shift")
        draw(Region.objects.get(code=code, version="2021"), 2000 + 100 * place)
    RegionChangeFactory(old_code="IE02", new_code="IE06", kind="boundary-shift")
    count(world.release, Region.objects.get(code="IE01"), 2)
    html = client.get(ADDRESS).content.decode()
    assert "M3000 1000" in re.search(r'<a href="/observatory/regions/IE01/".*?</a>', html)[0]
    assert "/observatory/regions/IE04/" not in html


def test_a_shifted_border_is_told_in_the_table(client: Client):
    world = build_map()
    old = RegionFactory(code="NO05", version="2013", name_latin="Vestlandet")
    for version in ("2013", "2016", "2021", "2024"):
        RegionFactory(code="NO", version=version, name_latin="Norge")
    for version in ("2016", "2021", "2024"):
        RegionFactory(code="NO0A", version=version, name_latin="Vestlandet")
    RegionChangeFactory(old_code="NO05", new_code="NO0A", kind="boundary-shift")
    draw(Region.objects.get(code="NO0A", version="2021"), 2000)
    ClusterFigureFactory(
        release=world.release, region=old, group=world.groups[0], persons_employed=5000.0, location_quotient=1.5,
        status=0, stars=[None] * 4, passed=[0] * 4, unjudged=[8] * 4,
    )  # fmt: skip
    html = client.get(QUOTIENT).content.decode()
    assert "drawn within today&#x27;s border, which has shifted a little" in html


def count(release: Release, region: Region, clusters: int) -> None:
    RegionClusters.objects.create(
        release=release, area="eu27", rules="three-stars", scheme_id="nace", region=region, year=2014,
        one_star=clusters, two_stars=0, three_stars=0, judged=60,
    )  # fmt: skip


def test_the_table_beneath_holds_the_same_figures(client: Client):
    build_map()
    tree = assert_page(client.get(QUOTIENT))
    first = [" ".join("".join(cell.itertext()).split()) for cell in every(tree, "td")][:3]
    assert first[:3] == ["Germany", "2.94", "104,228"]


def test_legend_counts_add_up_to_the_regions_drawn(client: Client):
    build_map(5)
    html = client.get(ADDRESS).content.decode()
    legend = html[html.index("map-legend__classes") : html.index("map-legend__method")]
    assert sum(int(number) for number in re.findall(r"\((\d+)\)", legend)) == html.count('data-code="')


def test_a_map_without_any_figure_has_no_classes_and_says_what_to_do(client: Client):
    build_map()
    ClusterFigure.objects.update(growth=None)
    html = client.get(f"{ADDRESS}?group=C29&figure=growth").content.decode()
    legend = html[html.index("map-legend__classes") : html.index("map-legend__method")]
    assert legend.count("<li>") == 1
    assert "No figure is published for this choice. Choose another year, level or industry group." in html


def test_a_measure_of_groups_takes_the_largest_group_unasked(client: Client):
    build_map()
    response = client.get(f"{ADDRESS}?figure=location_quotient")
    assert (response.status_code, response["Location"]) == (302, QUOTIENT)
    html = client.get(QUOTIENT).content.decode()
    assert "C29 Manufacture of motor vehicles: location quotient – Europe, 2014" in html


def test_a_german_title_keeps_the_capitals_of_nouns(client: Client):
    build_map()
    assert ": Standortquotient – Europa, 2014" in client.get(f"/de{QUOTIENT}").content.decode()


def test_a_download_takes_the_largest_group_without_a_redirect(client: Client):
    build_map()
    assert "location quotient" in client.get("/observatory.svg?figure=location_quotient").content.decode()


def test_growth_compares_one_period_and_leaves_others_out(client: Client):
    world = build_map(4)
    cell = ClusterFigure.objects.get(region=world.regions[1], group=world.groups[0], year=2014)
    cell.growth_from = 2010
    cell.save()
    names = links(client, f"{ADDRESS}?group=C29&figure=growth")
    assert "no figure" in names[f"/observatory/regions/{world.regions[1].code}/"]
    assert "2008–2014" in client.get(f"{ADDRESS}?group=C29&figure=growth").content.decode()


def test_a_country_is_drawn_alone_and_in_finer_detail(client: Client):
    build_map()
    draw(RegionFactory(code="FRY1", version="2021", name_latin="Guadeloupe"), 2000)
    names = links(client, f"{ADDRESS}?country=DE")
    assert len(names) == 3


def test_stars_of_a_group_outside_nuts_2_say_what_to_choose(client: Client):
    build_map()
    html = client.get(f"{ADDRESS}?group=C29&level=1").content.decode()
    assert "Stars are given to NUTS 2 regions only" in html


def test_defaults_spelled_out_and_other_orders_lead_to_the_canonical_address(client: Client):
    build_map()
    response = client.get(f"{ADDRESS}?figure=stars&country=DE&year=2014")
    assert (response.status_code, response["Location"]) == (301, f"{ADDRESS}?country=DE")
    response = client.get(f"{ADDRESS}?figure=size&group=G47")
    assert response["Location"] == f"{ADDRESS}?group=G47&figure=size"


def test_the_group_of_another_scheme_is_left_out_and_no_error(client: Client):
    build_map()
    IndustryGroupFactory(scheme=SchemeFactory(code="ecosystems", name="Ecosystems", position=2), code="textiles")
    response = client.get(f"{ADDRESS}?scheme=ecosystems&group=C29")
    assert (response.status_code, response["Location"]) == (301, f"{ADDRESS}?scheme=ecosystems")


@pytest.mark.parametrize(
    "query", ["figure=beauty", "year=1999", "level=7", "sort=colour", "country=XX", "rules=no", "group=XX"]
)
def test_a_bad_value_gives_a_400_page(client: Client, query: str):
    build_map()
    assert client.get(f"{ADDRESS}?{query}").status_code == 400


def test_a_page_past_the_end_gives_a_404_that_leads_to_the_first(client: Client):
    build_map()
    response = client.get(f"{ADDRESS}?page=9")
    assert response.status_code == 404
    assert "First page of the table" in response.content.decode()


def test_before_the_first_release_the_page_says_what_to_do(client: Client):
    assert_page(client.get(ADDRESS))
    assert "No statistics are published yet" in client.get(ADDRESS).content.decode()


def test_without_outlines_the_table_stands_and_the_map_says_why_it_does_not(client: Client):
    build_world()
    html = client.get(ADDRESS).content.decode()
    assert "The outlines of the regions are not loaded" in html
    assert "Oberbayern" in html


def test_the_map_downloads_with_title_and_attribution_without_a_redirect(client: Client):
    build_map()
    response = client.get("/observatory.svg?country=DE&year=2014")
    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    assert "© EuroGeographics for the administrative boundaries" in response.content.decode()


def test_the_map_downloads_as_png(client: Client):
    build_map()
    assert client.get("/observatory.png").content.startswith(b"\x89PNG")


def test_a_demonstration_is_marked_on_page_and_picture(client: Client):
    world = build_map()
    Release.objects.filter(pk=world.release.pk).update(is_demonstration=True)
    for address in (ADDRESS, "/observatory.svg"):
        assert "Demonstration figures, not official statistics" in client.get(address).content.decode()


def test_cells_download_in_the_shared_columns_clusters_only(client: Client):
    build_map()
    rows = rows_of(client, "/observatory.csv")
    assert [(row["region"], row["group"], row["stars"]) for row in rows] == [("DE21", "C29", "3")]


def test_stars_0_downloads_every_published_cell(client: Client):
    world = build_map()
    rows = rows_of(client, "/observatory.csv?stars=0")
    assert len(rows) == len(world.regions) * len(world.groups)


def test_the_maps_own_table_is_unrounded_and_empty_where_there_is_no_figure(client: Client):
    build_map()
    rows = rows_of(client, "/observatory.csv?group=C29&figure=location_quotient")
    assert [row["value"] for row in rows] == ["2.9381", "0.75", ""]
    assert rows[2]["status"] == "confidential"


def test_json_holds_the_same_rows_as_csv(client: Client):
    build_map()
    answer = json.loads(client.get("/observatory.json?figure=stars").content)
    assert [row["value"] for row in answer["rows"]] == [1, 0, 0]


def test_a_full_table_sorts_by_name_and_turns_round(client: Client):
    build_map(4)
    ascending = list(names(client, f"{ADDRESS}?sort=region"))
    assert list(names(client, f"{ADDRESS}?sort=region-descending")) == ascending[::-1]


def names(client: Client, address: str):
    tree = assert_page(client.get(address))
    return ["".join(head.itertext()) for head in every(tree, "th") if head.get("scope") == "row"]


@pytest.mark.parametrize("address", [ADDRESS, QUOTIENT, f"{ADDRESS}?country=DE"])
def test_queries_are_few_and_the_same_for_any_number_of_regions(client: Client, address: str):
    counts = []
    for regions in (3, 30):
        CurrentRelease.objects.all().delete()
        Release.objects.all().delete()
        Region.objects.filter(version__in=("2016", "2021")).delete()
        build_map(regions)
        forget()
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 6
