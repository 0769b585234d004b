"""The two front-office doors: the managers' page and the reviewers' pages."""

from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from internationalisation.models import ReviewNote
from internationalisation.review.states import State, state_of
from portal.registry.models import Certificate, CertificateVerification, ClusterOrganisation, Membership, Standing
from tests.internationalisation.factories import make_contact, make_member, make_user
from tests.internationalisation.review.worlds import (
    fresh,
    make_moderator,
    make_profile,
    make_waiting,
    mark,
    signed_in,
    write_draft,
)
from tests.pages import assert_page
from tests.registry.factories import CountryFactory

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
BUTTONS = ("submit", "withdraw", "confirm", "answer")
DECISIONS = ("decide", "govern", "certificate")


def url(name: str, organisation: ClusterOrganisation) -> str:
    return reverse(f"internationalisation:{name}", args=[organisation.pk])


def text_of(response) -> str:
    return response.content.decode()


def decide(client, organisation, decision, text="", token=None, seen=None):
    values = {"token": token or uuid4(), "mark": seen or mark(organisation), "decision": decision, "text": text}
    return client.post(url("decide", organisation), values, follow=True)


def test_a_draft_says_what_is_missing_with_links_and_has_no_button_to_submit():
    organisation = make_profile(description="", website="")
    page = text_of(signed_in(make_member(organisation)).get(url("organisation", organisation)))
    assert "Describe the organisation." in page
    assert reverse("internationalisation:edit", args=[organisation.pk, "about"]) in page
    assert "Give the address of the website." in page
    assert url("submit", organisation) not in page


def test_managers_and_reviewers_talk_on_their_pages_until_the_profile_is_public():
    organisation = make_profile()
    manager, contact = signed_in(make_member(organisation)), signed_in(make_contact("DE"))
    manager.post(url("submit", organisation), {"token": uuid4()})
    assert "Pumps of Munich" in text_of(contact.get(reverse("internationalisation:review")))
    assert "The managers were told" in text_of(decide(contact, organisation, "ask", "Which pumps?"))
    assert "Which pumps?" in text_of(manager.get(url("organisation", organisation)))
    manager.post(url("answer", organisation), {"token": uuid4(), "text": "Water pumps."})
    assert "Water pumps." in text_of(contact.get(url("review-item", organisation)))
    assert "Approved" in text_of(decide(contact, organisation, "approve"))
    assert fresh(organisation).is_public
    assert "Nothing waits for you" in text_of(contact.get(reverse("internationalisation:review")))


def test_a_second_click_decides_and_answers_once():
    organisation, manager = make_waiting()
    contact, token, answered = signed_in(make_contact("DE")), uuid4(), uuid4()
    seen = mark(organisation)
    for _click in range(2):
        assert decide(contact, organisation, "approve", token=token, seen=seen).status_code == 200
        signed_in(manager).post(url("answer", organisation), {"token": answered, "text": "Thank you."})
    assert list(ReviewNote.objects.filter(kind__in=["approved", "answer"]).values_list("kind", flat=True)) == [
        "approved",
        "answer",
    ]
    assert [message.to for message in mail.outbox].count([manager.email]) == 1


def test_a_decision_on_a_changed_draft_is_refused_and_the_page_shows_what_it_says_now():
    organisation, _manager = make_waiting()
    contact, seen = signed_in(make_contact("DE")), mark(organisation)
    write_draft(organisation, description="It brings makers of violins together.")
    page = text_of(decide(contact, organisation, "approve", seen=seen))
    assert "the managers changed the profile meanwhile" in page
    assert "makers of violins" in page
    assert state_of(fresh(organisation)).state == State.SUBMITTED


@pytest.mark.parametrize("decision", ["reject", "ask"])
def test_reasons_and_questions_need_words_and_nothing_is_decided_without(decision):
    organisation, _manager = make_waiting()
    response = decide(signed_in(make_contact("DE")), organisation, decision)
    assert response.status_code == 400
    assert "Say what you ask" in text_of(response)
    assert state_of(fresh(organisation)).state == State.SUBMITTED


def test_reviewers_read_what_would_change_sentence_by_sentence():
    organisation = make_profile(live=True, description="It helps makers of pumps. " * 6)
    write_draft(organisation, description="It helps makers of pumps. " * 5 + "It trains them.")
    manager = signed_in(make_member(organisation))
    manager.post(url("submit", organisation), {"token": uuid4()})
    page = text_of(signed_in(make_contact("DE")).get(url("review-item", organisation)))
    assert "<ins>It trains them.</ins>" in page
    assert "What would change" in page


def test_a_draft_that_lacks_something_is_not_offered_for_approval():
    organisation, _manager = make_waiting()
    write_draft(organisation, description="")
    page = text_of(signed_in(make_contact("DE")).get(url("review-item", organisation)))
    assert "Describe the organisation." in page
    assert 'value="approve"' not in page
    assert 'value="reject"' in page


def test_a_contributor_sees_the_page_but_no_buttons_of_administrators():
    organisation = make_profile()
    client = signed_in(make_member(organisation, role="contributor"))
    assert url("submit", organisation) not in text_of(client.get(url("organisation", organisation)))
    assert client.post(url("submit", organisation), {"token": uuid4()}).status_code == 403


