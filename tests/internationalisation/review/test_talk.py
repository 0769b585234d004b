"""From draft to published: submit, ask, answer, return, approve."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils.translation import override
from wagtail.models import WorkflowState

from internationalisation.models import ReviewNote
from internationalisation.review.actions.decisions import approve, ask, reject
from internationalisation.review.actions.talk import answer, submit, withdraw
from internationalisation.review.errors import Changed, Incomplete, Refused
from internationalisation.review.states import Changes, State, state_of, with_workflow
from portal.registry.models import ClusterOrganisation, Standing
from tests.internationalisation.factories import make_contact, make_member
from tests.internationalisation.review.worlds import (
    fresh,
    make_moderator,
    make_profile,
    make_waiting,
    mark,
    outbox,
    write_draft,
)
from tests.registry.factories import CountryFactory

pytestmark = pytest.mark.django_db


def kinds(organisation):
    return list(ReviewNote.objects.filter(organisation=organisation).values_list("kind", flat=True))


def test_a_whole_talk_ends_in_a_public_profile_and_everybody_is_told_once():
    organisation = make_profile()
    manager, contact = make_member(organisation), make_contact("DE")
    assert state_of(organisation).state == State.DRAFT
    submit(organisation_pk=organisation.pk, user=manager)
    assert state_of(fresh(organisation)).state == State.SUBMITTED
    ask(organisation_pk=organisation.pk, user=contact, mark=mark(organisation), text="Which pumps?")
    answer(organisation_pk=organisation.pk, user=manager, text="Water pumps.")
    reject(organisation_pk=organisation.pk, user=contact, mark=mark(organisation), text="Say so in the text.")
    assert state_of(fresh(organisation)).state == State.RETURNED
    write_draft(organisation, description="It brings makers of water pumps together.")
    submit(organisation_pk=organisation.pk, user=manager)
    approve(organisation_pk=organisation.pk, user=contact, mark=mark(organisation), text="Welcome.")
    published = fresh(organisation)
    assert state_of(published).state == State.PUBLISHED
    assert published.is_public
    assert published.description == "It brings makers of water pumps together."
    assert kinds(organisation) == ["submitted", "question", "answer", "returned", "submitted", "approved"]
    assert outbox() == [
        ("contact@example.org", "An answer about a profile you review"),
        ("contact@example.org", "Profiles wait for your review"),
        ("contact@example.org", "Profiles wait for your review"),
        ("manager@example.org", "A question about your profile"),
        ("manager@example.org", "Your profile is approved"),
        ("manager@example.org", "Your profile needs changes"),
    ]


def test_no_mail_of_a_talk_leads_to_the_editors_desk_and_each_leads_to_the_account():
    test_a_whole_talk_ends_in_a_public_profile_and_everybody_is_told_once()
    texts = [message.body + message.alternatives[0].content for message in mail.outbox]
    assert not [text for text in texts if "/admin/" in text]
    assert all("/account/" in text for text in texts)


def test_a_published_profile_stays_online_while_changes_wait():
    organisation = make_profile(live=True)
    manager, contact = make_member(organisation), make_contact("DE")
    write_draft(organisation, name="Pumps of Bavaria")
    assert state_of(fresh(organisation)).changes == Changes.WAITING
    submit(organisation_pk=organisation.pk, user=manager)
    waiting = fresh(organisation)
    assert (waiting.name, waiting.is_public) == ("Pumps of Munich", True)
    assert state_of(waiting).changes == Changes.SUBMITTED
    approve(organisation_pk=organisation.pk, user=contact, mark=mark(organisation))
    assert fresh(organisation).name == "Pumps of Bavaria"
    assert state_of(fresh(organisation)).changes == Changes.NONE


def test_an_organisation_that_does_not_meet_the_criteria_yet_is_published_as_emerging():
    organisation, _manager = make_waiting(staff_fte=None)
    approve(organisation_pk=organisation.pk, user=make_contact("DE"), mark=mark(organisation))
    assert state_of(fresh(organisation)).state == State.EMERGING


def test_what_lacks_something_is_not_submitted_and_says_what():
    organisation = make_profile(description="")
    with pytest.raises(Incomplete) as refused:
        submit(organisation_pk=organisation.pk, user=make_member(organisation))
    assert [one.field for one in refused.value.missing] == ["description"]
    assert state_of(fresh(organisation)).state == State.DRAFT


def test_the_same_draft_is_not_submitted_twice():
    organisation, manager = make_waiting()
    with pytest.raises(Refused, match="already"):
        submit(organisation_pk=organisation.pk, user=manager)


def test_a_published_profile_without_changes_is_not_submitted():
    organisation = make_profile(live=True)
    with pytest.raises(Refused, match="Nothing has changed"):
        submit(organisation_pk=organisation.pk, user=make_member(organisation))


def test_contributors_write_but_do_not_submit():
    organisation = make_profile()
    with pytest.raises(PermissionDenied):
        submit(organisation_pk=organisation.pk, user=make_member(organisation, role="contributor"))


def test_what_is_taken_back_waits_no_more_and_can_be_submitted_again():
    organisation, manager = make_waiting()
    withdraw(organisation_pk=organisation.pk, user=manager)
    assert state_of(fresh(organisation)).state == State.DRAFT
    submit(organisation_pk=organisation.pk, user=manager)
    assert state_of(fresh(organisation)).state == State.SUBMITTED


def test_a_decision_on_a_draft_that_changed_meanwhile_is_refused():
    organisation, _manager = make_waiting()
    seen = mark(organisation)
    write_draft(organisation, description="Something else.")
    with pytest.raises(Changed, match="changed the profile meanwhile"):
        approve(organisation_pk=organisation.pk, user=make_contact("DE"), mark=seen)
    assert not fresh(organisation).live


def test_a_revision_that_was_saved_over_counts_as_changed():
    organisation, _manager = make_waiting()
    seen = mark(organisation)
    draft = organisation.get_latest_revision_as_object()
    draft.description = "Something else."
    draft.save_revision(clean=False, overwrite_revision=organisation.latest_revision)
    with pytest.raises(Changed):
        approve(organisation_pk=organisation.pk, user=make_contact("DE"), mark=seen)


def test_what_the_managers_emptied_after_submitting_is_not_published():
    organisation, _manager = make_waiting()
    write_draft(organisation, description="")
    with pytest.raises(Incomplete):
        approve(organisation_pk=organisation.pk, user=make_contact("DE"), mark=mark(organisation))
    assert state_of(fresh(organisation)).state == State.SUBMITTED


def test_the_second_of_two_decisions_finds_it_decided():
    organisation, _manager = make_waiting()
    seen = mark(organisation)
    approve(organisation_pk=organisation.pk, user=make_contact("DE"), mark=seen)
    with pytest.raises(Changed, match="somebody else decided"):
        reject(organisation_pk=organisation.pk, user=make_moderator(), mark=seen, text="No.")
    assert fresh(organisation).live


def test_a_national_contact_of_another_country_decides_nothing():
    organisation, _manager = make_waiting()
    CountryFactory(code="FR")
    with pytest.raises(PermissionDenied, match="national contact of the country"):
        approve(organisation_pk=organisation.pk, user=make_contact("FR"), mark=mark(organisation))


def test_a_moderator_does_not_decide_about_an_organisation_of_her_own():
    organisation, _manager = make_waiting()
    moderator = make_moderator()
    organisation.memberships.create(user=moderator, role="contributor")
    for decide in (approve, reject, ask):
        with pytest.raises(PermissionDenied, match="somebody else"):
            decide(organisation_pk=organisation.pk, user=moderator, mark=mark(organisation), text="Mine.")
    assert state_of(fresh(organisation)).state == State.SUBMITTED


def test_reviewers_of_the_organisation_itself_are_not_told_of_a_submission():
    organisation = make_profile()
    manager, moderator = make_member(organisation), make_moderator()
    organisation.memberships.create(user=moderator, role="contributor")
    submit(organisation_pk=organisation.pk, user=manager)
    assert outbox() == []


def test_approval_of_a_suspended_profile_keeps_it_suspended():
    organisation, _manager = make_waiting(live=False, standing=Standing.SUSPENDED)
    approve(organisation_pk=organisation.pk, user=make_moderator(), mark=mark(organisation))
    assert fresh(organisation).standing == Standing.SUSPENDED
    assert not fresh(organisation).is_public


def test_lists_bring_the_state_along(django_assert_num_queries):
    for number in range(3):
        make_waiting(name=f"Cluster {number}")
    with django_assert_num_queries(1):
        assert {state_of(row).state for row in with_workflow(ClusterOrganisation.objects.all())} == {State.SUBMITTED}


def test_the_workflow_is_wagtails():
    organisation, _manager = make_waiting()
    state = organisation.current_workflow_state
    assert state.status == WorkflowState.STATUS_IN_PROGRESS
    assert state.workflow.name == "Profiles of cluster organisations"


def test_each_reads_of_a_review_in_their_own_language_whoever_acted_and_in_which():
    organisation, manager = make_waiting()
    colleague = make_member(organisation, "colleague@example.org")
    contact = make_contact("DE")
    for user, language in ((manager, "fr"), (colleague, "de"), (contact, "de")):
        type(user).objects.filter(pk=user.pk).update(language=language)
    with override("es"):
        reject(organisation_pk=organisation.pk, user=contact, mark=mark(organisation), text="Say which pumps.")
    titles = [
        (manager.email, "Votre profil demande des modifications"),
        (colleague.email, "Ihr Profil braucht Änderungen"),
    ]
    assert outbox() == sorted(titles)
    overview = f"/account/organisations/{organisation.pk}/"
    assert {
        message.to[0]: f"/{language}{overview}" in message.body
        for message, language in zip(sorted(mail.outbox, key=lambda message: message.to), ("de", "fr"), strict=True)
    } == {colleague.email: True, manager.email: True}
    mail.outbox.clear()
    with override("fr"):
        submit(organisation_pk=organisation.pk, user=manager)
    assert outbox() == [(contact.email, "Profile warten auf Ihre Prüfung")]
    assert "/de/account/review/" in mail.outbox[0].body
