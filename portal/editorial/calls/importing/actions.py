"""Changes of state of an import. Jobs of the queue call the slow ones; each is safe to run twice."""

from typing import Any
from uuid import uuid4

from django.db import connection, transaction

from portal.core.file_imports import RowProgress
from portal.editorial.calls.importing.running import carry_out, look_through
from portal.editorial.models import CallImport

STATE = CallImport.State
LOCK = "portal import of calls"


class Changed(ValueError):
    """The portal or its calls changed since the file was looked through: now it has faults."""

    def __init__(self, report: dict[str, Any]):
        self.report = report
        super().__init__("The file has faults now.")


def upload(*, owner: Any, file_name: str, content: bytes, mapping: str, is_publishing: bool) -> CallImport:
    """Keep a file that is to be looked through."""
    return CallImport.objects.create(
        owner=owner, file_name=file_name[:200], content=content, mapping=mapping, is_publishing=is_publishing
    )


def look(*, upload_pk: int) -> None:
    """Look through a file; one that is gone or was looked through already is left alone."""
    found = CallImport.objects.filter(pk=upload_pk, state=STATE.CHECKING).first()
    if found is None:
        return
    with RowProgress(CallImport, upload_pk) as progress:
        looked = look_through(bytes(found.content), found.mapping, progress)
    waiting = CallImport.objects.filter(pk=upload_pk, state=STATE.CHECKING)
    state = STATE.REFUSED if looked.has_faults else STATE.READY
    waiting.update(state=state, report=looked.report, token=uuid4(), problem="")


def write(*, upload_pk: int) -> None:
    """Write all calls of a file, or none of them. A worker that dies leaves nothing behind."""
    if not CallImport.objects.filter(pk=upload_pk, state=STATE.WRITING).exists():
        return
    try:
        with RowProgress(CallImport, upload_pk) as progress:
            _write(upload_pk, progress)
    except Changed as changed:
        CallImport.objects.filter(pk=upload_pk).update(state=STATE.REFUSED, report=changed.report)


@transaction.atomic
def _write(upload_pk: int, progress: RowProgress) -> None:
    """One import at a time: another one could write the same call."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [LOCK])
    found = CallImport.objects.select_related("owner").filter(pk=upload_pk, state=STATE.WRITING).first()
    if found is None:
        return
    looked = look_through(bytes(found.content), found.mapping)
    if looked.has_faults:
        raise Changed(looked.report)
    report = carry_out(looked, found.owner, is_publishing=found.is_publishing, progress=progress)
    progress.close()
    CallImport.objects.filter(pk=upload_pk).update(state=STATE.DONE, report=report, content=b"")


def note_failure(*, upload_pk: int, problem: str) -> None:
    """The last step failed: its owner may try again."""
    CallImport.objects.filter(pk=upload_pk).update(state=STATE.FAILED, problem=problem)
