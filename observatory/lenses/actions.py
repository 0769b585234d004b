"""Changes of state of an uploaded scheme. Jobs of the queue call the slow ones; each is safe to run twice."""

from typing import Any

from django.db import transaction
from django.db.models import F

from observatory.actions import alone
from observatory.computing.one_scheme import compute_scheme, remove_scheme, touch
from observatory.lenses.preview import preview_scheme
from observatory.models import CurrentRelease, Release, SchemeUpload
from observatory.queries.release import get_release
from portal.registry.loading.schemes import SchemeFile, store_scheme
from portal.registry.models import IndustryGroup, Scheme

STATE = SchemeUpload.State


class NotOurs(ValueError):
    """The code belongs to a scheme of the portal's own, or to one that is open: it cannot be replaced."""


@transaction.atomic
def upload_scheme(*, owner: Any, file_name: str, scheme: SchemeFile) -> SchemeUpload:
    """Store a draft in the place of an earlier one of the same code. Raises NotOurs."""
    known = Scheme.everything.select_for_update().filter(code=scheme.code).first()
    if known is not None and (known.state == Scheme.State.PUBLIC or not hasattr(known, "upload")):
        raise NotOurs(scheme.code)
    IndustryGroup.everything.filter(scheme=scheme.code).delete()
    store_scheme(file_name, scheme, Scheme.State.DRAFT)
    values = {"owner": owner, "file_name": file_name, "state": STATE.LOOKING, "preview": {}, "problem": ""}
    upload, _ = SchemeUpload.objects.update_or_create(scheme_id=scheme.code, defaults=values)
    return upload


def look(*, upload: SchemeUpload) -> None:
    """Compute the preview of a draft against the published release. Raises NoRelease, NothingToCompute."""
    found = preview_scheme(get_release(), upload.scheme_id)
    waiting = SchemeUpload.objects.filter(pk=upload.pk, state=STATE.LOOKING)
    waiting.update(preview=found.as_json(), state=STATE.READY, problem="")


def begin_opening(*, upload: SchemeUpload) -> bool:
    """Mark a scheme as being opened; False where it is open or on its way already."""
    ready = SchemeUpload.objects.filter(pk=upload.pk, state__in=(STATE.READY, STATE.FAILED))
    return ready.exclude(preview={}).update(state=STATE.OPENING, problem="") > 0


def open_scheme(*, upload: SchemeUpload) -> None:
    """Compute the scheme's figures into every release that visitors can reach, then let them meet the scheme.

    One transaction: a worker that dies leaves the scheme closed and its figures unwritten. A scheme that was
    withdrawn meanwhile stays so. A release that is computed later holds all public schemes by itself.
    """
    with alone(), transaction.atomic():
        current = SchemeUpload.objects.select_for_update(of=("self",)).select_related("scheme").get(pk=upload.pk)
        if current.state != STATE.OPENING:
            return
        for release in Release.objects.filter(state=Release.State.COMPUTED).order_by("pk"):
            compute_scheme(release, current.scheme_id)
        _set_state(current, Scheme.State.PUBLIC, STATE.OPEN)


def withdraw_scheme(*, upload: SchemeUpload) -> None:
    """Hide the scheme at once and delete its figures from every release; the draft stays. Safe to run twice."""
    with alone(), transaction.atomic():
        current = SchemeUpload.objects.select_for_update(of=("self",)).select_related("scheme").get(pk=upload.pk)
        if current.state not in (STATE.OPEN, STATE.OPENING, STATE.FAILED):
            return
        for release in Release.objects.filter(state=Release.State.COMPUTED):
            remove_scheme(release, current.scheme_id)
            touch(release)
        _set_state(current, Scheme.State.DRAFT, STATE.READY)


@transaction.atomic
def delete_scheme(*, upload: SchemeUpload) -> bool:
    """Delete a draft with all that belongs to it; False for one that is open."""
    drafts = Scheme.everything.filter(code=upload.scheme_id, state=Scheme.State.DRAFT)
    if not drafts.exists():
        return False
    drafts.delete()
    return True


def note_failure(*, upload: SchemeUpload, problem: str) -> None:
    """The last step failed: an analyst may try again."""
    SchemeUpload.objects.filter(pk=upload.pk).update(state=STATE.FAILED, problem=problem)


def _set_state(upload: SchemeUpload, scheme: str, state: str) -> None:
    """Every process reads the schemes again, once it meets the new number."""
    Scheme.everything.filter(pk=upload.scheme_id).update(state=scheme)
    SchemeUpload.objects.filter(pk=upload.pk).update(state=state, problem="")
    CurrentRelease.objects.update(registry_number=F("registry_number") + 1)
