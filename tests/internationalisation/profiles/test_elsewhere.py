"""Where organisations stand besides their own page: panels, search, sitemap, similar ones; and what all that costs."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from internationalisation.profiles.panel import KEY, ROWS
from internationalisation.profiles.searching import entries
from internationalisation.profiles.similar import list_similar
from portal.core.panels import About, Panel, Subject, panels_for
from portal.registry.models import ClusterOrganisation, Standing
from tests.internationalisation.factories import make_draft, make_member
from tests.internationalisation.profiles.worlds import SECRETS, make_full
from tests.observatory.worlds import build_world
from tests.registry.factories import ClusterOrganisationFactory

pytestmark = pytest.mark.django_db
HERE = About(region_codes=("DE21", "DE", "DE2"), country_code="DE", scheme="nace", group_code="C29")
MOST = 10  # with session, user and membership
CARS = {"region_code": "DE212", "groups": ["nace:C29"]}


def panel_here() -> Panel:
    return next(panel for panel in panels_for(Subject.STATISTICAL_CLUSTER, HERE, None) if panel.key == KEY)


def make_many(count: int, **fields: object) -> None:
    ClusterOrganisation.objects.bulk_create(
        ClusterOrganisation(
            name=f"Organisation {number}", country_id="DE", live=True, places=["DE", "DE2", "DE21", "DE212"],
            services=["training"], **{**CARS, **fields},
        )
        for number in range(count)
    )  # fmt: skip


def test_the_panel_names_the_largest_and_counts_all():
    for members in (10, 300, 20, 5, 40, 50):
        ClusterOrganisationFactory(name=f"With {members}", members_total=members, **CARS)
    panel = panel_here()
    assert (panel.count, len(panel.rows), panel.rows[0].title) == (6, ROWS, "With 300")
    assert panel.link == "/clusters/?region=DE21&group=nace:C29"
    assert panel.rows[0].contact.endswith("/contact/")


def test_the_panel_leaves_out_what_is_elsewhere_of_another_industry_or_not_public():
    ClusterOrganisationFactory(region_code="DE300", groups=["nace:C29"])
    ClusterOrganisationFactory(region_code="DE212", groups=["nace:C10"])
    ClusterOrganisationFactory(standing=Standing.SUSPENDED, **CARS)
    make_draft(**CARS)
    assert panel_here().rows == ()


def test_invented_organisations_are_named_only_where_there_is_no_real_one_and_as_what_they_are():
    ClusterOrganisationFactory(name="Invented", is_demonstration=True, members_total=999, **CARS)
    panel = panel_here()
    assert (panel.title, panel.count) == ("Demonstration organisations", 1)
    assert panel.rows[0].detail.endswith("demonstration")
    ClusterOrganisationFactory(name="Real", **CARS)
    panel = panel_here()
    assert (panel.title, panel.count, [row.title for row in panel.rows]) == ("Cluster organisations here", 1, ["Real"])


def test_the_panel_costs_one_query_for_three_or_three_hundred(django_assert_num_queries):
    ClusterOrganisationFactory(**CARS)
    panel_here()
    for count in (3, 297):
        make_many(count)
        with django_assert_num_queries(1):  # of all panels together
            panel_here()


def test_the_cluster_page_leads_to_the_organisation_and_to_its_form(client: Client):
    build_world()
    organisation = ClusterOrganisationFactory(name="Carmakers", **CARS)
    html = client.get("/observatory/clusters/DE21/nace/C29/").content.decode()
    assert f'href="{organisation.get_absolute_url()}"' in html
    assert f'href="{organisation.get_absolute_url()}contact/"' in html


def test_the_cluster_page_says_in_one_place_what_it_knows_nothing_of(client: Client):
    build_world()
    html = client.get("/observatory/clusters/DE21/nace/C29/").content.decode()
    assert "No cluster organisation has a profile here yet." in html


def test_similar_organisations_come_with_their_reasons():
    own = make_full(groups=["nace:C29"])
    twin = make_full(name="Twin", groups=["nace:C29"])
    far = ClusterOrganisationFactory(name="Far", region_code="DE300", groups=["nace:C29"])
    ClusterOrganisationFactory(name="Other industry", region_code="DE212", groups=["nace:C10"])
    ClusterOrganisationFactory(name="Invented", is_demonstration=True, **CARS)
    assert [one.organisation.pk for one in list_similar(own)] == [twin.pk, far.pk]


def test_the_reason_counts_what_both_have(client: Client):
    build_world()
    own = make_full(groups=["nace:C29"])
    make_full(name="Twin", groups=["nace:C29"], services=["training", "missions"])
    html = client.get(own.get_absolute_url()).content.decode()
    assert "same industry group and region · 2 of 3 services · 1 of 1 technologies" in html


def test_the_page_of_a_profile_costs_the_same_among_three_or_three_hundred(client: Client):
    build_world()
    own = make_full()
    client.force_login(make_member(own))
    counts = []
    for count in (3, 297):
        make_many(count)
        client.get(own.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            assert client.get(own.get_absolute_url()).status_code == 200
        counts.append([query["sql"] for query in captured])
    assert len(counts[0]) == len(counts[1]) <= MOST, counts


def test_the_search_finds_public_profiles_by_name_place_industry_and_service():
    build_world()
    organisation = make_full()
    make_draft(name="Not yet")
    found = list(entries(None, ["en", "de"]))
    assert [(one.key, one.language) for one in found] == [(str(organisation.pk), "en"), (str(organisation.pk), "de")]
    words = " ".join([found[0].title, found[0].summary, found[0].keywords, found[0].text, *found[0].names])
    for word in ("Mobility Cluster", "MC", "München", "120 members", "motor vehicles", "Training courses", "Forschung"):
        assert word in words, word
    assert [secret for secret in SECRETS if secret in words + " ".join(found[0].unseen)] == []


def test_the_search_weighs_invented_profiles_less_and_marks_them():
    ClusterOrganisationFactory(is_demonstration=True)
    entry = next(iter(entries(None, ["en"])))
    assert entry.summary.startswith("demonstration profile")
    assert entry.weight < 1


def test_the_search_forgets_what_is_public_no_longer():
    organisation = ClusterOrganisationFactory()
    assert len(list(entries([str(organisation.pk)], ["en"]))) == 1
    organisation.standing = Standing.SUSPENDED
    organisation.save()
    assert list(entries([str(organisation.pk)], ["en"])) == []


def test_the_sitemap_holds_public_profiles_of_real_organisations_alone(client: Client):
    shown = ClusterOrganisationFactory(name="Shown")
    ClusterOrganisationFactory(name="Invented", is_demonstration=True)
    make_draft(name="Not yet")
    text = client.get("/sitemap-organisations.xml").content.decode()
    assert f"/clusters/shown-{shown.pk}/" in text
    assert "invented" not in text
    assert "not-yet" not in text
