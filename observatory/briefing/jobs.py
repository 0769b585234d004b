"""The queue makes files ahead of their readers: one job a file, however many ask for it."""

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from observatory.briefing.job import Job, Progress, State
from observatory.briefing.tasks import make_briefing
from portal.core.kept_files import is_kept

# A file that was made and is not there: another machine's disk, if it was made just now; else only cleared away.
JUST_NOW = timedelta(minutes=1)


def ensure_file(job: Job, again: str = "") -> Progress:
    """Have the queue make the file unless it is there, on its way, or failed; a failed job named `again` is repeated.

    No query where the file is there, else at most 6.
    """
    if is_kept(job.download):
        return Progress(State.READY)
    with transaction.atomic():
        _take_turns(job)
        latest = _latest(job)
        if latest is None or _is_to_be_repeated(latest, again):
            make_briefing.enqueue(job.page, job.suffix, job.download.digest)
            latest = _latest(job)
    return _progress(job, latest)


def _take_turns(job: Job) -> None:
    """Two clicks at once: the second sees the job of the first. 1 query."""
    number = int.from_bytes(bytes.fromhex(job.download.digest)[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def _latest(job: Job) -> DBTaskResult | None:
    """The file's newest job. 1 query."""
    jobs = DBTaskResult.objects.filter(task_path=make_briefing.module_path)
    return jobs.filter(args_kwargs__args__2=job.download.digest).order_by("-enqueued_at").first()


def _is_to_be_repeated(latest: DBTaskResult, again: str) -> bool:
    """A repeated request for the same failed job repeats nothing: by then another job is the newest."""
    if latest.status == TaskResultStatus.FAILED:
        return str(latest.id) == again
    return latest.status == TaskResultStatus.SUCCESSFUL and not _is_recent(latest)


def _is_recent(latest: DBTaskResult) -> bool:
    return latest.finished_at is not None and latest.finished_at > timezone.now() - JUST_NOW


def _progress(job: Job, latest: DBTaskResult | None) -> Progress:
    if is_kept(job.download):
        return Progress(State.READY)
    if latest is None or latest.status in (TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL):
        return Progress(State.FAILED, key=latest.id if latest else None)
    if latest.status == TaskResultStatus.RUNNING:
        return Progress(State.BEING_MADE, latest.started_at)
    return Progress(State.WAITING, latest.enqueued_at, _ahead(latest))


def _ahead(latest: DBTaskResult) -> int:
    """Jobs that run or wait before this one. 1 query."""
    waiting = DBTaskResult.objects.ready().filter(priority__gte=latest.priority, enqueued_at__lt=latest.enqueued_at)
    return (waiting | DBTaskResult.objects.running()).count()
