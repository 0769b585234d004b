"""Jobs of the queue: they take ids and are safe to run twice. Others go first."""

from django_tasks import task

from portal.editorial.links.answering import Portal
from portal.editorial.links.checking import Pauses, check_one, check_slice
from portal.editorial.models.link import Link

LATER = -10


@task(priority=LATER)
def check_links(run_pk: int) -> None:
    """Check a slice of the run and put the next one in line."""
    if check_slice(run_pk):
        check_links.enqueue(run_pk)


@task(priority=LATER)
def check_link(link_pk: int) -> None:
    """Check one link that an editor asks for."""
    for link in Link.objects.filter(pk=link_pk):
        check_one(link, Pauses(), Portal())
