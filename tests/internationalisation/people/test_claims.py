"""Somebody claims a profile: evidence, an objection perhaps, and one decision."""

from uuid import uuid4

import pytest
from django.test import Client

from internationalisation.models import Claim
from internationalisation.people.claims.actions import MOST_IN_A_DAY
from internationalisation.people.claims.presenters import has_same_domain
from portal.registry.models import Membership, Standing
from tests.internationalisation.factories import make_contact, make_draft, make_member
from tests.internationalisation.people.worlds import confirmed, signed_in
from tests.pages import assert_page
from tests.registry.factories import ClusterOrganisationFactory, CountryFactory

pytestmark = pytest.mark.django_db

OPEN, CONFIRMED, DECLINED = Claim.State.OPEN, Claim.State.CONFIRMED, Claim.State.DECLINED


@pytest.fixture
def organisation():
    return ClusterOrganisationFactory(name="Example Cluster", website="https://www.example.org/")


@pytest.fixture
def admin(organisation):
    return make_member(organisation, "admin@example.org")


@pytest.fixture
def contact(organisation):
    return make_contact("DE")


@pytest.fixture
def claimant():
    return confirmed("claimant@example.org")


@pytest.fixture
def claim(organisation, claimant) -> Claim:
    return Claim.objects.create(organisation=organisation, claimant=claimant, **words())


def words(**others: str) -> dict:
    return {"position": "Manager", "work_email": "claimant@example.org", "evidence": "See the team page.", **others}


def form_of(organisation) -> str:
    return f"/clusters/{organisation.slug}-{organisation.pk}/claim/"


def test_a_claim_waits_for_a_decision_and_everybody_concerned_is_told(organisation, admin, contact, claimant, sent):
    client = signed_in(claimant)
    assert_page(client.get(form_of(organisation)))
    values = words(token=str(uuid4()))
    with sent() as messages:
        for _click in range(2):
            page = client.post(form_of(organisation), values, follow=True)
            assert "Waits for a decision" in page.content.decode()
    assert Claim.objects.get().state == OPEN
    assert sorted(message.to[0] for message in messages) == ["admin@example.org", "contact@example.org"]
    assert "/admin/" not in "".join(message.body for message in messages)
    assert "team page" not in "".join(message.body for message in messages), "evidence stays on the portal"


def test_the_number_alone_leads_to_the_form_too(organisation, claimant):
    assert signed_in(claimant).get(f"/clusters/{organisation.pk}/claim/").status_code == 200


def test_an_anonymous_reader_signs_in_first(organisation):
    assert Client().get(form_of(organisation))["Location"].startswith("/account/login/?next=/clusters/")


def test_a_member_claims_nothing(organisation, admin):
    assert signed_in(admin).get(form_of(organisation)).status_code == 403


@pytest.mark.parametrize("standing", ["draft", Standing.ARCHIVED])
def test_a_profile_that_is_not_public_is_not_claimed(claimant, standing):
    hidden = make_draft() if standing == "draft" else ClusterOrganisationFactory(standing=standing)
    assert signed_in(claimant).post(form_of(hidden), words(token=str(uuid4()))).status_code == 403
    assert not Claim.objects.exists()


def test_an_incomplete_claim_is_refused_with_its_words(organisation, claimant):
    page = signed_in(claimant).post(form_of(organisation), words(token=str(uuid4()), position=""))
    assert_page(page, 400)
    assert "See the team page." in page.content.decode()


def test_one_person_makes_so_many_claims_a_day(claimant):
    for number in range(MOST_IN_A_DAY + 1):
        organisation = ClusterOrganisationFactory(name=f"Example {number}")
        response = signed_in(claimant).post(form_of(organisation), words(token=str(uuid4())))
    assert_page(response, 429)
    assert Claim.objects.count() == MOST_IN_A_DAY


def test_who_has_an_open_claim_is_led_to_it(organisation, claimant, claim):
    assert signed_in(claimant).get(form_of(organisation))["Location"] == f"/account/claims/{claim.pk}/"


@pytest.mark.parametrize("reviewer", ["contact", "moderator"])
def test_a_reviewer_confirms_once_and_the_person_administers(organisation, admin, claim, claimant, sent, reviewer):
    person = make_contact("DE") if reviewer == "contact" else moderator()
    client, path = signed_in(person), f"/account/claims/{claim.pk}/"
    assert_page(client.get(path))
    with sent() as messages:
        for _click in range(2):
            client.post(f"{path}decide/", {"decision": "confirm"})
    assert Membership.objects.get(user=claimant).role == "administrator"
    assert sorted(message.to[0] for message in messages) == ["admin@example.org", "claimant@example.org"]


def moderator():
    person = confirmed("moderator@example.org")
    person.is_superuser = True
    person.save()
    return person


