"""Who keeps a profile: roles, handing over, leaving. Somebody always administers it."""

import pytest
from django.test import Client

from internationalisation.models import Invitation
from internationalisation.people.members.actions import LastAdministrator, change_role, leave
from portal.registry.models import Membership, Standing
from tests.internationalisation.factories import make_draft, make_member, make_user
from tests.internationalisation.people.worlds import signed_in
from tests.pages import assert_page
from tests.registry.factories import ClusterOrganisationFactory

pytestmark = pytest.mark.django_db

ADMINISTRATOR, CONTRIBUTOR = "administrator", "contributor"


@pytest.fixture
def organisation():
    return ClusterOrganisationFactory(name="Example Cluster")


@pytest.fixture
def admin(organisation):
    return make_member(organisation, "admin@example.org")


@pytest.fixture
def colleague(organisation):
    return make_member(organisation, "colleague@example.org", CONTRIBUTOR)


def role_of(user, organisation) -> str:
    return Membership.objects.filter(user=user, organisation=organisation).values_list("role", flat=True).first() or ""


def address(organisation, user, action: str) -> str:
    member = Membership.objects.get(user=user, organisation=organisation)
    return f"/account/organisations/{organisation.pk}/people/{member.pk}/{action}/"


def test_members_see_each_other(organisation, admin, colleague):
    page = signed_in(colleague).get(f"/account/organisations/{organisation.pk}/people/")
    assert_page(page)
    assert page.content.decode().count('class="portal-item"') == 2


def test_a_contributor_sees_no_addresses_of_others_and_no_invitations(organisation, admin, colleague):
    Invitation.objects.create(
        organisation=organisation, email="invited@example.org", language="en", expires_at="2099-01-01T00:00Z"
    )
    html = signed_in(colleague).get(f"/account/organisations/{organisation.pk}/people/").content.decode()
    assert "admin@example.org" not in html
    assert "invited@example.org" not in html
    assert (
        "invited@example.org"
        in signed_in(admin).get(f"/account/organisations/{organisation.pk}/people/").content.decode()
    )


@pytest.mark.parametrize("kind", ["stranger", "anonymous"])
def test_others_see_nothing_of_the_people(organisation, admin, kind):
    client = Client() if kind == "anonymous" else signed_in(make_user("stranger@example.org"))
    response = client.get(f"/account/organisations/{organisation.pk}/people/")
    assert response.status_code == (302 if kind == "anonymous" else 403)
    assert b"admin@example.org" not in response.content


@pytest.mark.parametrize("action", ["role", "hand-over", "remove"])
def test_a_contributor_changes_nobody(organisation, admin, colleague, action):
    client = signed_in(colleague)
    response = client.post(address(organisation, admin, action), {"role": CONTRIBUTOR})
    assert role_of(admin, organisation) == ADMINISTRATOR
    assert role_of(colleague, organisation) == CONTRIBUTOR
    assert response.status_code in (302, 403)


@pytest.mark.parametrize("action", ["role", "hand-over", "remove"])
def test_an_administrator_changes_nobody_elsewhere(organisation, admin, action):
    elsewhere = ClusterOrganisationFactory()
    other = make_member(elsewhere, "other@example.org")
    path = address(elsewhere, other, action)
    assert signed_in(admin).post(path, {"role": CONTRIBUTOR}).status_code == 403
    foreign = path.replace(f"/{elsewhere.pk}/people/", f"/{organisation.pk}/people/")
    signed_in(admin).post(foreign, {"role": CONTRIBUTOR})
    assert role_of(other, elsewhere) == ADMINISTRATOR


def test_an_administrator_gives_a_role_and_the_person_is_told_once(organisation, admin, colleague, sent):
    client, path = signed_in(admin), address(organisation, colleague, "role")
    with sent() as messages:
        client.post(path, {"role": ADMINISTRATOR})
        client.post(path, {"role": ADMINISTRATOR})
    assert role_of(colleague, organisation) == ADMINISTRATOR
    assert [message.to for message in messages] == [["colleague@example.org"]]
    assert "/admin/" not in messages[0].body


