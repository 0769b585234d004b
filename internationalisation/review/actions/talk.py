"""What managers of a profile do: submit it, take it back, answer, and confirm that it still holds."""

from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext
from wagtail.models import WorkflowState

from internationalisation.editing.requirements import missing
from internationalisation.models.review import ReviewNote
from internationalisation.review.actions.common import Kind, locked, note, tell_reviewers
from internationalisation.review.drafts import draft_of
from internationalisation.review.errors import Incomplete, Refused
from internationalisation.review.workflow import workflow_of_profiles
from portal.registry.models import ClusterOrganisation
from portal.registry.permissions import check_can_administer, check_can_edit, rights_of


@transaction.atomic
def submit(*, organisation_pk: int, user: Any) -> None:
    """Hand the newest draft to the reviewers, or hand it in again. Raises PermissionDenied, Incomplete, Refused."""
    organisation = locked(organisation_pk)
    check_can_administer(rights_of(user), organisation)
    state = organisation.workflow_states.active().first()
    _check_can_submit(organisation, state)
    if organisation.latest_revision_id is None:
        organisation.save_revision(user=user, clean=False)
    if state is None:
        workflow_of_profiles().start(organisation, user)
    else:
        state.resume(user)
    tell_reviewers(note(organisation, Kind.SUBMITTED, user))


@transaction.atomic
def withdraw(*, organisation_pk: int, user: Any) -> None:
    """Take back what nobody has decided about yet. Raises PermissionDenied, Refused."""
    organisation = locked(organisation_pk)
    check_can_administer(rights_of(user), organisation)
    state = organisation.workflow_states.active().first()
    if state is None:
        raise Refused(gettext("Nothing waits for a decision, so there was nothing to take back."))
    state.cancel(user=user)
    note(organisation, Kind.WITHDRAWN, user)


@transaction.atomic
def answer(*, organisation_pk: int, user: Any, text: str) -> None:
    """Write to the reviewers; who asked last is told by mail. Raises PermissionDenied."""
    organisation = locked(organisation_pk)
    check_can_edit(rights_of(user), organisation)
    tell_reviewers(note(organisation, Kind.ANSWER, user, text), only=_who_asked(organisation))


@transaction.atomic
def confirm(*, organisation_pk: int, user: Any) -> None:
    """Everything still holds today: the profile is fresh for another year. Raises PermissionDenied, Refused."""
    organisation = locked(organisation_pk)
    check_can_administer(rights_of(user), organisation)
    if not organisation.live:
        raise Refused(gettext("Only a published profile can be confirmed. Submit this one for review first."))
    today = localdate()
    if organisation.confirmed_on == today and organisation.reminded_on is None:
        return
    organisation.confirmed_on, organisation.reminded_on = today, None
    organisation.save(update_fields=["confirmed_on", "reminded_on"])
    note(organisation, Kind.CONFIRMED, user)


def _check_can_submit(organisation: ClusterOrganisation, state: WorkflowState | None) -> None:
    if state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS:
        raise Refused(gettext("The profile is with the reviewers already. What you change now, they see too."))
    if organisation.live and not organisation.has_unpublished_changes:
        raise Refused(gettext("Nothing has changed since the profile was published. Change it first, then submit it."))
    still_missing = missing(draft_of(organisation))
    if still_missing:
        raise Incomplete(gettext("The profile was not submitted: something is still missing."), still_missing)


def _who_asked(organisation: ClusterOrganisation) -> frozenset[int]:
    """The reviewer who wrote last."""
    asked = ReviewNote.objects.filter(organisation=organisation, kind__in=[Kind.QUESTION, Kind.RETURNED])
    last = asked.order_by("-created_at", "-pk").first()
    return frozenset([last.author_id]) if last and last.author_id else frozenset()
