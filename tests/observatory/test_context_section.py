"""What a region's page says of other sources, and the questions behind it."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from observatory.models import ContextFigure, RegionFigure, Release, Status
from observatory.presenters.context import ContextRow, ContextSection, present_context
from observatory.presenters.context_download import context_dataset
from observatory.queries.context import context_of, context_values, get_context, list_context_indicators
from observatory.queries.place import get_place
from portal.registry.memory import forget
from portal.registry.models import Country, Region
from tests.observatory.factories import CurrentReleaseFactory, RegionFigureFactory, ReleaseFactory, source
from tests.registry.factories import CountryFactory, RegionFactory

pytestmark = pytest.mark.django_db
VERSIONS = ("2013", "2016", "2021", "2024")
INDEX, GROUP, PATENTS, OUTPUT, LEARNING = 20, 21, 22, 9, 57


@pytest.fixture
def release() -> Release:
    """Vienna between two regions; figures are added by the tests."""
    for version in VERSIONS:
        for code in ("AT", "AT1", "AT11", "AT12", "AT13"):
            RegionFactory(code=code, version=version, name_latin="Wien" if code == "AT13" else f"Region {code}")
    scoreboard = {
        "dataset": "ris_2023",
        "title": "Regional Innovation Scoreboard 2023",
        "short_title": "Regional Innovation Scoreboard",
        "publisher": "European Commission",
        "licence": "CC BY 4.0",
        "note": "Zeros are not shown.",
        "is_context": True,
    }
    index = {"dataset": "rci_2022", "short_title": "Competitiveness Index 2022", "is_context": True}
    sources = [source(), source(**scoreboard), source(**index)]
    return ReleaseFactory(sources=sources)


def add(release: Release, indicator: int, code: str, value: float | None, **changes: object) -> ContextFigure:
    regions = {region.version: region for region in Region.objects.filter(code=code)}
    fields = {
        "dataset": "ris_2023", "zone": code, "zone_name": f"Zone {code}", "year": 2023, "region": regions.get("2021"),
        "current_region": regions.get("2024"),
    } | changes  # fmt: skip
    return ContextFigure.objects.create(release=release, indicator=indicator, value=value, **fields)


def section(release: Release, code: str = "AT13") -> ContextSection:
    return present_context(get_context(get_place(code), release))


def rows(found: ContextSection) -> dict[str, ContextRow]:
    return {row.label: row for theme in found.themes for row in (*theme.rows, *theme.more)}


def test_each_figure_has_its_own_year_and_source_beside_its_name(release: Release) -> None:
    add(release, INDEX, "AT13", 136.31, rank=27, ranked=215)
    add(release, LEARNING, "AT13", 15.48, dataset="rci_2022", year=2021, period="2019–2021")
    found = rows(section(release))
    assert found["Regional innovation index"].origin == "2023 · Regional Innovation Scoreboard"
    assert found["Lifelong learning"].origin == "2019–2021 · Competitiveness Index 2022"
    assert (found["Regional innovation index"].value, found["Regional innovation index"].place) == (
        "136.3",
        "27 of 215",
    )
    assert found["Regional innovation index"].unit == "EU in 2016 = 100"


def test_the_latest_figure_of_an_indicator_is_shown(release: Release) -> None:
    for year, value in ((2021, 1.0), (2023, 3.0), (2022, 2.0)):
        add(release, INDEX, "AT13", value, year=year)
    assert rows(section(release))["Regional innovation index"].value == "3.0"


def test_a_figure_comes_before_a_later_gap_and_a_gap_alone_is_a_dash(release: Release) -> None:
    add(release, INDEX, "AT13", 5.0, year=2022)
    add(release, INDEX, "AT13", None, year=2023, status=Status.NOT_AVAILABLE)
    add(release, PATENTS, "AT13", None, status=Status.NOT_AVAILABLE)
    found = rows(section(release))
    assert found["Regional innovation index"].origin.startswith("2022")
    assert (found["Patent applications (PCT)"].value, found["Patent applications (PCT)"].place) == ("–", "")
    assert "not available" in found["Patent applications (PCT)"].origin


def test_the_figure_of_a_larger_area_is_said_to_be_of_it(release: Release) -> None:
    add(release, INDEX, "AT13", 136.31, zone="AT1", zone_name="Ostösterreich", is_part=True)
    add(release, GROUP, "AT13", 4.0, zone="AT1", zone_name="Ostösterreich", is_part=True, label="Innovation leader")
    found = section(release)
    assert rows(found)["Regional innovation index"].origin.endswith("Ostösterreich")
    assert found.themes[0].areas == (
        "Regional Innovation Scoreboard: figures of a larger area, Ostösterreich (AT11, AT12, AT13) together.",
    )
    assert (
        found.summary
        == "Ostösterreich (AT11, AT12, AT13): Innovation leader in the Regional Innovation Scoreboard 2023."
    )


def test_the_eu_is_shown_for_the_same_year_only(release: Release) -> None:
    add(release, INDEX, "AT13", 136.31)
    eu = add(release, INDEX, "EU", 108.47, zone_name="EU-27", region=None, current_region=None)
    assert rows(section(release))["Regional innovation index"].of_eu == "EU-27: 108.5"
    ContextFigure.objects.filter(pk=eu.pk).update(year=2016)
    forget()
    assert rows(section(release))["Regional innovation index"].of_eu == ""


def test_sources_are_named_with_publisher_licence_and_what_they_say_of_themselves(release: Release) -> None:
    add(release, INDEX, "AT13", 1.0)
    found = section(release)
    assert [(link.label, link.title) for link in found.sources] == [
        ("Regional Innovation Scoreboard 2023", "European Commission. CC BY 4.0. Zeros are not shown.")
    ]


def test_without_figures_the_section_says_so(release: Release) -> None:
    found = section(release)
    assert (found.themes, found.sources, found.notes) == ((), (), ())
    assert found.empty == "Wien: this release holds no figures of other sources."


def test_a_download_has_the_figures_unrounded(release: Release) -> None:
    add(release, INDEX, "AT13", 136.3149)
    data = context_dataset(get_context(get_place("AT13"), release), "AT13-context")
    (row,) = data.rows
    record = dict(zip(data.columns, row, strict=True))
    assert (record["indicator"], record["value"], record["nuts_version"]) == ("innovation_index", 136.3149, "2021")


def test_the_downloads_of_the_section_answer_for_its_release(release: Release, client: Client) -> None:
    CurrentReleaseFactory(release=release)
    Release.objects.update(first_published_at=timezone.now())
    add(release, INDEX, "AT13", 136.3149)
    for link in section(release).downloads:
        assert client.get(link.url).status_code == 200
    found = client.get(section(release).downloads[0].url)
    assert b"innovation_index,Regional innovation index" in b"".join(found)
    assert client.get("/observatory/regions/AT13.svg?figure=context").status_code == 404


@pytest.mark.parametrize("figures", [1, 12])
def test_a_section_costs_two_queries_and_one_when_asked_again(
    release: Release, figures: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(figures):
        add(release, INDEX, "AT13", 1.0, year=2010 + number)
    place = get_place("AT13")
    with django_assert_num_queries(2):
        get_context(place, release)
    with django_assert_num_queries(1):
        get_context(place, release)


def test_values_stand_under_the_sources_region_and_under_todays(release: Release) -> None:
    add(release, OUTPUT, "AT13", 1.0, year=2014)
    row = add(release, OUTPUT, "AT13", 2.0, year=2015)
    assert context_values(release, "gdp_per_head_eur") == {row.region_id: 2.0, row.current_region_id: 2.0}
    assert set(context_values(release, "gdp_per_head_eur", 2014).values()) == {1.0}
    assert context_values(release, "gdp_per_head_eur", 1999) == {}


def test_a_map_gets_one_row_a_region_and_the_years_to_choose_from(
    release: Release, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for code in ("AT11", "AT12", "AT13"):
        add(release, INDEX, code, 1.0, zone="AT1", is_part=True)
    add(release, INDEX, "AT1", 1.0)
    add(release, INDEX, "AT13", 1.0, year=2022)
    with django_assert_num_queries(1):
        found = context_of(release, "innovation_index")
        assert [(row.region.code, row.zone, row.region.country.code) for row in found] == [
            ("AT11", "AT1", "AT"), ("AT12", "AT1", "AT"), ("AT13", "AT1", "AT"),
        ]  # fmt: skip
    (choice,) = list_context_indicators(release.pk)
    assert (choice.indicator.code, choice.dataset, choice.years) == ("innovation_index", "ris_2023", (2023, 2022))


def test_a_country_that_left_before_todays_version_keeps_all_its_figures(release: Release) -> None:
    CountryFactory(code="UK", membership=Country.Membership.OTHER)
    for version in VERSIONS[:-1]:
        for code in ("UK", "UKI", "UKI3"):
            RegionFactory(code=code, version=version)
    add(release, INDEX, "UKI3", 142.2)
    old = Region.objects.get(code="UKI3", version="2013")
    RegionFigureFactory(release=release, region=old, current_region=None)
    place = get_place("UKI3")
    assert rows(section(release, "UKI3"))["Regional innovation index"].value == "142.2"
    assert RegionFigure.objects.filter(place.own_figures(), release=release).count() == 1