def test_a_role_that_does_not_exist_changes_nothing(organisation, admin, colleague):
    assert signed_in(admin).post(address(organisation, colleague, "role"), {"role": "owner"}).status_code == 400
    assert role_of(colleague, organisation) == CONTRIBUTOR


def test_administration_is_handed_over_also_by_a_double_click(organisation, admin, colleague):
    client, path = signed_in(admin), address(organisation, colleague, "hand-over")
    for _click in range(2):
        page = client.post(path, follow=True)
        assert "administers the organisation now" in page.content.decode()
    assert (role_of(admin, organisation), role_of(colleague, organisation)) == (CONTRIBUTOR, ADMINISTRATOR)


def test_a_removed_colleague_is_told_and_their_open_invitations_end(organisation, admin, sent):
    second = make_member(organisation, "second@example.org")
    invitation = Invitation.objects.create(
        organisation=organisation,
        email="third@example.org",
        invited_by=second,
        language="en",
        expires_at="2099-01-01T00:00Z",
    )
    path = address(organisation, second, "remove")
    with sent() as messages:
        for _click in range(2):
            signed_in(admin).post(path)
    assert role_of(second, organisation) == ""
    assert [message.to for message in messages] == [["second@example.org"]]
    invitation.refresh_from_db()
    assert invitation.revoked_at is not None


def test_everybody_can_leave_and_a_second_click_finds_it_done(organisation, admin, colleague):
    client = signed_in(colleague)
    for _click in range(2):
        page = client.post(f"/account/organisations/{organisation.pk}/people/leave/", follow=True)
        assert "You no longer keep the profile of Example Cluster." in page.content.decode()
    assert role_of(colleague, organisation) == ""


def test_an_archived_profile_can_be_left(organisation, admin, colleague):
    type(organisation).objects.update(standing=Standing.ARCHIVED)
    signed_in(colleague).post(f"/account/organisations/{organisation.pk}/people/leave/")
    assert role_of(colleague, organisation) == ""


def test_the_last_administrator_cannot_leave_and_reads_what_to_do(organisation, admin, colleague):
    client = signed_in(admin)
    page = client.post(f"/account/organisations/{organisation.pk}/people/leave/", follow=True)
    assert "Make somebody else administrator first." in page.content.decode()
    assert role_of(admin, organisation) == ADMINISTRATOR
    assert "You are the only administrator" in page.content.decode()


def test_the_last_administrator_cannot_become_contributor(organisation, admin, colleague):
    member = Membership.objects.get(user=admin)
    with pytest.raises(LastAdministrator):
        change_role(organisation=organisation, member_pk=member.pk, role=CONTRIBUTOR, by=admin)


def test_one_of_two_administrators_can_leave_the_other_cannot(organisation, admin):
    second = make_member(organisation, "second@example.org")
    leave(organisation=organisation, user=admin)
    with pytest.raises(LastAdministrator):
        leave(organisation=organisation, user=second)


def test_who_was_an_administrator_when_the_page_was_loaded_changes_nothing_later(organisation, admin, colleague):
    client = signed_in(admin)
    client.get(f"/account/organisations/{organisation.pk}/people/")
    Membership.objects.filter(user=admin).update(role=CONTRIBUTOR)
    assert client.post(address(organisation, colleague, "remove")).status_code == 403
    assert role_of(colleague, organisation) == CONTRIBUTOR


def test_people_of_a_draft_are_listed(admin):
    draft = make_draft()
    Membership.objects.create(user=admin, organisation=draft, role=ADMINISTRATOR)
    assert signed_in(admin).get(f"/account/organisations/{draft.pk}/people/").status_code == 200


def test_the_page_costs_the_same_for_three_and_for_thirty_members(organisation, admin, django_assert_max_num_queries):
    client, path = signed_in(admin), f"/account/organisations/{organisation.pk}/people/"
    for number in range(30):
        make_member(organisation, f"member{number}@example.org", CONTRIBUTOR)
    client.get(path)
    with django_assert_max_num_queries(8):
        client.get(path)
