"""Sections of a region's page: what they say, in which order, and what they do not claim."""

import html5lib
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from observatory.models import ClusterFigure, RegionClusters, RegionStructure
from portal.registry.memory import forget
from tests.observatory.computing.world import NUTS2
from tests.observatory.profile.pages import Table, html_of, tables_of
from tests.observatory.profile.world import publish, varied_numbers
from tests.worlds import shared

pytestmark = pytest.mark.django_db
PAGE = "/observatory/regions/DE11/"


def _published():
    numbers = varied_numbers()
    numbers.add_up()
    return publish(numbers)


release = shared(_published)


def table_that_begins(html: str, caption: str) -> Table:
    return next(rows for name, rows in tables_of(html).items() if name.startswith(caption))


@pytest.mark.parametrize("code", ["DE11", "FRK2", "DE", "DE1"])
def test_a_page_with_every_section_is_valid_and_its_ids_stand_once(client: Client, release, code):
    html = html_of(client, f"/observatory/regions/{code}/")
    html5lib.HTMLParser(strict=True).parse(html)
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    ids = [node.get("id") for node in tree.iter() if node.get("id")]
    assert sorted(ids) == sorted(set(ids))
    assert {"portfolio", "change", "structure", "context"} <= set(ids)
    targets = {link.get("href")[1:] for link in tree.iter("a") if (link.get("href") or "").startswith("#")}
    assert targets - set(ids) == set()


def test_close_industries_are_unspecialised_traded_groups_by_density_and_no_recommendation(client: Client, release):
    rows = ClusterFigure.objects.filter(release=release, area="eu27", year=2014, region__code="DE11")
    for group, density, quotient in (("C10", 0.4, 0.9), ("C29", 0.7, 0.5), ("G47", 0.9, 0.5)):
        rows.filter(group__code=group).update(density=density, location_quotient=quotient)
    html = html_of(client, PAGE)
    table = tables_of(html)["Close industries, 2014"]
    assert [row["Industry group"].split()[0] for row in table] == ["C29", "C10"]
    assert [row["Relatedness density"] for row in table] == ["70.0%", "40.0%"]
    assert "An indication of what lies near, not a recommendation" in html
    assert 'href="/observatory/regions/DE11/relatedness/"' in html


def test_groups_in_which_the_region_is_specialised_are_not_close_industries(client: Client, release):
    rows = ClusterFigure.objects.filter(release=release, area="eu27", year=2014, region__code="DE11")
    rows.update(density=0.5, location_quotient=1.0)
    assert "Close industries, 2014" not in tables_of(html_of(client, PAGE))


def test_how_many_stars_hang_on_a_cut_is_said_in_words(client: Client, release):
    RegionClusters.objects.update(stars_lost=1, stars_gained=2)
    assert (
        "Firm or close, 2014: if every cut were 10% higher, 1 star would be lost; if lower, 2 would be gained."
    ) in html_of(client, PAGE)


def test_nothing_is_said_of_cuts_where_it_was_not_computed(client: Client, release):
    RegionClusters.objects.update(stars_lost=None, stars_gained=None)
    assert "Firm or close" not in html_of(client, PAGE)


def test_a_structure_without_a_figure_says_why(client: Client, release):
    """A measure that needs the whole vector is left out, with the reason, and is no zero."""
    RegionStructure.objects.update(related_variety=None, unrelated_variety=None, divisions_published=2)
    html = html_of(client, PAGE)
    assert (
        "Related variety, Unrelated variety: only 2 divisions are published here, and the measure needs them all"
        in html
    )
    assert "Related variety" not in {row["Measure"] for row in tables_of(html).get("Structure, 2014", [])}


def test_krugman_is_said_as_the_share_that_would_have_to_change_industry(client: Client, release):
    RegionStructure.objects.filter(region__code="DE11").update(krugman=0.5)
    assert "25.0% of its persons employed would have to change industry" in html_of(client, PAGE)


def test_the_place_in_the_country_counts_its_regions_only(client: Client, release):
    table = table_that_begins(html_of(client, PAGE), "Regions by statistical clusters, 2014: ")
    assert len(table) == sum(code.startswith("DE") for code in NUTS2)
    assert [int(row["Rank"]) for row in table] == sorted(int(row["Rank"]) for row in table)


def test_regions_inside_a_country_are_ranked_by_clusters(client: Client, release):
    table = table_that_begins(html_of(client, "/observatory/regions/DE/"), "Regions inside, 2014: ")
    counts = [int(row["Statistical clusters"]) for row in table]
    assert counts == sorted(counts, reverse=True)


def test_a_country_has_portfolio_change_and_structure_of_its_own(client: Client, release):
    html = html_of(client, "/observatory/regions/DE/")
    assert "persons employed" in html
    assert {"Portfolio, 2012–2014", "Change by section, 2012–2014"} <= set(tables_of(html))
    assert 'property="og:image" content="http://localhost:8000/observatory/regions/DE.png?figure=portfolio"' in html


@pytest.mark.parametrize("code", ["DE11", "DE1", "DE"])
def test_the_first_visitor_of_a_process_costs_twelve_queries_at_most(client: Client, release, code, django_user_model):
    """With structures, positions and groups of a computed release, signed in."""
    client.force_login(django_user_model.objects.create(email="reader@example.org"))
    forget()
    with CaptureQueriesContext(connection) as captured:
        html_of(client, f"/observatory/regions/{code}/")
    assert len(captured) <= 12
