"""Cluster managers propose events, moderators decide, proposers hear of it once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Locale, Page, Workflow, WorkflowPage, WorkflowTask

from portal.accounts.models import User
from portal.accounts.roles import CLUSTER_MANAGER, EDITOR, MODERATOR
from portal.editorial.events.proposals.tasks import mail_decision
from portal.editorial.models import EventPage, EventProposal
from portal.home.roles import prepare_groups
from portal.registry.models import Membership
from tests.editorial.events.factories import make_index
from tests.internationalisation.factories import make_member
from tests.pages import assert_page
from tests.registry.factories import ClusterOrganisationFactory

pytestmark = pytest.mark.django_db(transaction=False)

State = EventProposal.State


@pytest.fixture
def _groups():
    prepare_groups()


def member(email: str, group: str) -> User:
    user = User.objects.create_user(email)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def manager(_groups) -> User:
    return member("manager@example.org", CLUSTER_MANAGER)


@pytest.fixture
def moderator(_groups) -> User:
    return member("moderator@example.org", MODERATOR)


@pytest.fixture
def index(_groups):
    """With a workflow of one task, whatever the installation brings."""
    index = make_index()
    WorkflowPage.objects.all().delete()
    workflow = Workflow.objects.create(name="Moderation of proposals")
    task = GroupApprovalTask.objects.create(name="Approval of proposals")
    task.groups.add(Group.objects.get(name=MODERATOR))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=index)
    return index


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def form(**values):
    start = timezone.now() + timedelta(days=40)
    required = {
        "token": str(uuid4()),
        "title": "Batteries meet boats",
        "summary": "Two clusters look for partners.",
        "kind": "matchmaking",
        "time_zone": "Europe/Helsinki",
        "start": f"{start:%Y-%m-%d}T09:00",
        "end": f"{start:%Y-%m-%d}T12:00",
        "place": "Turku",
        "organiser_name": "Example Cluster",
        "description": "Bring <b>two</b> pages.\n\nAnd cards.",
    }
    return required | values


@pytest.fixture
def proposal(client: Client, manager, index) -> EventProposal:
    client.force_login(manager)
    client.post("/events/propose/", form())
    return EventProposal.objects.get()


def current_task(proposal: EventProposal):
    return Page.objects.get(pk=proposal.page_id).specific.current_workflow_task_state


def approve(proposal: EventProposal, moderator: User) -> None:
    current_task(proposal).specific.approve(user=moderator)


def reject(proposal: EventProposal, moderator: User, comment: str = "") -> None:
    current_task(proposal).specific.reject(user=moderator, comment=comment)


def test_a_manager_finds_the_form(client: Client, manager, index):
    client.force_login(manager)
    assert_page(client.get("/events/propose/"))
    assert "/events/propose/" in client.get("/account/").content.decode()


def test_whoever_is_not_signed_in_is_asked_to_sign_in(client: Client, index):
    assert client.get("/events/propose/")["Location"].startswith("/account/login/")


@pytest.mark.parametrize("group", [EDITOR, MODERATOR])
def test_others_than_cluster_managers_may_not_propose(client: Client, index, group):
    client.force_login(member("other@example.org", group))
    assert client.get("/events/propose/").status_code == 403
    assert client.post("/events/propose/", form()).status_code == 403
    assert not EventProposal.objects.exists()


def test_a_proposal_is_a_draft_in_moderation(proposal: EventProposal, manager):
    page = proposal.page
    assert not page.live
    assert page.owner == manager
    assert page.get_parent().slug == "events"
    assert page.current_workflow_state.requested_by == manager
    assert page.local_start.hour == 9
    assert page.time_zone == "Europe/Helsinki"


def test_nobody_reads_a_proposal_before_it_is_published(client: Client, proposal: EventProposal):
    assert client.get(f"/events/{proposal.page.slug}/").status_code == 404
    assert client.get(f"/events/{proposal.page.slug}/event.ics").status_code == 404
    assert proposal.title not in client.get("/events/").content.decode()


def test_what_a_manager_writes_is_text_and_no_html(proposal: EventProposal):
    assert "&lt;b&gt;two&lt;/b&gt;" in proposal.page.body[0].value.source


def test_a_double_click_makes_one_proposal(client: Client, manager, index):
    client.force_login(manager)
    values = form()
    first, second = client.post("/events/propose/", values), client.post("/events/propose/", values)
    assert first["Location"] == second["Location"]
    assert EventPage.objects.count() == 1


def test_other_words_in_a_form_of_the_back_button_are_another_proposal(client: Client, manager, index):
    client.force_login(manager)
    values = form()
    client.post("/events/propose/", values)
    client.post("/events/propose/", values | {"title": "Another one"})
    assert EventPage.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "values", "words"),
    [
        ("end", {"end": "2020-01-01T10:00", "start": "2020-01-01T09:00"}, "lie ahead"),
        ("end", {"end": "2099-01-01T08:00", "start": "2099-01-01T09:00"}, "ends before it starts"),
        (
            "start",
            {"time_zone": "Europe/Brussels", "start": "2099-03-29T02:30", "end": "2099-03-29T09:00"},
            "There is no",
        ),
        ("place", {"place": ""}, "Name a place"),
        ("time_zone", {"time_zone": "Mars/Olympus"}, "Select a valid choice"),
    ],
)
def test_a_form_that_cannot_be_right_says_why_and_keeps_the_words(client: Client, manager, index, field, values, words):
    client.force_login(manager)
    response = client.post("/events/propose/", form(**values))
    assert_page(response, 400)
    assert words in str(response.context["form"].errors[field])
    assert "Batteries meet boats" in response.content.decode()
    assert not EventProposal.objects.exists()


def test_a_manager_sees_the_own_proposals_on_the_personal_page(client: Client, proposal: EventProposal):
    html = client.get("/account/").content.decode()
    assert proposal.title in html
    assert "With the editors" in html


def test_nobody_else_sees_or_touches_a_proposal(client: Client, proposal: EventProposal):
    client.force_login(member("rival@example.org", CLUSTER_MANAGER))
    address = f"/events/proposals/{proposal.pk}/"
    assert client.get(address).status_code == 404
    assert client.get(f"{address}change/").status_code == 404
    assert client.post(f"{address}withdraw/").status_code == 404
    assert proposal.title not in client.get("/account/").content.decode()
    assert EventProposal.objects.get().state == State.SENT


def test_what_moderators_approve_is_published_and_its_proposer_told(client, proposal, moderator, commits):
    with commits():
        approve(proposal, moderator)
    assert EventProposal.objects.get().state == State.PUBLISHED
    assert client.get(f"/events/{proposal.page.slug}/").status_code == 200
    told = [message for message in mail.outbox if message.to == ["manager@example.org"]]
    assert [message.subject for message in told] == ["EU Cluster Portal: Your event is published"]
    assert f"/events/{proposal.page.slug}/" in told[0].body


def test_what_moderators_return_comes_back_with_their_words(client, proposal, moderator, commits):
    with commits():
        reject(proposal, moderator, "Name the venue.")
    assert "Name the venue." in client.get(f"/events/proposals/{proposal.pk}/").content.decode()
    told = [message for message in mail.outbox if message.to == ["manager@example.org"]]
    assert len(told) == 1
    assert "Name the venue." in told[0].body


def test_a_returned_proposal_is_changed_and_sent_again(client, proposal, moderator, commits):
    with commits():
        reject(proposal, moderator, "Name the venue.")
    address = f"/events/proposals/{proposal.pk}/change/"
    assert_page(client.get(address))
    assert client.post(address, form(place="Turku, Old Shipyard")).status_code == 302
    assert EventProposal.objects.get().state == State.SENT
    with commits():
        approve(proposal, moderator)
    assert EventPage.objects.get().place == "Turku, Old Shipyard"
    assert [message.subject for message in mail.outbox if message.to == ["manager@example.org"]] == [
        "EU Cluster Portal: Your event needs changes",
        "EU Cluster Portal: Your event is published",
    ]


def test_a_proposal_with_the_editors_is_not_changed_behind_their_backs(client, proposal):
    response = client.post(f"/events/proposals/{proposal.pk}/change/", form(place="Elsewhere"))
    assert response.status_code == 302
    assert proposal.page.get_latest_revision_as_object().place == "Turku"


def test_a_withdrawn_proposal_leaves_no_draft_and_no_work(client, proposal):
    address = f"/events/proposals/{proposal.pk}/withdraw/"
    client.post(address)
    client.post(address)
    assert EventProposal.objects.get().state == State.WITHDRAWN
    assert not EventPage.objects.exists()
    assert client.get(f"/events/proposals/{proposal.pk}/").status_code == 200


def test_a_published_event_cannot_be_withdrawn(client, proposal, moderator):
    approve(proposal, moderator)
    client.post(f"/events/proposals/{proposal.pk}/withdraw/")
    assert EventPage.objects.get().live


def test_a_proposer_hears_that_the_editors_deleted_the_draft(proposal, commits):
    with commits():
        proposal.page.delete()
    assert EventProposal.objects.get().state == State.DECLINED
    assert [message.subject for message in mail.outbox] == ["EU Cluster Portal: Your event was not published"]


def test_a_decision_is_mailed_once_however_often_the_job_runs(proposal, moderator, commits):
    with commits():
        approve(proposal, moderator)
    sent = len(mail.outbox)
    mail_decision.enqueue(proposal.pk)
    mail_decision.enqueue(proposal.pk)
    assert len(mail.outbox) == sent


def test_the_proposer_reads_of_it_in_their_language_and_stays_in_it(proposal, moderator, commits):
    User.objects.filter(pk=proposal.proposer_id).update(language="fr")
    with commits():
        approve(proposal, moderator)
    (message,) = [
        message for message in mail.outbox if message.to == ["manager@example.org"] and "/fr/" in message.body
    ]
    assert message.subject == "EU Cluster Portal: Votre événement est publié"
    assert message.body.endswith(f"/fr/events/{EventPage.objects.get().slug}/")


def test_a_later_correction_is_no_new_decision(proposal, moderator, commits):
    approve(proposal, moderator)
    mail.outbox.clear()
    with commits():
        EventPage.objects.get().save_revision().publish()
    assert [message for message in mail.outbox if message.to == ["manager@example.org"]] == []


def test_without_a_workflow_the_draft_waits_for_an_editor(client, manager, index):
    WorkflowPage.objects.all().delete()
    client.force_login(manager)
    assert client.post("/events/propose/", form()).status_code == 302
    assert not EventPage.objects.get().live


def test_a_proposal_stands_in_the_language_it_was_written_in(client: Client, manager, index):
    locale, _created = Locale.objects.get_or_create(language_code="fr")
    french = index.copy_for_translation(locale, copy_parents=True)
    french.save_revision().publish()
    client.force_login(manager)
    assert client.post("/fr/events/propose/", form()).status_code == 302
    assert EventPage.objects.get().locale.language_code == "fr"


class TestMembersOfOrganisations:
    """Whoever keeps a public profile proposes events for it, without being in any group."""

    @pytest.fixture
    def own(self):
        return ClusterOrganisationFactory(name="Own Cluster")

    @pytest.fixture
    def client(self, client: Client, own):
        client.force_login(make_member(own, role="contributor"))
        return client

    def test_they_find_the_form_with_their_organisation(self, client: Client, index):
        assert_page(client.get("/events/propose/"))
        html = client.get("/events/propose/").content.decode()
        assert "Own Cluster" in html
        assert 'name="organiser_name"' not in html
        assert "/events/propose/" in client.get("/account/").content.decode()

    def test_the_event_belongs_to_the_organisation(self, client: Client, own, index):
        client.post("/events/propose/", form(organisation=own.pk, organiser_name="Somebody Else"))
        page = EventProposal.objects.get().page
        assert (page.organisation, page.organiser_name) == (own, "Own Cluster")

    def test_they_propose_nothing_for_other_organisations(self, client: Client, index):
        other = ClusterOrganisationFactory(name="Other Cluster")
        for organisation in (other.pk, ""):
            response = client.post("/events/propose/", form(organisation=organisation, organiser_name="Other Cluster"))
            assert response.status_code == 400
        assert not EventProposal.objects.exists()

    def test_a_draft_alone_gives_no_right(self, client: Client, own, index):
        type(own).objects.update(live=False)
        assert client.get("/events/propose/").status_code == 403

    def test_a_proposal_comes_back_with_its_organisation_chosen(self, client: Client, own, index, moderator):
        client.post("/events/propose/", form(organisation=own.pk))
        proposal = EventProposal.objects.get()
        reject(proposal, moderator, "Which hall?")
        html = client.get(f"/events/proposals/{proposal.pk}/change/").content.decode()
        assert f'<option value="{own.pk}" selected>' in html


def test_a_cluster_manager_who_is_a_member_too_may_name_another_organisation(client: Client, manager, index):
    Membership.objects.create(user=manager, organisation=ClusterOrganisationFactory(name="Own Cluster"))
    client.force_login(manager)
    assert client.post("/events/propose/", form(organiser_name="")).status_code == 400
    client.post("/events/propose/", form(organiser_name="Another Cluster"))
    assert EventProposal.objects.get().page.organiser_name == "Another Cluster"
