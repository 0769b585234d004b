"""What is kept of members, invited, claimants and contacts is handed out and erased; profiles stay."""

from datetime import timedelta

import pytest
from django.utils import timezone

from internationalisation.models import Claim, Invitation
from portal.core.personal_data import providers
from portal.home.personal_data import delete_account, warnings
from portal.registry.models import ClusterOrganisation, Membership, NationalContact
from tests.internationalisation.factories import make_member
from tests.internationalisation.people.worlds import confirmed
from tests.registry.factories import ClusterOrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return ClusterOrganisationFactory(name="Example Cluster")


@pytest.fixture
def user(organisation):
    """A member of everything."""
    user = confirmed("person@example.org")
    Membership.objects.create(user=user, organisation=organisation, role="administrator")
    NationalContact.objects.create(user=user, country_id="DE")
    ends = timezone.now() + timedelta(days=3)
    Claim.objects.create(organisation=ClusterOrganisationFactory(), claimant=user, position="Boss", evidence="Page")
    for email, inviter in (("person@example.org", None), ("friend@example.org", user)):
        Invitation.objects.create(
            organisation=organisation, email=email, invited_by=inviter, expires_at=ends, language="en"
        )
    return user


def exported(user, key: str) -> list:
    [provider] = [provider for provider in providers() if provider.key == key]
    return [dict(row) for row in provider.export(user)]


def test_everything_is_handed_out_without_secrets(user):
    assert exported(user, "organisations")[0]["organisation__name"] == "Example Cluster"
    assert exported(user, "organisations")[1] == {"national_contact_of": "DE"}
    assert exported(user, "claims")[0]["evidence"] == "Page"
    assert [row["email"] for row in exported(user, "invitations")] == ["person@example.org", "friend@example.org"]
    assert "token_sum" not in exported(user, "invitations")[0]


def test_nothing_of_others_is_handed_out(user):
    stranger = confirmed("stranger@example.org")
    keys = ("organisations", "claims", "invitations", "review-notes")
    assert [exported(stranger, key) for key in keys] == [[], [], [], []]


def test_the_last_administrator_is_told_which_organisations_stay_without_one(user, organisation):
    assert [words.split(" stays ")[0] for words in warnings(user)] == ["Example Cluster"]
    make_member(organisation, "second@example.org")
    assert warnings(user) == ()


def test_an_account_goes_and_the_organisation_stays(user, organisation):
    delete_account(user=user)
    assert ClusterOrganisation.objects.filter(pk=organisation.pk).exists()
    assert not Membership.objects.exists()
    assert not NationalContact.objects.exists()
    assert not Claim.objects.exists()
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.invited_by) == ("friend@example.org", None)
