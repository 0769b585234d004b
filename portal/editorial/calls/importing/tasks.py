"""Jobs of the queue: they take the key of an import and are safe to run twice."""

from collections.abc import Callable

from django_tasks import task

from portal.editorial.calls.importing.actions import look, note_failure, write


@task()
def look_through_calls(upload_pk: int) -> None:
    """Compute the report of a file."""
    _run(look, upload_pk)


@task()
def write_calls(upload_pk: int) -> None:
    """Write a confirmed file."""
    _run(write, upload_pk)


def _run(step: Callable[..., None], upload_pk: int) -> None:
    try:
        step(upload_pk=upload_pk)
    except Exception as error:
        note_failure(upload_pk=upload_pk, problem=f"{type(error).__name__}: {error}"[:500])
        raise
