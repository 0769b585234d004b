"""Suspended, archived, merged, confirmed; certificates that a moderator saw."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate

from internationalisation.models import ReviewNote
from internationalisation.review.actions.decisions import ask
from internationalisation.review.actions.standings import (
    archive,
    final_of,
    merge,
    reinstate,
    suspend,
    verify_certificate,
    withdraw_verification,
)
from internationalisation.review.actions.talk import answer, confirm, submit
from internationalisation.review.drafts import mark_of_certificate
from internationalisation.review.errors import Changed, Refused
from internationalisation.review.states import State, state_of
from portal.registry.models import (
    Certificate,
    CertificateVerification,
    ClusterOrganisation,
    Firm,
    FirmMembership,
    Standing,
)
from portal.registry.models.organisation import HIDDEN_AFTER
from tests.internationalisation.factories import make_contact, make_member
from tests.internationalisation.review.worlds import fresh, make_moderator, make_profile, make_waiting, outbox

pytestmark = pytest.mark.django_db


def public_names() -> list[str]:
    return list(ClusterOrganisation.objects.public().values_list("name", flat=True))


def test_a_suspended_profile_is_public_again_only_when_a_moderator_says_so():
    organisation, moderator = make_profile(live=True), make_moderator()
    manager = make_member(organisation)
    suspend(organisation_pk=organisation.pk, user=moderator, reason="The website sells watches.")
    assert public_names() == []
    answer(organisation_pk=organisation.pk, user=manager, text="It was hacked and is ours again.")
    reinstate(organisation_pk=organisation.pk, user=moderator, reason="Thank you.")
    assert public_names() == ["Pumps of Munich"]
    assert outbox() == [
        ("manager@example.org", "Your profile is public again"),
        ("manager@example.org", "Your profile is suspended"),
        ("moderator@example.org", "An answer about a profile you review"),
    ]


def test_a_reviewer_writes_to_managers_of_a_profile_that_does_not_wait():
    organisation = make_profile(live=True, standing=Standing.SUSPENDED)
    make_member(organisation)
    ask(organisation_pk=organisation.pk, user=make_contact("DE"), mark="-", text="Is it your website?")
    assert outbox() == [("manager@example.org", "A question about your profile")]


def test_nobody_writes_to_managers_who_could_not_answer():
    organisation = make_profile(live=True, standing=Standing.ARCHIVED)
    with pytest.raises(Refused, match="cannot answer"):
        ask(organisation_pk=organisation.pk, user=make_contact("DE"), mark="-", text="Are you there?")


def test_what_is_opened_again_is_emerging_where_it_does_not_meet_the_criteria():
    organisation, moderator = make_profile(live=True, staff_fte=None), make_moderator()
    suspend(organisation_pk=organisation.pk, user=moderator, reason="No.")
    reinstate(organisation_pk=organisation.pk, user=moderator, reason="Yes.")
    assert fresh(organisation).standing == Standing.EMERGING


def test_an_archived_profile_is_neither_shown_nor_edited_and_no_longer_waits():
    organisation, manager = make_waiting()
    archive(organisation_pk=organisation.pk, user=make_moderator(), reason="It was dissolved.")
    archived = fresh(organisation)
    assert state_of(archived).state == State.ARCHIVED
    assert archived.current_workflow_state is None
    with pytest.raises(PermissionDenied):
        submit(organisation_pk=organisation.pk, user=manager)


@pytest.mark.parametrize("deed", [suspend, archive, reinstate])
def test_national_contacts_do_none_of_this(deed):
    organisation = make_profile(live=True)
    with pytest.raises(PermissionDenied):
        deed(organisation_pk=organisation.pk, user=make_contact("DE"), reason="Mine.")


@pytest.mark.parametrize("deed", [suspend, archive, reinstate])
def test_moderators_do_none_of_this_to_an_organisation_of_their_own(deed):
    organisation, moderator = make_profile(live=True), make_moderator()
    organisation.memberships.create(user=moderator)
    with pytest.raises(PermissionDenied):
        deed(organisation_pk=organisation.pk, user=moderator, reason="Mine.")


def test_what_is_not_public_is_not_suspended_and_what_is_public_not_opened():
    organisation, moderator = make_profile(live=True), make_moderator()
    with pytest.raises(Refused):
        reinstate(organisation_pk=organisation.pk, user=moderator, reason="Why not.")
    archive(organisation_pk=organisation.pk, user=moderator, reason="Gone.")
    with pytest.raises(Refused):
        suspend(organisation_pk=organisation.pk, user=moderator, reason="Why not.")


def merged(organisation: ClusterOrganisation, other: ClusterOrganisation, moderator: object) -> None:
    merge(organisation_pk=organisation.pk, into_pk=other.pk, user=moderator, reason="One team now.")


def test_merged_profiles_lead_in_one_step_to_the_last_one():
    first, second, third = (make_profile(live=True, name=name) for name in ("First", "Second", "Third"))
    moderator = make_moderator()
    merged(first, second, moderator)
    merged(second, third, moderator)
    assert [final_of(fresh(one)).name for one in (first, second, third)] == ["Third", "Third", "Third"]
    assert public_names() == ["Third"]


def test_a_profile_is_not_merged_into_itself_nor_into_one_that_is_gone_or_hidden():
    organisation, moderator = make_profile(live=True), make_moderator()
    draft, demonstration = make_profile(name="Draft"), make_profile(live=True, name="Demo", is_demonstration=True)
    for other in (organisation, draft, demonstration):
        with pytest.raises(Refused):
            merged(organisation, other, moderator)
    with pytest.raises(Refused, match="No profile has the number"):
        merge(organisation_pk=organisation.pk, into_pk=organisation.pk + 1000, user=moderator, reason="Gone.")


def test_member_firms_of_a_merged_profile_are_members_of_the_other_once():
    first, second = make_profile(live=True, name="First"), make_profile(live=True, name="Second")
    both, here, left = (Firm.objects.create(name=name, country=first.country) for name in ("Both", "Here", "Left"))
    for organisation, firm in ((first, both), (second, both), (first, here), (first, left)):
        FirmMembership.objects.create(firm=firm, organisation=organisation)
    FirmMembership.objects.create(firm=left, organisation=second, joined_on=date(2001, 1, 1), left_on=date(2002, 1, 1))
    merged(first, second, make_moderator())
    rows = FirmMembership.objects.filter(organisation=second).order_by("firm__name", "joined_on")
    assert [(row.firm.name, row.left_on) for row in rows] == [
        ("Both", None),
        ("Here", None),
        ("Left", date(2002, 1, 1)),
        ("Left", None),
    ]


def test_members_are_told_into_what_their_profile_was_merged():
    first, second = make_profile(live=True, name="First"), make_profile(live=True, name="Second")
    make_member(first)
    merged(first, second, make_moderator())
    assert outbox() == [("manager@example.org", "Your profile is merged")]
    assert "Second" in ReviewNote.objects.get(organisation=first).text


def test_a_hidden_profile_is_found_again_once_an_administrator_confirms_it():
    organisation = make_profile(live=True, confirmed_on=localdate() - HIDDEN_AFTER, reminded_on=localdate())
    assert public_names() == []
    confirm(organisation_pk=organisation.pk, user=make_member(organisation))
    confirmed = fresh(organisation)
    assert (confirmed.confirmed_on, confirmed.reminded_on) == (localdate(), None)
    assert public_names() == ["Pumps of Munich"]


def test_confirming_twice_on_a_day_is_noted_once():
    organisation = make_profile(live=True, confirmed_on=localdate() - timedelta(days=300))
    manager = make_member(organisation)
    for _click in range(2):
        confirm(organisation_pk=organisation.pk, user=manager)
    assert ReviewNote.objects.filter(kind=ReviewNote.Kind.CONFIRMED).count() == 1


def test_contributors_do_not_confirm_and_drafts_are_not_confirmed():
    organisation = make_profile(live=True)
    with pytest.raises(PermissionDenied):
        confirm(organisation_pk=organisation.pk, user=make_member(organisation, role="contributor"))
    draft = make_profile(name="Draft")
    with pytest.raises(Refused):
        confirm(organisation_pk=draft.pk, user=make_member(draft, "other@example.org"))


def with_certificate() -> tuple[ClusterOrganisation, Certificate]:
    organisation = make_profile(live=True)
    organisation.certificates = [Certificate(label="gold", issuer="Example", level="Gold")]
    organisation.save()
    return fresh(organisation), fresh(organisation).certificates.get()


def test_a_certificate_is_verified_as_it_was_seen():
    organisation, certificate = with_certificate()
    moderator = make_moderator()
    seen = mark_of_certificate(certificate)
    verify_certificate(organisation_pk=organisation.pk, key=certificate.key, mark=seen, user=moderator)
    assert CertificateVerification.objects.get().statement == certificate.statement
    withdraw_verification(organisation_pk=organisation.pk, key=certificate.key, user=moderator)
    assert not CertificateVerification.objects.exists()


def test_a_certificate_that_says_something_else_meanwhile_is_not_verified():
    organisation, certificate = with_certificate()
    seen = mark_of_certificate(certificate)
    Certificate.objects.filter(pk=certificate.pk).update(level="Platinum")
    with pytest.raises(Changed):
        verify_certificate(organisation_pk=organisation.pk, key=certificate.key, mark=seen, user=make_moderator())
    assert not CertificateVerification.objects.exists()
