"""Every change of a draft. Each is atomic, locks the organisation's row and reads it fresh."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from internationalisation.editing.drafts import draft_content
from internationalisation.editing.logos import store_logo
from internationalisation.editing.merging import merge
from internationalisation.editing.values import Values, apply, content_of, values_of
from internationalisation.models import SavedForm
from internationalisation.models.editing import OPEN_FOR
from portal.core.models import Receipt
from portal.core.once import once
from portal.registry.models import ClusterOrganisation, Membership
from portal.registry.permissions import check_can_edit, rights_of

MOST_DRAFTS = 20
ONE_SITTING = timedelta(minutes=30)  # an autosave writes over the autosave before it, within this time


class TooMany(Exception):
    """Somebody has begun more profiles than one person writes; the message says what to do."""


class Clash(Exception):
    """Somebody else changed the same fields: nothing was saved.

    `theirs` are the values that stand there now, `began` those that the form showed before its writer changed them.
    """

    def __init__(self, names: tuple[str, ...], theirs: Values, revision: Revision | None, began: Values):
        self.names, self.theirs, self.revision, self.began = names, theirs, revision, began
        super().__init__(", ".join(names))


@dataclass(frozen=True, slots=True)
class Writing:
    """What a form sends: its values and those that it began from, `form` names it; `logo` is a picture sent along."""

    values: Mapping[str, Any]
    based_on: Mapping[str, Any]
    form: UUID
    logo: File | None = None
    is_autosave: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """`changed` names what this saving changed, none where nothing was new; `posted` are its values."""

    changed: tuple[str, ...]
    posted: Values
    saved_at: datetime


def was_made(token: UUID) -> bool:
    """Whether a profile was begun with this token already. 1 query."""
    return Receipt.objects.filter(token=token).exists()


def create_organisation(*, user: Any, token: UUID, values: Mapping[str, Any]) -> str:
    """Begin a profile: a draft with its writer as administrator. The address of its form; the same token, the same."""

    def do() -> str:
        if ClusterOrganisation.objects.filter(live=False, memberships__user=user).count() >= MOST_DRAFTS:
            raise TooMany(_("You have begun many profiles that nobody published yet. Finish or submit some of them."))
        organisation = ClusterOrganisation(live=False)
        apply(organisation, values)
        organisation.save()
        Membership.objects.create(user=user, organisation=organisation, role=Membership.Role.ADMINISTRATOR)
        organisation.save_revision(user=user, log_action="wagtail.create", clean=False)
        return reverse("internationalisation:edit", args=[organisation.pk, "basics"])

    return once(token, do)


@transaction.atomic
def save_draft(*, organisation: ClusterOrganisation, user: Any, writing: Writing) -> Saved:
    """Write what a form changed into the draft, beside what others changed meanwhile.

    Raises PermissionDenied, and Clash where somebody else changed the same field. A second sending of the same words
    changes nothing.
    """
    row = _locked(organisation.pk)
    check_can_edit(rights_of(user), row)
    posted = dict(writing.values) | ({"logo": store_logo(row, user, writing.logo).pk} if writing.logo else {})
    content = draft_content(row)
    seen = SavedForm.objects.filter(form=writing.form, organisation=row, user=user).first()
    began = dict(writing.based_on) | (seen.posted if seen else {})
    theirs = values_of(content, posted)
    merged = merge(base=theirs | began, mine=posted, theirs=theirs)
    if merged.conflicts:
        raise Clash(merged.conflicts, theirs, row.latest_revision, began)
    revision = _write(row, content, merged.changes, user, seen) if merged.changes else None
    autosaved = revision.pk if revision and writing.is_autosave else None
    _remember(row, user, writing.form, posted, autosaved=autosaved, seen=seen)
    return Saved(tuple(merged.changes), posted, timezone.now())


@transaction.atomic
def restore_revision(*, organisation: ClusterOrganisation, user: Any, revision: Revision, token: UUID) -> str:
    """Make what an older revision says the draft again, as a new revision. The address of the history.

    Contact persons stay as they are: who was taken out may have asked for it.
    """

    def do() -> str:
        row = _locked(organisation.pk)
        check_can_edit(rights_of(user), row)
        _keep_first_state(row)
        content = revision.content | {"contacts": draft_content(row)["contacts"]}
        _store(row, row.with_content_json(content), user, previous_revision=revision)
        return reverse("internationalisation:history", args=[row.pk])

    return once(token, do)


def _locked(pk: int) -> ClusterOrganisation:
    """Nothing joined: what a lock waited for would be joined as it was before."""
    return ClusterOrganisation.objects.select_for_update().get(pk=pk)


def _write(
    row: ClusterOrganisation, content: dict[str, Any], changes: Values, user: Any, seen: SavedForm | None
) -> Revision:
    _keep_first_state(row)
    draft = row.with_content_json(content)
    apply(draft, changes)
    return _store(row, draft, user, overwrite_revision=_overwritten(row, user, seen))


def _store(row: ClusterOrganisation, draft: ClusterOrganisation, user: Any, **how: Any) -> Revision:
    """A profile that nobody sees yet is written into its row too, so that lists show its name."""
    if row.live:
        draft.derive()
    else:
        draft.save()
    # The form has checked its own fields; faults of an imported profile elsewhere do not stop this saving.
    revision: Revision = draft.save_revision(user=user, log_action=True, clean=False, **how)
    if row.live:
        settle(row.pk)
    return revision


def settle(organisation_pk: int) -> None:
    """Where a draft says what is public already, nothing waits: a change was taken back, or published at once."""
    row = ClusterOrganisation.objects.select_related("latest_revision").get(pk=organisation_pk)
    if not row.workflow_in_progress and values_of(content_of(row)) == values_of(draft_content(row)):
        ClusterOrganisation.objects.filter(pk=row.pk).update(has_unpublished_changes=False)


def _keep_first_state(row: ClusterOrganisation) -> None:
    """A profile that came without any revision (an import) gets one of what stood there, to compare and restore."""
    if row.latest_revision is None:
        row.save_revision(changed=False, clean=False)


def _overwritten(row: ClusterOrganisation, user: Any, seen: SavedForm | None) -> Revision | None:
    """The autosave that this saving of the same form replaces, so that the history stays readable."""
    latest = row.latest_revision
    if seen is None or latest is None or seen.autosaved != latest.pk or latest.user_id != user.pk:
        return None
    if latest.created_at < timezone.now() - ONE_SITTING or latest.pk == row.live_revision_id:
        return None
    return None if row.workflow_in_progress else latest


def _remember(
    row: ClusterOrganisation, user: Any, form: UUID, posted: Values, *, autosaved: int | None, seen: SavedForm | None
) -> None:
    """What the form shows now. An autosave without anything new leaves open what the next one writes over."""
    SavedForm.objects.filter(saved_at__lt=timezone.now() - OPEN_FOR).delete()
    known = {**seen.posted, **posted} if seen else posted
    if seen and not autosaved and posted == {name: seen.posted.get(name) for name in posted}:
        autosaved = seen.autosaved
    SavedForm.objects.update_or_create(
        form=form, defaults={"organisation": row, "user": user, "posted": known, "autosaved": autosaved}
    )
