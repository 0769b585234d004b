"""Somebody's own organisations: a list, and panels on the personal page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from internationalisation.models import Claim
from portal.registry.models import Membership, Standing
from tests.internationalisation.factories import make_contact, make_draft, make_member, make_user
from tests.internationalisation.people.worlds import confirmed, signed_in
from tests.internationalisation.review.worlds import make_waiting
from tests.pages import assert_page
from tests.registry.factories import ClusterOrganisationFactory, CountryFactory

pytestmark = pytest.mark.django_db

OWN = "/account/organisations/"


def html_of(user, path: str = OWN) -> str:
    page = signed_in(user).get(path)
    assert_page(page)
    return page.content.decode()


def test_without_organisations_the_page_says_how_to_begin():
    html = html_of(make_user())
    assert "There are three ways to begin:" in html
    assert "/account/organisations/new/" in html


def test_who_is_not_signed_in_signs_in_first():
    assert Client().get(OWN)["Location"].startswith("/account/login/")


def test_each_organisation_says_its_state_the_role_and_what_to_do():
    user = make_member(make_draft(name="My draft"))
    assert "Draft · Administrator" in html_of(user)
    assert "Complete it and submit it" in html_of(user)


def test_a_contributor_is_not_told_to_submit():
    user = make_member(make_draft(), role="contributor")
    assert "an administrator submits it" in html_of(user)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"standing": Standing.SUSPENDED}, "the overview says why"),
        ({"standing": Standing.ARCHIVED}, "no longer edited"),
        ({"confirmed_on": localdate() - timedelta(days=400)}, "without that it is hidden on"),
        ({"confirmed_on": localdate() - timedelta(days=600)}, "and is hidden: confirm"),
    ],
)
def test_the_next_step_follows_from_the_state(fields, words):
    assert words in html_of(make_member(ClusterOrganisationFactory(**fields)))


def test_nobody_sees_the_organisations_of_others():
    make_member(make_draft(name="Secret draft"), "other@example.org")
    assert "Secret draft" not in html_of(make_user("me@example.org"))


def test_the_personal_page_shows_organisations_and_leads_to_them():
    html = html_of(make_member(make_draft(name="My draft")), "/account/")
    assert "Your organisations" in html
    assert "My draft" in html
    assert OWN in html


def test_a_national_contact_finds_claims_that_wait_on_the_personal_page():
    organisation = ClusterOrganisationFactory(name="Example Cluster", country=CountryFactory(code="DE"))
    claim = Claim.objects.create(
        organisation=organisation, claimant=confirmed("c@example.org"), position="P", evidence="E"
    )
    html = html_of(make_contact("DE"), "/account/")
    assert f"/account/claims/{claim.pk}/" in html
    assert "No profile waits for your review." in html
    assert "Claims that wait" not in html_of(make_user("reader@example.org"), "/account/")


def test_a_national_contact_finds_profiles_that_wait_and_their_manager_reads_that_they_do():
    organisation, manager = make_waiting(name="Waiting Cluster")
    contact = make_contact(organisation.country_id)
    html = html_of(contact, "/account/")
    assert f"/account/review/{organisation.pk}/" in html
    assert "The reviewers look at it." in html_of(manager)
    elsewhere = make_contact(CountryFactory(code="FR").pk, "french@example.org")
    assert "Waiting Cluster" not in html_of(elsewhere, "/account/")


def test_the_list_costs_the_same_for_three_and_for_thirty(django_assert_max_num_queries):
    user = make_user()
    client = signed_in(user)
    for _number in range(30):
        Membership.objects.create(user=user, organisation=ClusterOrganisationFactory())
    client.get(OWN)
    with django_assert_max_num_queries(8):
        client.get(OWN)


def test_the_personal_page_of_a_reviewer_with_organisations_costs_no_more_than_any_page(django_assert_max_num_queries):
    CountryFactory(code="DE")
    user = make_contact("DE")
    for number in range(5):
        organisation = ClusterOrganisationFactory(name=f"Own {number}", country=CountryFactory(code="FR"))
        Membership.objects.create(user=user, organisation=organisation, role="administrator")
    client = signed_in(user)
    client.get("/account/")
    with django_assert_max_num_queries(12):
        client.get("/account/")
