"""Moderators name national contacts, who see the organisations of their country."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from portal.registry.models import NationalContact
from tests.internationalisation.factories import make_contact, make_draft, make_member
from tests.internationalisation.people.worlds import confirmed, signed_in
from tests.pages import assert_page
from tests.registry.factories import ClusterOrganisationFactory, CountryFactory

pytestmark = pytest.mark.django_db

CONTACTS, ORGANISATIONS = "/account/review/contacts/", "/account/review/organisations/"


@pytest.fixture
def moderator():
    CountryFactory(code="DE")
    person = confirmed("moderator@example.org")
    person.is_superuser = True
    person.save()
    return person


def test_a_moderator_names_a_contact_who_is_told_once(moderator, sent):
    person = confirmed("person@example.org")
    client = signed_in(moderator)
    assert_page(client.get(CONTACTS))
    with sent() as messages:
        for _click in range(2):
            page = client.post(CONTACTS, {"country": "DE", "email": "Person@example.org"}, follow=True)
    assert_page(page)
    assert NationalContact.objects.get().user == person
    assert [message.to for message in messages] == [["person@example.org"]]


def test_the_task_ends_once(moderator, sent):
    person = make_contact("DE")
    path = f"{CONTACTS}{NationalContact.objects.get().pk}/end/"
    with sent() as messages:
        for _click in range(2):
            assert signed_in(moderator).post(path).status_code == 302
    assert not NationalContact.objects.exists()
    assert [message.to for message in messages] == [[person.email]]


def test_an_address_without_an_account_names_nobody(moderator):
    page = signed_in(moderator).post(CONTACTS, {"country": "DE", "email": "nobody@example.org"})
    assert_page(page, 400)
    assert "No account has this address." in page.content.decode()


def test_others_name_nobody(moderator):
    contact = make_contact("DE")
    client = signed_in(contact)
    assert client.get(CONTACTS).status_code == 403
    assert client.post(CONTACTS, {"country": "DE", "email": contact.email}).status_code == 403
    assert client.post(f"{CONTACTS}{NationalContact.objects.get().pk}/end/").status_code == 403


def test_a_contact_sees_every_organisation_of_the_country_with_its_state_but_the_own():
    CountryFactory(code="DE")
    contact = make_contact("DE")
    make_draft(name="A draft")
    ClusterOrganisationFactory(name="Published one")
    ClusterOrganisationFactory(name="Forgotten one", confirmed_on=localdate() - timedelta(days=600))
    ClusterOrganisationFactory(name="Elsewhere", country=CountryFactory(code="FR"))
    own = ClusterOrganisationFactory(name="Own one")
    own.memberships.create(user=contact)
    client = signed_in(contact)
    html = client.get(ORGANISATIONS).content.decode()
    assert_page(client.get(ORGANISATIONS))
    assert [name in html for name in ("A draft", "Published one", "Forgotten one")] == [True] * 3
    assert [name in html for name in ("Elsewhere", "Own one")] == [False] * 2
    hidden = client.get(f"{ORGANISATIONS}?shown=hidden").content.decode()
    assert "Forgotten one" in hidden
    assert "Published one" not in hidden


def test_a_state_that_does_not_exist_is_refused(moderator):
    assert signed_in(moderator).get(f"{ORGANISATIONS}?shown=perhaps").status_code == 400


def test_the_list_costs_the_same_for_three_and_for_thirty(moderator, django_assert_max_num_queries):
    client = signed_in(moderator)
    for number in range(30):
        make_member(ClusterOrganisationFactory(), f"member{number}@example.org")
    client.get(ORGANISATIONS)
    with django_assert_max_num_queries(8):
        client.get(ORGANISATIONS)