def test_strangers_see_and_send_nothing():
    organisation, _manager = make_waiting()
    CountryFactory(code="FR")
    for stranger in (make_user("stranger@example.org"), make_contact("FR")):
        client = signed_in(stranger)
        statuses = [client.get(url(name, organisation)).status_code for name in ("organisation", "review-item")]
        sent = [client.post(url(name, organisation)).status_code for name in (*BUTTONS, *DECISIONS)]
        assert {*statuses, *sent} == {403}


def test_visitors_are_asked_to_sign_in(client):
    organisation = make_profile()
    for name in ("organisation", "review-item"):
        assert client.get(url(name, organisation)).url.startswith("/account/login/")
    for name in (*BUTTONS, *DECISIONS):
        assert client.post(url(name, organisation)).url.startswith("/account/login/")


def test_managers_do_not_open_the_reviewers_page_of_their_own_profile():
    organisation, manager = make_waiting()
    client = signed_in(manager)
    assert client.get(url("review-item", organisation)).status_code == 403
    assert client.post(url("decide", organisation), {"decision": "approve"}).status_code == 403


def test_a_moderator_reads_the_review_of_her_own_organisation_without_a_button():
    organisation, _manager = make_waiting()
    moderator = make_moderator()
    Membership.objects.create(organisation=organisation, user=moderator, role="contributor")
    client = signed_in(moderator)
    page = text_of(client.get(url("review-item", organisation)))
    assert "somebody else decides about it" in page
    assert url("decide", organisation) not in page
    assert "Pumps of Munich" not in text_of(client.get(reverse("internationalisation:review")))
    assert client.post(url("decide", organisation), {"decision": "approve"}).status_code == 403


def test_the_list_is_narrowed_by_country_and_shows_the_oldest_first():
    make_waiting(name="First")
    make_waiting(name="Second")
    make_waiting(name="Third", country=CountryFactory(code="FR"), region_code="FR101")
    client = signed_in(make_moderator())
    page = text_of(client.get(reverse("internationalisation:review")))
    assert page.index("First") < page.index("Second") < page.index("Third")
    narrowed = text_of(client.get(reverse("internationalisation:review"), {"country": "FR"}))
    assert "Third" in narrowed
    assert "Second" not in narrowed
    assert client.get(reverse("internationalisation:review"), {"country": "XX"}).status_code == 400


def test_national_contacts_have_the_profiles_of_their_country_alone():
    make_waiting(name="German")
    make_waiting(name="French", country=CountryFactory(code="FR"), region_code="FR101")
    page = text_of(signed_in(make_contact("FR")).get(reverse("internationalisation:review")))
    assert "French" in page
    assert "German" not in page


def test_a_moderator_suspends_and_merges_on_the_page_and_a_national_contact_cannot():
    organisation, other = make_profile(live=True), make_profile(live=True, name="Other")
    moderator, contact = signed_in(make_moderator()), signed_in(make_contact("DE"))
    values = {"token": uuid4(), "deed": "suspend", "text": "No longer ours."}
    assert contact.post(url("govern", organisation), values).status_code == 403
    moderator.post(url("govern", organisation), values)
    assert fresh(organisation).standing == Standing.SUSPENDED
    merging = {"token": uuid4(), "deed": "merge", "text": "One team.", "into": other.pk}
    moderator.post(url("govern", organisation), merging)
    assert fresh(organisation).merged_into == other


def test_merging_without_the_other_number_is_refused_on_the_page():
    organisation = make_profile(live=True)
    values = {"token": uuid4(), "deed": "merge", "text": "One team."}
    response = signed_in(make_moderator()).post(url("govern", organisation), values)
    assert response.status_code == 400
    assert "Give the number of the profile that stays." in text_of(response)


def test_a_moderator_marks_a_certificate_as_verified_on_the_page():
    organisation = make_profile(live=True)
    organisation.certificates = [Certificate(label="gold", issuer="Example")]
    organisation.save()
    client = signed_in(make_moderator())
    page = text_of(client.get(url("review-item", organisation)))
    key, seen = (page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("key", "mark"))
    client.post(url("certificate", organisation), {"token": uuid4(), "key": key, "mark": seen, "is_verified": "on"})
    assert CertificateVerification.objects.get().organisation == organisation
    assert "verified by a moderator" in text_of(client.get(url("review-item", organisation)))


def test_a_button_without_its_token_does_nothing():
    organisation = make_profile()
    response = signed_in(make_member(organisation)).post(url("submit", organisation), follow=True)
    assert "Nothing was done" in text_of(response)
    assert state_of(fresh(organisation)).state == State.DRAFT


def test_the_pages_are_complete_and_cost_few_queries(django_assert_max_num_queries):
    organisation, manager = make_waiting()
    for client, address in (
        (signed_in(manager), url("organisation", organisation)),
        (signed_in(make_contact("DE")), url("review-item", organisation)),
        (signed_in(make_moderator()), reverse("internationalisation:review")),
    ):
        assert_page(client.get(address))
        with django_assert_max_num_queries(MOST_QUERIES):
            client.get(address)


def test_many_that_wait_cost_as_many_queries_as_one():
    client = signed_in(make_moderator())
    address = reverse("internationalisation:review")
    counts = []
    for number in range(2):
        make_waiting(name=f"Cluster {number}")
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_name_is_told_and_never_an_address():
    organisation, manager = make_waiting()
    page = text_of(signed_in(make_contact("DE")).get(url("review-item", organisation)))
    assert manager.email not in page
    assert "Member of the organisation" in page
