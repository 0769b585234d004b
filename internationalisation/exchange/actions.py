"""Changes of state of an import. Jobs of the queue call the slow ones; each is safe to run twice."""

from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.utils import translation

from internationalisation.exchange.running import carry_out, look_through
from internationalisation.models.imports import OrganisationImport
from portal.core.file_imports import RowProgress
from portal.registry.permissions import check_can_import, rights_of

STATE = OrganisationImport.State
LOCK = "portal import of organisations"


def upload(*, owner: Any, file_name: str, content: bytes, is_publishing: bool) -> OrganisationImport:
    """Keep a file that is to be looked through. Raises PermissionDenied."""
    check_can_import(rights_of(owner))
    return OrganisationImport.objects.create(
        owner=owner, file_name=file_name[:200], content=content, is_publishing=is_publishing
    )


def look(*, upload_pk: int, language: str) -> None:
    """Look through a file, with a report in the language of its owner; one that is gone or done is left alone."""
    found = OrganisationImport.objects.select_related("owner").filter(pk=upload_pk, state=STATE.CHECKING).first()
    if found is None:
        return
    with translation.override(language), RowProgress(OrganisationImport, upload_pk) as progress:
        looked = look_through(
            bytes(found.content), rights_of(found.owner), is_publishing=found.is_publishing, progress=progress
        )
    waiting = OrganisationImport.objects.filter(pk=upload_pk, state=STATE.CHECKING)
    state = STATE.REFUSED if looked.has_faults else STATE.READY
    waiting.update(state=state, report=looked.report, token=uuid4(), problem="")


def write(*, upload_pk: int, language: str) -> None:
    """Write all organisations of a file, or none of them. A worker that dies leaves nothing behind."""
    with translation.override(language), RowProgress(OrganisationImport, upload_pk) as progress:
        _write(upload_pk, progress)


@transaction.atomic
def _write(upload_pk: int, progress: RowProgress) -> None:
    """One import at a time: another one could write the same organisation.

    The file is looked through again: the portal may have changed since its owner confirmed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [LOCK])
    rows = OrganisationImport.objects.filter(pk=upload_pk, state=STATE.WRITING)
    found = rows.select_related("owner").first()
    if found is None:
        return
    looked = look_through(bytes(found.content), rights_of(found.owner), is_publishing=found.is_publishing)
    if looked.has_faults:
        rows.update(state=STATE.REFUSED, report=looked.report)
        return
    report = carry_out(looked, found.owner, is_publishing=found.is_publishing, progress=progress)
    progress.close()
    rows.update(state=STATE.DONE, report=report, content=b"")


def note_failure(*, upload_pk: int, problem: str) -> None:
    """The last step failed: its owner may try again."""
    OrganisationImport.objects.filter(pk=upload_pk).update(state=STATE.FAILED, problem=problem)
