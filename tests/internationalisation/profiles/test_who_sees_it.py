"""Who sees which profile at its address."""

import pytest
from django.test import Client

from portal.registry.models import Standing
from tests.internationalisation.factories import make_contact, make_draft, make_member, make_user
from tests.internationalisation.profiles.worlds import hidden
from tests.registry.factories import ClusterOrganisationFactory

pytestmark = pytest.mark.django_db
PARTS = ("", "map.svg", "contact/", "contact/sent/")


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("part", PARTS)
def test_a_draft_is_nothing_for_the_public_and_tells_not_even_its_name(client: Client, part: str):
    draft = make_draft(name="Secret plans")
    response = client.get(f"/clusters/other-{draft.pk}/{part}")
    assert response.status_code == 404
    assert b"ecret" not in response.content


def test_its_members_and_reviewers_see_a_draft_as_a_preview(client: Client):
    draft = make_draft()
    for user in (make_member(draft), make_contact(draft.country_id)):
        html = signed_in(user).get(draft.get_absolute_url()).content.decode()
        assert "A preview: the public does not see this version." in html
        assert '<meta name="robots" content="noindex">' in html
    assert signed_in(make_user("other@example.org")).get(draft.get_absolute_url()).status_code == 404


def test_nobody_writes_to_a_draft(client: Client):
    draft = make_draft()
    assert signed_in(make_member(draft)).get(f"{draft.get_absolute_url()}contact/").status_code == 404


@pytest.mark.parametrize("part", PARTS)
def test_a_suspended_profile_is_not_found(client: Client, part: str):
    suspended = ClusterOrganisationFactory(standing=Standing.SUSPENDED)
    assert client.get(f"{suspended.get_absolute_url()}{part}").status_code == 404


def test_an_archived_profile_is_gone_and_leads_to_the_directory(client: Client):
    archived = ClusterOrganisationFactory(standing=Standing.ARCHIVED, name="Once here")
    response = client.get(archived.get_absolute_url())
    assert response.status_code == 410
    assert b'href="/clusters/"' in response.content
    assert b"Once here" not in response.content


def test_a_profile_that_nobody_confirms_is_hidden_and_says_why(client: Client):
    response = client.get(ClusterOrganisationFactory(confirmed_on=hidden()).get_absolute_url())
    assert response.status_code == 404
    assert b"has not confirmed its profile for a long time" in response.content


def test_a_merged_profile_leads_to_the_other(client: Client):
    other = ClusterOrganisationFactory(name="Both together")
    merged = ClusterOrganisationFactory(standing=Standing.MERGED, merged_into=other)
    response = client.get(merged.get_absolute_url())
    assert (response.status_code, response["Location"]) == (301, other.get_absolute_url())


@pytest.mark.parametrize("part", ["", "contact/"])
def test_another_name_leads_to_the_address_of_today(client: Client, part: str):
    organisation = ClusterOrganisationFactory(name="New name")
    response = client.get(f"/clusters/old-name-{organisation.pk}/{part}?utm_source=x")
    assert response.status_code == 301
    assert response["Location"] == f"/clusters/new-name-{organisation.pk}/{part}?utm_source=x"


def test_a_number_that_no_profile_has_is_not_found(client: Client):
    assert client.get("/clusters/none-999999/").status_code == 404


def test_the_draft_that_waits_is_for_members_and_reviewers_alone(client: Client):
    organisation = ClusterOrganisationFactory(description="As published")
    organisation.description = "As it waits"
    organisation.save_revision()
    address = f"{organisation.get_absolute_url()}?version=draft"
    shown = signed_in(make_member(organisation)).get(address).content.decode()
    assert "As it waits" in shown
    page = client.get(address).content.decode()
    assert "As published" in page
    assert "As it waits" not in page


def test_a_version_that_is_none_is_a_bad_choice(client: Client):
    assert client.get(f"{ClusterOrganisationFactory().get_absolute_url()}?version=old").status_code == 400


def test_members_are_led_to_where_they_keep_it_and_others_are_not():
    organisation = ClusterOrganisationFactory()
    member, other = make_member(organisation), make_user("other@example.org")
    assert "For those who keep this profile" in signed_in(member).get(organisation.get_absolute_url()).content.decode()
    html = signed_in(other).get(organisation.get_absolute_url()).content.decode()
    assert "For those who keep this profile" not in html


def test_a_page_that_was_closed_is_a_whole_page(client: Client):
    response = client.get(ClusterOrganisationFactory(standing=Standing.ARCHIVED).get_absolute_url())
    assert response.status_code == 410
    assert response.content.count(b"<h1") == 1
