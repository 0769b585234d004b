"""The state of a profile, derived: what is stored of it (`standing`), Wagtail's live flag and its workflow.

Everybody who shows a state asks `state_of`. For lists, `with_workflow(rows)` brings the workflow along in one query.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from portal.registry.models import ClusterOrganisation, Standing


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PUBLISHED = "published"
    EMERGING = "emerging"
    SUSPENDED = "suspended"
    ARCHIVED = "archived"
    MERGED = "merged"


class Changes(StrEnum):
    """What waits behind a profile that was published before."""

    NONE = ""
    WAITING = "waiting"
    SUBMITTED = "submitted"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class ProfileState:
    """`is_submitted`: a reviewer has to decide; `is_returned`: the managers have to act."""

    state: State
    changes: Changes = Changes.NONE

    @property
    def is_submitted(self) -> bool:
        return self.state == State.SUBMITTED or self.changes == Changes.SUBMITTED

    @property
    def is_returned(self) -> bool:
        return self.state == State.RETURNED or self.changes == Changes.RETURNED

    @property
    def label(self) -> str:
        """In words, with what waits: "Published · changes submitted"."""
        return " · ".join(filter(None, (state_label(self.state), changes_label(self.changes))))


def with_workflow(rows: "QuerySet[ClusterOrganisation]") -> "QuerySet[ClusterOrganisation]":
    """The same rows with the status of their workflow, so that `state_of` asks nothing."""
    active = WorkflowState.objects.active().filter(
        base_content_type=ClusterOrganisation.get_base_content_type(),
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    annotated: QuerySet[ClusterOrganisation] = rows.annotate(workflow_status=Subquery(active.values("status")[:1]))
    return annotated


def state_of(organisation: ClusterOrganisation) -> ProfileState:
    """1 query, none for rows of `with_workflow`."""
    status = _status_of(organisation)
    if organisation.standing in (Standing.ARCHIVED, Standing.MERGED):
        return ProfileState(State(organisation.standing))
    if not organisation.live:
        return ProfileState(_of_draft(organisation, status))
    state = State(organisation.standing) if organisation.standing else State.PUBLISHED
    return ProfileState(state, _changes(status, has_draft=organisation.has_unpublished_changes))


def _status_of(organisation: ClusterOrganisation) -> str:
    if hasattr(organisation, "workflow_status"):
        return organisation.workflow_status or ""
    return organisation.workflow_states.active().values_list("status", flat=True).first() or ""


def _of_draft(organisation: ClusterOrganisation, status: str) -> State:
    if organisation.standing == Standing.SUSPENDED:
        return State.SUSPENDED
    known = {WorkflowState.STATUS_IN_PROGRESS: State.SUBMITTED, WorkflowState.STATUS_NEEDS_CHANGES: State.RETURNED}
    return known.get(status, State.DRAFT)


def _changes(status: str, *, has_draft: bool) -> Changes:
    if status == WorkflowState.STATUS_IN_PROGRESS:
        return Changes.SUBMITTED
    if status == WorkflowState.STATUS_NEEDS_CHANGES:
        return Changes.RETURNED
    return Changes.WAITING if has_draft else Changes.NONE


def state_label(state: State) -> str:
    return {
        State.DRAFT: _("Draft"),
        State.SUBMITTED: _("Submitted for review"),
        State.RETURNED: _("Returned for changes"),
        State.PUBLISHED: _("Published"),
        State.EMERGING: _("Published as emerging"),
        State.SUSPENDED: _("Suspended"),
        State.ARCHIVED: _("Archived"),
        State.MERGED: _("Merged into another profile"),
    }[state]


def changes_label(changes: Changes) -> str:
    return {
        Changes.NONE: "",
        Changes.WAITING: _("changes not submitted yet"),
        Changes.SUBMITTED: _("changes submitted"),
        Changes.RETURNED: _("changes returned"),
    }[changes]
