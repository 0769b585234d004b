"""What is said of the star of an unpublished cell: a word, where the source leaves room; never a number."""

import csv
import io

import pytest
from django.test import Client

from observatory.models import ClusterFigure, RegionClusters
from observatory.models.figure import Outlook
from portal.registry.memory import forget
from tests.observatory.secrecy.world import PROTECTED, RECOVERABLE, build_tempting_world

pytestmark = pytest.mark.django_db
SECRET = "/observatory/clusters/DE12/nace/C29/"


@pytest.fixture
def world():
    forget()
    return build_tempting_world()


def cell(region: str, group: str, area: str = "all") -> ClusterFigure:
    return ClusterFigure.objects.get(
        region__code=region, region__version="2013", group__code=group, year=2014, area=area, is_union=False
    )


def set_outlook(region: str, group: str, outlook: Outlook) -> None:
    found = cell(region, group, "eu27")
    ClusterFigure.objects.filter(pk=found.pk).update(outlook=[outlook] * 4)


def test_a_secret_cell_with_room_around_it_has_an_outlook_under_every_rule_set(world):
    assert {type(one) for one in cell("DE12", "C29").outlook} == {int}
    assert len(cell("DE12", "C29").outlook) == len(world[0].rule_sets)


def test_nothing_is_said_of_a_cell_that_the_source_gives_away(world):
    for _, region, industry, _ in RECOVERABLE:
        if industry in ("C10", "C29"):
            assert cell(region, industry).outlook is None


def test_published_cells_and_other_levels_have_no_outlook(world):
    said = ClusterFigure.objects.filter(outlook__isnull=False)
    assert said.exists()
    assert not said.filter(persons_employed__isnull=False).exists()
    assert not said.exclude(region__level=2).exists()


def test_a_country_outside_the_area_has_none(world):
    assert not ClusterFigure.objects.filter(area="eu27", outlook__isnull=False, region__country="UK").exists()


def test_a_certain_star_is_counted_nowhere(world):
    before = list(RegionClusters.objects.order_by("pk").values_list("one_star", "two_stars", "three_stars"))
    set_outlook("DE12", "C29", Outlook.CERTAIN)
    assert cell("DE12", "C29", "eu27").stars == [None] * 4
    assert list(RegionClusters.objects.order_by("pk").values_list("one_star", "two_stars", "three_stars")) == before


@pytest.mark.parametrize(
    ("outlook", "words"),
    [
        (Outlook.IMPOSSIBLE, "Whatever the figure is, a star is impossible under these rules"),
        (Outlook.POSSIBLE, "leaves room for a star; the cell counts nowhere"),
        (Outlook.CERTAIN, "Whatever the figure is, it is large enough for a star under these rules"),
    ],
)
def test_the_page_of_a_secret_cell_says_it_in_words(client: Client, world, outlook, words):
    set_outlook("DE12", "C29", outlook)
    html = client.get(SECRET).content.decode()
    assert words in html
    assert "neither estimates nor bounds it" in html


def test_the_page_says_nothing_where_nothing_may_be_said(client: Client, world):
    ClusterFigure.objects.update(outlook=None)
    assert "a star is" not in client.get(SECRET).content.decode().lower()


def test_the_table_of_the_region_says_it_beside_the_missing_stars(client: Client, world):
    set_outlook("DE12", "C29", Outlook.IMPOSSIBLE)
    html = client.get("/observatory/regions/DE12/").content.decode()
    assert "confidential; a star is impossible whatever the figure is" in html


def test_downloads_have_it_as_a_word_and_no_figure(client: Client, world):
    set_outlook("DE12", "C29", Outlook.IMPOSSIBLE)
    text = client.get("/observatory/regions/DE12.csv").content.decode()
    row = next(row for row in csv.DictReader(io.StringIO(text)) if row["group"] == "C29")
    assert (row["star_outlook"], row["stars"], row["persons_employed"]) == ("impossible", "", "")


def test_the_world_hides_what_it_says_it_hides(world):
    for _, region, industry, _ in PROTECTED:
        if industry in ("C10", "C29"):
            assert cell(region, industry).persons_employed is None
