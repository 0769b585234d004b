"""Jobs of the queue: they take the key of an import and are safe to run twice."""

from collections.abc import Callable

from django_tasks import task

from internationalisation.exchange.actions import look, note_failure, write


@task()
def look_through_organisations(upload_pk: int, language: str) -> None:
    """Compute the report of a file."""
    _run(look, upload_pk, language)


@task()
def write_organisations(upload_pk: int, language: str) -> None:
    """Write a confirmed file."""
    _run(write, upload_pk, language)


def _run(step: Callable[..., None], upload_pk: int, language: str) -> None:
    try:
        step(upload_pk=upload_pk, language=language)
    except Exception as error:
        note_failure(upload_pk=upload_pk, problem=f"{type(error).__name__}: {error}"[:500])
        raise
