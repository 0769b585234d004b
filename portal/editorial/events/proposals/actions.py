"""Changes of state of proposals. Editors decide in the editors' area; signals of Wagtail bring the decision here."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import get_language
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, WorkflowState
from wagtail.users.models import UserProfile

from portal.editorial.events.proposals.permissions import check_can_change, check_can_propose, check_can_withdraw
from portal.editorial.events.proposals.tasks import mail_decision
from portal.editorial.models.event import EventPage
from portal.editorial.models.event_index import EventIndexPage
from portal.editorial.models.proposal import EventProposal

DESK = "wagtailadmin.access_admin"
MAX_SLUG = 60
Values = Mapping[str, Any]


class NoEventsPage(RuntimeError):
    """There is no list that an event could stand under."""


@transaction.atomic
def propose_event(*, proposer: Any, token: UUID, values: Values) -> EventProposal:
    """Store a draft and hand it to the moderators. The same token again changes nothing.

    Raises NotAllowed, and NoEventsPage where the portal has no list of events.
    """
    check_can_propose(proposer)
    proposal, is_new = EventProposal.objects.get_or_create(
        token=token, defaults={"proposer": proposer, "title": values["title"]}
    )
    if is_new:
        proposal.page = _make_draft(proposer, values)
        proposal.save(update_fields=["page"])
        _submit(proposal.page, proposer)
    return proposal


@transaction.atomic
def change_proposal(*, proposal: EventProposal, proposer: Any, values: Values) -> EventProposal:
    """Send a proposal again that the editors returned. Raises NotAllowed."""
    proposal = _locked(proposal.pk)
    check_can_change(proposal, proposer)
    page = page_of(proposal).get_latest_revision_as_object()
    _fill(page, values)
    page.save_revision(user=proposer, log_action=True)
    proposal.title, proposal.state, proposal.comment, proposal.mailed_state = (
        page.title,
        EventProposal.State.SENT,
        "",
        "",
    )
    proposal.save()
    _submit(page_of(proposal), proposer)
    return proposal


@transaction.atomic
def withdraw_proposal(*, proposal: EventProposal, proposer: Any) -> None:
    """Take a proposal back: its draft goes too. Raises NotAllowed."""
    proposal = _locked(proposal.pk)
    check_can_withdraw(proposal, proposer)
    page = proposal.page
    proposal.state, proposal.page = EventProposal.State.WITHDRAWN, None
    proposal.save()
    if page is not None:
        _cancel_workflow(page, proposer)
        page.delete()


@transaction.atomic
def note_published(page_pk: int) -> None:
    """The editors published a proposed event."""
    _decide(EventProposal.State.PUBLISHED, page_id=page_pk)


@transaction.atomic
def note_returned(page_pk: int, comment: str) -> None:
    """The editors want something changed."""
    _decide(EventProposal.State.RETURNED, comment=comment, page_id=page_pk)


@transaction.atomic
def note_deleted(page_pk: int) -> None:
    """The editors deleted the draft; called while it still stands."""
    _decide(EventProposal.State.DECLINED, page_id=page_pk)


def _decide(state: EventProposal.State, comment: str = "", **of_page: int) -> None:
    """Only of an open proposal: what was published and is corrected later is no new decision."""
    proposal = EventProposal.objects.select_for_update().filter(**of_page).first()
    if proposal is None or not proposal.is_open or proposal.state == state:
        return
    proposal.state, proposal.comment = state, comment
    proposal.save(update_fields=["state", "comment"])
    transaction.on_commit(lambda: mail_decision.enqueue(proposal.pk))


def _locked(pk: int) -> EventProposal:
    return EventProposal.objects.select_for_update(of=("self",)).select_related("page").get(pk=pk)


def page_of(proposal: EventProposal) -> EventPage:
    """Its draft or event. Raises EventPage.DoesNotExist where it is gone."""
    if proposal.page is None:
        raise EventPage.DoesNotExist
    return proposal.page


def _make_draft(proposer: Any, values: Values) -> EventPage:
    index = _index()
    page = EventPage(live=False, owner=proposer)
    _fill(page, values)
    page.slug = find_available_slug(index, slugify(page.title)[:MAX_SLUG] or "event")
    page.draft_title = page.title
    created: EventPage = index.add_child(instance=page)
    created.topics.set(values.get("topics", []))
    created.save_revision(user=proposer, log_action=True)
    return created


def _fill(page: EventPage, values: Values) -> None:
    for name, value in values.items():
        if name != "topics":
            setattr(page, name, value)
    if "topics" in values and page.pk:
        page.topics.set(values["topics"])


def _index() -> EventIndexPage:
    """Of the language that the proposal is written in, else of the default one; locked, for treebeard numbers rows."""
    pages = EventIndexPage.objects.live().select_for_update(of=("self",)).select_related("locale")
    found = {page.locale.language_code: page for page in pages}
    index: EventIndexPage | None = found.get(get_language() or "") or found.get(settings.LANGUAGE_CODE)
    if index is None:
        raise NoEventsPage
    return index


def _submit(page: EventPage, proposer: Any) -> None:
    """Start the moderation, or go on with it after changes. Without a workflow the draft waits for an editor."""
    _leave_mail_to_us(proposer)
    state = page.current_workflow_state
    workflow = page.get_workflow()
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(proposer)
    elif state is None and workflow is not None:
        workflow.start(page, proposer)


def _leave_mail_to_us(proposer: Any) -> None:
    """Wagtail's mail links to the editors' area, which cluster managers cannot open: they get ours instead."""
    if proposer.has_perm(DESK):
        return
    quiet = {"approved_notifications": False, "rejected_notifications": False}
    UserProfile.objects.update_or_create(user=proposer, defaults=quiet)


def _cancel_workflow(page: Page, proposer: Any) -> None:
    if page.current_workflow_state is not None:
        page.current_workflow_state.cancel(user=proposer)
