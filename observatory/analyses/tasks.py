"""Job of the queue: it takes the key of an analysis and is safe to run twice."""

from django_tasks import task

from observatory.analyses.actions import note_failure, run_analysis
from observatory.models import Analysis

AN_ANALYST_WAITS = 40


@task(priority=AN_ANALYST_WAITS)
def work_on_analysis(key: str) -> None:
    """An analysis that is done or deleted is left alone."""
    analysis = Analysis.objects.filter(pk=key, state=Analysis.State.WAITING).first()
    if analysis is None:
        return
    try:
        run_analysis(analysis=analysis)
    except Exception:
        note_failure(analysis=analysis)
        raise
