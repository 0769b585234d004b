"""The second door: moderators on the editors' desk."""

import json

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from internationalisation.models import ReviewNote
from internationalisation.review.states import State, state_of
from portal.accounts.roles import ADMINISTRATOR, EDITOR, MODERATOR
from portal.home.roles import prepare_groups
from portal.registry.models import ClusterOrganisation
from tests.internationalisation.factories import make_user
from tests.internationalisation.review.worlds import fresh, make_profile, make_waiting, signed_in, write_draft

pytestmark = pytest.mark.django_db
DESK = "wagtailsnippets_registry_clusterorganisation:{}".format


@pytest.fixture
def desk():
    """A client of a member of the group."""
    prepare_groups()

    def of(role: str, email: str = ""):
        user = make_user(email or f"{role.lower()}@example.org")
        user.groups.add(Group.objects.get(name=role))
        return signed_in(user), user

    return of


def url(name: str, organisation: ClusterOrganisation, *more: object) -> str:
    return reverse(DESK(name), args=[organisation.pk, *more])


def decision(organisation: ClusterOrganisation, name: str, comment: str = "") -> dict[str, str]:
    """What the editor's button sends."""
    revision = organisation.latest_revision
    return {
        "action-workflow-action": "true",
        "workflow-action-name": name,
        "workflow-action-extra-data": json.dumps({"comment": comment} if comment else {}),
        "loaded_revision_id": str(revision.pk),
        "loaded_revision_created_at": revision.created_at.isoformat(),
    }


def test_a_moderator_approves_in_the_editor_and_the_managers_are_told(desk, mailoutbox):
    organisation, manager = make_waiting()
    client, _user = desk(MODERATOR)
    page = client.get(url("edit", organisation)).content.decode()
    assert "Return with reasons" in page
    assert reverse("internationalisation:review-item", args=[organisation.pk]) in page
    assert "action-publish" not in page
    client.post(url("edit", organisation), decision(organisation, "approve"))
    assert fresh(organisation).is_public
    assert [message.to for message in mailoutbox] == [[manager.email]]


def test_a_moderator_returns_with_reasons_in_the_editor(desk):
    organisation, _manager = make_waiting()
    client, _user = desk(MODERATOR)
    client.post(url("edit", organisation), decision(organisation, "reject", "Too short."))
    assert state_of(fresh(organisation)).state == State.RETURNED
    assert ReviewNote.objects.get(kind="returned").text == "Too short."


def test_a_draft_that_changed_since_the_editor_was_opened_is_not_decided(desk):
    organisation, _manager = make_waiting()
    client, _user = desk(MODERATOR)
    sent = decision(organisation, "approve")
    write_draft(organisation, description="Something else.")
    response = client.post(url("edit", organisation), sent, follow=True)
    assert "changed the profile meanwhile" in response.content.decode()
    assert not fresh(organisation).live


def test_nobody_decides_in_the_editor_about_an_organisation_of_ones_own(desk):
    organisation, _manager = make_waiting()
    client, moderator = desk(MODERATOR)
    organisation.memberships.create(user=moderator, role="contributor")
    assert "Return with reasons" not in client.get(url("edit", organisation)).content.decode()
    client.post(url("edit", organisation), decision(organisation, "approve"))
    step = organisation.current_workflow_task_state.pk
    assert client.post(url("workflow_action", organisation, "approve", step)).status_code in (302, 403)
    assert not fresh(organisation).live


@pytest.mark.parametrize("role", [MODERATOR, ADMINISTRATOR])
def test_no_raw_way_leads_past_the_review(desk, role):
    organisation, public = make_profile(), make_profile(live=True, name="Public")
    client, _user = desk(role)
    client.post(url("edit", organisation), {"action-publish": "true", "name": "Mine"})
    client.post(url("edit", organisation), {"action-submit": "true", "name": "Mine"})
    for name in ("unpublish", "delete", "lock", "unlock"):
        client.post(url(name, public))
    client.post(url("revisions_revert", organisation, organisation.latest_revision_id), {"action-publish": "true"})
    assert client.get(reverse(DESK("add"))).status_code == 302
    after = fresh(organisation)
    assert (after.live, after.name, state_of(after).state) == (False, "Pumps of Munich", State.DRAFT)
    assert (fresh(public).live, fresh(public).locked) == (True, False)


def test_editors_look_and_decide_nothing(desk):
    organisation, _manager = make_waiting()
    client, _user = desk(EDITOR)
    assert "Pumps of Munich" in client.get(url("inspect", organisation)).content.decode()
    assert client.get(url("edit", organisation)).status_code == 302
    client.post(url("edit", organisation), decision(organisation, "approve"))
    assert not fresh(organisation).live


def test_choosers_of_the_desk_tell_no_draft(desk):
    draft, public = make_profile(), make_profile(live=True, name="Public one")
    client, _user = desk(EDITOR)
    for chosen in ("wagtailsnippetchoosers_registry_clusterorganisation:chosen", "organisation_chooser:chosen"):
        assert client.get(reverse(chosen, args=[draft.pk])).status_code == 404
        assert "Public one" in client.get(reverse(chosen, args=[public.pk])).content.decode()


def test_the_list_is_filtered_by_state_country_and_freshness(desk):
    make_waiting(name="Waits for us")
    make_profile(live=True, name="Public one")
    client, _user = desk(MODERATOR)

    def names(**query: str) -> set[str]:
        page = client.get(reverse(DESK("list")), query).content.decode()
        return {name for name in ("Waits for us", "Public one") if name in page}

    assert names() == {"Waits for us", "Public one"}
    assert names(state="waiting") == {"Waits for us"}
    assert names(state="live") == {"Public one"}
    assert names(is_stale="true") == set()
    assert names(q="public") == {"Public one"}


def test_the_first_page_of_the_desk_says_how_many_wait(desk):
    make_waiting(name="First")
    make_waiting(name="Second")
    client, _user = desk(MODERATOR)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "2 profiles wait for a decision" in page
    assert reverse("internationalisation:review") in page
    other, _user = desk(EDITOR)
    assert "wait for a decision" not in other.get(reverse("wagtailadmin_home")).content.decode()
