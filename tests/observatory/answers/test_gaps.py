"""Known gaps against a slow count of cells."""

import pytest
from django.test import Client

from observatory.models import ClusterFigure, GroupFigure, RegionFigure, Status
from observatory.queries.gaps import list_gaps
from tests.observatory.worlds import build_world
from tests.registry.factories import CountryFactory

pytestmark = pytest.mark.django_db

PATH = "/observatory/gaps/"


def world_with_gaps():
    """The gaps are counted against all countries: the world's cells are those of the EU-27."""
    world = build_world(regions=5, groups=4)
    ClusterFigure.objects.update(area="all")
    GroupFigure.objects.update(area="all")
    return world


def test_every_cell_is_published_confidential_or_missing():
    world = world_with_gaps()
    ClusterFigure.objects.filter(region=world.regions[1], group=world.groups[2], year=2014).delete()
    cells = ClusterFigure.objects.filter(year=2014)
    (gap,) = [one for one in list_gaps(world.release) if one.year == 2014]
    assert gap.cells == 5 * 4
    assert gap.published == sum(cell.persons_employed is not None for cell in cells) == 18
    assert gap.confidential == sum(cell.status == Status.CONFIDENTIAL for cell in cells) == 1
    assert gap.missing == 1


def test_a_confidential_mark_on_another_measure_is_no_gap():
    world = world_with_gaps()
    ClusterFigure.objects.filter(region=world.regions[0]).update(status=Status.CONFIDENTIAL)
    (gap,) = [one for one in list_gaps(world.release) if one.year == 2014]
    assert (gap.published, gap.confidential) == (19, 1)


def test_totals_are_counted_with_and_without_estimates():
    world = world_with_gaps()
    RegionFigure.objects.filter(region=world.regions[0]).update(estimated_share=0.0)
    RegionFigure.objects.filter(region=world.regions[1]).update(persons_employed=None, estimated_share=0.3)
    (gap,) = [one for one in list_gaps(world.release) if one.year == 2014]
    assert (gap.regions, gap.with_total, gap.estimated, gap.without_total) == (5, 4, 3, 1)


def test_the_page_says_the_shares_of_all_cells(client: Client):
    world_with_gaps()
    html = client.get(PATH).content.decode()
    assert "95.0% published, 5.0% confidential, 0.0% missing; least: Germany – 95.0% published" in html


def test_a_country_is_shown_year_by_year(client: Client):
    world_with_gaps()
    html = client.get(PATH, {"country": "DE"}).content.decode()
    assert "Known gaps, 2013–2014: Germany" in html


def test_a_country_without_figures_is_an_empty_state(client: Client):
    world_with_gaps()
    CountryFactory(code="AT", name="Austria")
    html = client.get(PATH, {"country": "AT"}).content.decode()
    assert "This release has no figures for this choice." in html


def test_the_file_has_every_country_and_year(client: Client):
    world_with_gaps()
    text = b"".join(client.get("/observatory/gaps.csv")).decode()
    rows = [line.split(",")[:6] for line in text.splitlines() if line.startswith("DE,")]
    assert rows == [["DE", "2013", "20", "20", "0", "0"], ["DE", "2014", "20", "19", "1", "0"]]
