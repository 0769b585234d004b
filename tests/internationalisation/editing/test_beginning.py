"""A new profile: likely duplicates are named first, a double click makes one."""

from uuid import uuid4

import pytest
from django.urls import reverse

from internationalisation.editing.actions import MOST_DRAFTS
from portal.registry.models import ClusterOrganisation, Country, Membership
from tests.internationalisation.editing.pages import words_in
from tests.internationalisation.factories import make_draft, make_user
from tests.pages import assert_page, every
from tests.registry.factories import ClusterOrganisationFactory, CountryFactory

pytestmark = pytest.mark.django_db
URL = "/account/organisations/new/"


@pytest.fixture
def user(client):
    CountryFactory(code="DE", name="Germany")
    CountryFactory(code="CH", name="Switzerland", membership=Country.Membership.EFTA)
    CountryFactory(code="CA", name="Canada", membership=Country.Membership.OTHER, is_european=False)
    user = make_user()
    client.force_login(user)
    return user


def begin(client, **words):
    shown = words_in(client.get(URL))
    return client.post(URL, shown | {"country": "DE", "name": "Cluster of Clocks"} | words)


def test_the_country_is_asked_first_the_union_before_the_world(client, user):
    tree = assert_page(client.get(URL))
    fields = [one for one in tree.iter() if str(one.get("id", "")).startswith("id_")]
    assert fields[0].get("id") == "id_country"
    assert [group.get("label") for group in every(fields[0], "optgroup")] == [
        "European Union",
        "Other countries of Europe",
        "Rest of the world",
    ]


def test_it_begins_as_a_draft_with_its_writer_as_administrator(client, user):
    answer = begin(client)
    organisation = ClusterOrganisation.objects.get()
    assert answer.url == reverse("internationalisation:edit", args=[organisation.pk, "basics"])
    assert (organisation.live, organisation.latest_revision.user) == (False, user)
    assert Membership.objects.get().role == Membership.Role.ADMINISTRATOR


def test_a_double_click_begins_one(client, user):
    words = words_in(client.get(URL)) | {"country": "CA", "name": "Grappe"}
    addresses = {client.post(URL, words).url for _click in range(2)}
    assert (len(addresses), ClusterOrganisation.objects.count()) == (1, 1)


def test_the_same_name_in_another_spelling_is_named_with_the_way_to_claim_it(client, user):
    known = ClusterOrganisationFactory(
        name="Clüster of   CLOCKS", country_id="DE", country=Country.objects.get(code="DE")
    )
    answer = begin(client)
    page = answer.content.decode()
    assert reverse("internationalisation:claim", args=[known.pk]) in page
    assert ClusterOrganisation.objects.count() == 1


def test_the_same_website_is_named_too(client, user):
    ClusterOrganisationFactory(name="Something else", website="https://www.clocks.example.org/home")
    assert "Something else" in begin(client, website="https://clocks.example.org").content.decode()


def test_it_is_created_anyway_where_its_writer_insists(client, user):
    ClusterOrganisationFactory(name="Cluster of clocks", country=Country.objects.get(code="DE"))
    assert begin(client, anyway="1").status_code == 302


def test_the_draft_of_somebody_else_is_not_named(client, user):
    make_draft(name="Cluster of clocks", country=Country.objects.get(code="DE"), website="https://secret.example.org")
    assert begin(client, website="https://secret.example.org").status_code == 302


def test_an_organisation_outside_europe_is_begun_like_any_other(client, user):
    begin(client, country="CA")
    assert ClusterOrganisation.objects.get().places == ["CA"]


def test_without_a_country_nothing_begins(client, user):
    answer = begin(client, country="")
    assert_page(answer, 400)
    assert not ClusterOrganisation.objects.exists()


def test_nobody_begins_profiles_without_end(client, user):
    for number in range(MOST_DRAFTS):
        Membership.objects.create(user=user, organisation=make_draft(name=f"Draft {number} {uuid4()}"))
    assert begin(client).status_code == 429
