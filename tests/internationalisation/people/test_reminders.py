"""Once a year administrators are asked whether the profile is still true, and again before it is hidden."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from internationalisation.models import Claim, Invitation
from internationalisation.people.reminders.actions import (
    delete_old_requests,
    due,
    remind,
)
from portal.registry.models import ClusterOrganisation, Standing
from tests.internationalisation.factories import make_draft, make_member
from tests.internationalisation.people.worlds import confirmed, link_in
from tests.registry.factories import ClusterOrganisationFactory

pytestmark = pytest.mark.django_db

CONFIRMED = date(2026, 1, 1)


def day(number: int) -> date:
    return CONFIRMED + timedelta(days=number)


@pytest.fixture
def organisation():
    organisation = ClusterOrganisationFactory(name="Example Cluster", confirmed_on=CONFIRMED)
    make_member(organisation, "admin@example.org")
    make_member(organisation, "contributor@example.org", "contributor")
    return organisation


def reminded_on_days(sent, *numbers: int) -> list[int]:
    """Those of the days on which a mail went out."""
    days = []
    for number in numbers:
        with sent() as messages:
            remind(today=day(number))
        days += [number] * len(messages)
    return days


def test_a_profile_is_reminded_of_after_a_year_and_once_more_before_it_is_hidden(organisation, sent):
    assert reminded_on_days(sent, 364, 365, 366, 400, 514, 515, 516, 545, 900) == [365, 515]


def test_who_confirms_is_left_in_peace_for_a_year(organisation, sent):
    remind(today=day(365))
    ClusterOrganisation.objects.update(confirmed_on=day(370))
    assert reminded_on_days(sent, 371, 515, 734, 735) == [735]


def test_only_administrators_are_asked_and_led_to_the_overview(organisation, sent):
    with sent() as messages:
        remind(today=day(365))
    assert [message.to for message in messages] == [["admin@example.org"]]
    assert link_in(messages[0]) == f"/account/organisations/{organisation.pk}/"
    assert "1 January 2026" in messages[0].body
    assert "30 June 2027" in messages[0].body


def test_a_hidden_profile_is_said_to_be_hidden(organisation, sent):
    with sent() as messages:
        remind(today=day(600))
    assert messages[0].subject.endswith("Hidden from readers: Example Cluster")


@pytest.mark.parametrize(
    "other",
    [{"live": False}, {"standing": Standing.SUSPENDED}, {"standing": Standing.ARCHIVED}, {"is_demonstration": True}],
)
def test_drafts_closed_and_invented_profiles_are_not_reminded_of(organisation, other):
    ClusterOrganisation.objects.update(**other)
    assert not due(day(365)).exists()


def test_a_profile_without_administrators_asks_nobody():
    ClusterOrganisationFactory(confirmed_on=CONFIRMED)
    assert remind(today=day(365)) == 0


def test_reminding_is_no_change_of_the_profile(organisation):
    before = ClusterOrganisation.objects.get()
    remind(today=day(365))
    after = ClusterOrganisation.objects.get()
    assert after.reminded_on == day(365)
    assert (after.latest_revision, after.has_unpublished_changes) == (before.latest_revision, False)


def test_the_clock_runs_both_commands(organisation, settings, capsys):
    ClusterOrganisation.objects.update(confirmed_on=timezone.localdate() - timedelta(days=366))
    call_command("remind_organisations")
    call_command("tend_invitations")
    assert "Reminded of 1 profiles." in capsys.readouterr().out
    assert {"remind_organisations", "tend_invitations"} <= set(settings.PORTAL_CLOCK)


def make_invitation(organisation, **values) -> Invitation:
    fields = {"email": "a@example.org", "language": "en", "expires_at": timezone.now() + timedelta(days=13)}
    return Invitation.objects.create(organisation=organisation, **fields | values)


def test_old_invitations_and_decided_claims_are_deleted(organisation):
    long_ago = timezone.now() - timedelta(days=400)
    make_invitation(organisation, expires_at=long_ago)
    kept = make_invitation(organisation, email="kept@example.org")
    person = confirmed("claimant@example.org")
    for state in (Claim.State.DECLINED, Claim.State.OPEN):
        Claim.objects.create(organisation=organisation, claimant=person, state=state, position="P", evidence="E")
    Claim.objects.update(created_at=long_ago)
    assert delete_old_requests() == 2
    assert Invitation.objects.get() == kept
    assert Claim.objects.get().state == Claim.State.OPEN


def test_a_draft_is_never_due():
    make_member(make_draft(confirmed_on=CONFIRMED), "x@example.org")
    assert not due(day(900)).exists()
