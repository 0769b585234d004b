"""What the public page of an organisation shows."""

import json
import re
from datetime import date

import pytest
from django.test import Client

from portal.registry.models import Certificate, CertificateVerification, FirmMembership, Standing
from tests.editorial import factories as editorial
from tests.internationalisation.profiles.worlds import SECRETS, make_full, stale
from tests.observatory.worlds import build_world
from tests.pages import assert_page
from tests.registry.factories import ClusterOrganisationFactory, CountryFactory, FirmFactory

pytestmark = pytest.mark.django_db


def html_of(client: Client, organisation) -> str:
    response = client.get(organisation.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def full():
    build_world()
    return make_full()


def test_the_page_is_whole_and_its_sentence_names_members_place_and_strongest_industry(client: Client, full):
    assert_page(client.get(full.get_absolute_url()))
    assert ("120 members, München (DE212); strongest: Manufacture of motor vehicles (3 of 3 stars).") in html_of(
        client, full
    )


def test_everything_that_it_states_is_there(client: Client, full):
    html = html_of(client, full)
    for shown in (
        "Firmen und Forschung.", "Wachsen.", "Zehn Projekte.", "Training courses", "Robotics", "Mobility", "Japan",
        "Nagoya Cars", "Quiet wheels", "2008", "150,000 to 500,000 euros", "as of 1 March 2026",
        "67%", "social.example.org", "German, English", "1 Example Street", "80331 München",
    ):  # fmt: skip
        assert shown in html, shown


def test_its_texts_are_marked_with_their_language(client: Client, full):
    assert re.search(r'<div class="profile-prose" lang="de">\s*<p>Firmen und Forschung', html_of(client, full))


def test_its_industries_lead_to_the_arithmetic_of_their_stars_in_its_region(client: Client, full):
    html = html_of(client, full)
    assert 'href="/observatory/clusters/DE21/nace/C29/#arithmetic"' in html
    assert "104,228" in html
    assert "Source: Eurostat" in html


def test_who_did_not_agree_is_not_shown_and_no_address_for_messages(client: Client, full):
    html = html_of(client, full)
    assert "Open Person" in html
    assert "open@example.org" in html
    assert [secret for secret in SECRETS if secret in html] == []


def test_a_certificate_is_verified_for_exactly_what_was_seen(client: Client, full):
    gold = Certificate.objects.get(label="gold")
    CertificateVerification.objects.create(organisation=full, key=gold.key, statement=gold.statement)
    assert "verified by a moderator" in html_of(client, full)
    Certificate.objects.filter(pk=gold.pk).update(level="another level")
    html = html_of(client, full)
    assert "verified by a moderator" not in html
    assert "stated by the organisation" in html


def test_an_expired_certificate_says_so(client: Client, full):
    assert "expired on 1 January 2020" in html_of(client, full)


def test_an_emerging_organisation_shows_its_criteria_in_words(client: Client):
    young = ClusterOrganisationFactory(standing=Standing.EMERGING, staff_fte=1)
    html = html_of(client, young)
    assert "At least 15 members of at least two kinds: <strong>not yet</strong>" in html
    assert "Management of at least 0.5 full-time equivalents: <strong>met</strong>" in html


def test_a_profile_that_was_not_confirmed_is_marked(client: Client):
    assert "Not confirmed since" in html_of(client, ClusterOrganisationFactory(confirmed_on=stale()))


def test_an_empty_profile_is_a_page_too(client: Client):
    assert_page(client.get(ClusterOrganisationFactory(name="Nothing but a name").get_absolute_url()))


def test_an_organisation_outside_the_map_has_its_region_by_name(client: Client):
    CountryFactory(code="US", name="United States", membership="other", is_european=False)
    html = html_of(client, ClusterOrganisationFactory(country_id="US", region_name="Ohio", groups=["nace:C29"]))
    assert "Ohio, United States" in html
    assert "map.svg" not in html


def test_its_events_and_the_news_that_name_it_stand_on_its_page(client: Client, full):
    home = editorial.make_home()
    editorial.make_event(editorial.make_event_index(home), "its-event", organisation=full)
    news = editorial.make_news_index(home)
    editorial.make_news(news, "named", summary="The Mobility Cluster grows.")
    editorial.make_news(news, "other", summary="Others shrink.")
    html = html_of(client, full)
    assert "/events/its-event/" in html
    assert "/news/named/" in html
    assert "/news/other/" not in html


def test_search_engines_read_an_organization_without_addresses_for_messages(client: Client, full):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html_of(client, full))
    described = json.loads(found[1])
    assert (described["@type"], described["name"], described["foundingDate"]) == (
        "Organization", "Mobility Cluster", "2008",
    )  # fmt: skip
    assert described["address"]["addressCountry"] == "DE"
    assert described["location"]["geo"]["latitude"] == 48.14
    assert "email" not in described


def test_an_invented_organisation_says_so_and_is_nothing_for_search_engines(client: Client):
    html = html_of(client, ClusterOrganisationFactory(is_demonstration=True))
    assert "Demonstration profile" in html
    assert '<meta name="robots" content="noindex">' in html
    assert "application/ld+json" not in html


def test_the_list_of_its_member_firms_is_named_with_their_number_where_there_are_some(client: Client):
    organisation = ClusterOrganisationFactory()
    address = f'href="{organisation.get_absolute_url()}members/"'
    assert address not in html_of(client, organisation)
    firm, former = FirmFactory(), FirmFactory()
    FirmMembership.objects.create(firm=firm, organisation=organisation)
    FirmMembership.objects.create(firm=former, organisation=organisation, left_on=date(2020, 1, 1))
    html = html_of(client, organisation)
    assert address in html
    assert "1 member firm with its place and industry" in html


def test_criteria_that_are_all_met_by_now_are_not_listed_as_missing(client: Client):
    grown = make_full(standing=Standing.EMERGING)
    assert "does not meet all criteria yet" not in html_of(client, grown)


def test_a_map_of_europe_is_left_out_where_it_does_not_reach_the_place(client: Client):
    CountryFactory(code="JP", name="Japan", membership="other", is_european=False)
    CountryFactory(code="CH", name="Switzerland", membership="other")
    nagoya = ClusterOrganisationFactory(country_id="JP", longitude=136.9, latitude=35.2)
    berne = ClusterOrganisationFactory(country_id="CH", longitude=7.4, latitude=46.9)
    assert "map.svg" not in html_of(client, nagoya)
    assert "map.svg" in html_of(client, berne)
    assert client.get(f"{nagoya.get_absolute_url()}map.svg").status_code == 404


def test_the_way_through_the_page_names_what_is_there(client: Client, full):
    html = html_of(client, full)
    assert html.count('href="#certificates-title"') == 1
    assert 'href="#news-title"' not in html


def test_its_map_marks_its_place(client: Client, full):
    response = client.get(f"{full.get_absolute_url()}map.svg")
    assert response.status_code in (200, 404)  # without outlines in the reference data there is nothing to draw
