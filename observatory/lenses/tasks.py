"""Jobs of the queue: they take the key of an upload and are safe to run twice."""

from django_tasks import task

from observatory.lenses.actions import look, note_failure, open_scheme
from observatory.models import SchemeUpload
from observatory.queries.release import NoRelease


@task()
def look_through_scheme(upload_pk: int) -> None:
    """Compute the preview; a scheme that is gone or looked through already is left alone."""
    upload = SchemeUpload.objects.filter(pk=upload_pk, state=SchemeUpload.State.LOOKING).first()
    if upload is None:
        return
    try:
        look(upload=upload)
    except NoRelease:
        note_failure(upload=upload, problem="No release is published yet: there is nothing to look at.")
    except Exception as error:
        note_failure(upload=upload, problem=f"{type(error).__name__}: {error}"[:500])
        raise


@task()
def open_uploaded_scheme(upload_pk: int) -> None:
    """Compute the figures and open the scheme."""
    upload = SchemeUpload.objects.filter(pk=upload_pk, state=SchemeUpload.State.OPENING).first()
    if upload is None:
        return
    try:
        open_scheme(upload=upload)
    except Exception as error:
        note_failure(upload=upload, problem=f"{type(error).__name__}: {error}"[:500])
        raise