def test_a_claim_is_declined_with_reasons_that_the_person_reads(claim, claimant, contact, sent):
    path = f"/account/claims/{claim.pk}/"
    with sent() as messages:
        for _click in range(2):
            signed_in(contact).post(f"{path}decide/", {"decision": "decline", "reason": "The page names another."})
    assert [message.to for message in messages] == [["claimant@example.org"]]
    assert "The page names another." in signed_in(claimant).get(path).content.decode()
    assert not Membership.objects.filter(user=claimant).exists()


@pytest.mark.parametrize("values", [{}, {"decision": "decline"}, {"decision": "perhaps"}])
def test_a_decision_without_choice_or_reasons_decides_nothing(claim, contact, values):
    page = signed_in(contact).post(f"/account/claims/{claim.pk}/decide/", values)
    assert_page(page, 400)
    claim.refresh_from_db()
    assert claim.state == OPEN


def test_the_second_reviewer_hears_that_it_is_decided(claim, contact):
    path = f"/account/claims/{claim.pk}/decide/"
    signed_in(contact).post(path, {"decision": "decline", "reason": "No."})
    page = signed_in(moderator()).post(path, {"decision": "confirm"}, follow=True)
    assert "decided or withdrawn already" in page.content.decode()
    assert not Membership.objects.filter(user=claim.claimant).exists()


def test_nobody_decides_about_a_claim_of_their_own(organisation):
    own = make_contact("DE", "own@example.org")
    claim = Claim.objects.create(organisation=organisation, claimant=own, **words())
    assert signed_in(own).post(f"/account/claims/{claim.pk}/decide/", {"decision": "confirm"}).status_code == 403
    assert not Membership.objects.exists()


def test_a_member_of_the_organisation_who_reviews_does_not_decide(organisation, claim):
    person = make_contact("DE", "own@example.org")
    Membership.objects.create(user=person, organisation=organisation, role="administrator")
    response = signed_in(person).post(f"/account/claims/{claim.pk}/decide/", {"decision": "confirm"})
    assert response.status_code == 403


def test_the_contact_of_another_country_sees_nothing(claim):
    CountryFactory(code="FR")
    client = signed_in(make_contact("FR", "french@example.org"))
    assert client.get(f"/account/claims/{claim.pk}/").status_code == 403
    assert "Example Cluster" not in client.get("/account/review/claims/").content.decode()


@pytest.mark.parametrize("action", ["", "withdraw/", "object/", "decide/"])
def test_a_stranger_follows_no_claim(claim, action):
    client = signed_in(confirmed("stranger@example.org"))
    path = f"/account/claims/{claim.pk}/{action}"
    assert (client.post(path) if action else client.get(path)).status_code == 403


def test_an_administrator_objects_and_reviewers_alone_read_it(claim, admin, claimant, contact, sent):
    path = f"/account/claims/{claim.pk}/"
    with sent() as messages:
        for _click in range(2):
            signed_in(admin).post(f"{path}object/", {"objection": "Left us a year ago."})
    assert [message.to for message in messages] == [["contact@example.org"]]
    assert "Left us a year ago." in signed_in(contact).get(path).content.decode()
    assert "Left us a year ago." not in signed_in(claimant).get(path).content.decode()


def test_a_contributor_does_not_object(organisation, claim):
    person = make_member(organisation, "contributor@example.org", "contributor")
    assert signed_in(person).post(f"/account/claims/{claim.pk}/object/", {"objection": "No."}).status_code == 403


def test_a_claim_is_taken_back_and_can_be_made_again(organisation, claim, claimant):
    client = signed_in(claimant)
    client.post(f"/account/claims/{claim.pk}/withdraw/")
    claim.refresh_from_db()
    assert claim.state == Claim.State.WITHDRAWN
    client.post(form_of(organisation), words(token=str(uuid4())))
    assert Claim.objects.open().count() == 1


def test_nobody_takes_back_anothers_claim(claim, contact):
    assert signed_in(contact).post(f"/account/claims/{claim.pk}/withdraw/").status_code == 403


def test_what_waits_is_listed_at_the_same_cost_for_many(organisation, contact, claim, django_assert_max_num_queries):
    client = signed_in(contact)
    assert "Example Cluster" in client.get("/account/review/claims/").content.decode()
    for number in range(9):
        Claim.objects.create(organisation=organisation, claimant=confirmed(f"p{number}@example.org"), **words())
    with django_assert_max_num_queries(9):
        assert_page(client.get("/account/review/claims/"))


@pytest.mark.parametrize("path", ["/account/review/claims/", "/account/review/organisations/"])
def test_lists_of_reviewers_are_theirs_alone(path, claimant):
    assert signed_in(claimant).get(path).status_code == 403
    assert Client().get(path).status_code == 302


@pytest.mark.parametrize(
    ("email", "website", "answer"),
    [
        ("a@example.org", "https://www.example.org/about", True),
        ("a@mail.example.org", "https://example.org", True),
        ("a@notexample.org", "https://example.org", False),
        ("a@example.org", "", False),
    ],
)
def test_an_address_bears_the_name_of_the_website_or_not(email, website, answer):
    assert has_same_domain(email, website) is answer
