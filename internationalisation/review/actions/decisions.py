"""What reviewers decide: approve, return with reasons, ask. Both doors, the portal's page and Wagtail's desk, end here.

A decision names the draft that its reviewer saw (`mark`); where the managers changed it meanwhile, nothing is decided.
"""

from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext
from wagtail.models import TaskState, WorkflowState

from internationalisation.editing.requirements import missing
from internationalisation.review.actions.common import Kind, locked, note, tell_administrators
from internationalisation.review.drafts import draft_of, mark_of
from internationalisation.review.errors import Changed, Incomplete, Refused
from portal.registry.criteria import is_established
from portal.registry.models import ClusterOrganisation, Standing
from portal.registry.permissions import check_can_review, rights_of

CLOSED = (Standing.ARCHIVED, Standing.MERGED)


@transaction.atomic
def approve(*, organisation_pk: int, user: Any, mark: str, text: str = "") -> None:
    """Publish the draft that was submitted. Raises PermissionDenied, Changed, Incomplete, Refused."""
    _organisation, step = _waiting(organisation_pk, user, mark)
    step.approve(user=user, comment=text.strip())


@transaction.atomic
def reject(*, organisation_pk: int, user: Any, mark: str, text: str) -> None:
    """Return the draft to its managers, with reasons. Raises PermissionDenied, Changed, Refused."""
    organisation, step = _waiting(organisation_pk, user, mark)
    step.reject(user=user, comment=text.strip())
    tell_administrators(note(organisation, Kind.RETURNED, user, text))


@transaction.atomic
def ask(*, organisation_pk: int, user: Any, mark: str, text: str) -> None:
    """Write to the managers; what waits goes on waiting. Raises PermissionDenied, Changed, Refused.

    Where nothing waits, a reviewer may write too: about a suspended profile, or one that should be mended.
    """
    organisation = locked(organisation_pk)
    check_can_review(rights_of(user), organisation)
    if organisation.standing in CLOSED:
        raise Refused(gettext("The profile is archived or merged: its managers cannot answer."))
    if organisation.workflow_in_progress:
        _check_seen(organisation, mark)
    tell_administrators(note(organisation, Kind.QUESTION, user, text))


def finish_profile(workflow_state: WorkflowState, user: Any) -> None:
    """The end of the workflow, whoever ended it: the newest draft is published and the managers are told.

    Wagtail's own publishing would ask for the permission to publish every organisation; this asks `permissions.py`.
    """
    organisation = locked(int(workflow_state.object_id))
    check_can_review(rights_of(user), organisation)
    _check_can_be_public(organisation)
    _publish(organisation, user)
    step = workflow_state.current_task_state
    tell_administrators(note(organisation, Kind.APPROVED, user, step.comment if step else ""))


def standing_of(organisation: ClusterOrganisation) -> Standing:
    """What an organisation that is neither suspended nor closed is shown as."""
    return Standing.ORDINARY if is_established(organisation) else Standing.EMERGING


def _publish(organisation: ClusterOrganisation, user: Any) -> None:
    revision = organisation.latest_revision
    if organisation.standing != Standing.SUSPENDED:
        organisation.standing = standing_of(draft_of(organisation))
    organisation.confirmed_on, organisation.reminded_on = localdate(), None
    # Wagtail builds what it saves on this object, which was read under the lock.
    revision.content_object = organisation
    revision.publish(user=user, skip_permission_checks=True)


def _check_can_be_public(organisation: ClusterOrganisation) -> None:
    if organisation.standing in CLOSED:
        raise Refused(gettext("The profile is archived or merged. A moderator has to open it again first."))
    still_missing = missing(draft_of(organisation))
    if still_missing:
        message = gettext("The profile was not published: the managers removed something that is asked for. Ask them.")
        raise Incomplete(message, still_missing)


def _waiting(organisation_pk: int, user: Any, mark: str) -> tuple[ClusterOrganisation, TaskState]:
    """The organisation and the step that waits, if this draft is what the reviewer saw."""
    organisation = locked(organisation_pk)
    check_can_review(rights_of(user), organisation)
    step = organisation.current_workflow_task_state
    if step is None:
        raise Changed(gettext("Nothing was decided: somebody else decided meanwhile, or the managers took it back."))
    _check_seen(organisation, mark)
    return organisation, step


def _check_seen(organisation: ClusterOrganisation, mark: str) -> None:
    if mark_of(organisation) != mark:
        message = gettext("Nothing was decided: the managers changed the profile meanwhile. This is what it says now.")
        raise Changed(message)
