"""Job of the queue: it takes an address, and run twice it finds the file made."""

from django_tasks import task

from observatory.briefing.finding import find_job
from portal.core.kept_files import keep

A_READER_WAITS = 50  # before jobs that nobody waits for


@task(priority=A_READER_WAITS)
def make_briefing(page: str, suffix: str, digest: str) -> str:
    """Make the file that sums up the page at `page`; `digest` names the file, so that its job can be found."""
    job = find_job(page, suffix)
    keep(job.download, job.make)
    return job.download.digest
