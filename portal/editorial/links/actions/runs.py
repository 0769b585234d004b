"""Beginning a check: of everything once a week or when an editor asks, or of one link."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from portal.editorial.links.tasks import check_link, check_links
from portal.editorial.models.link import Link, LinkCheck

EVERY = timedelta(days=7)
LONGEST = timedelta(days=1)  # a run that is older was lost


@transaction.atomic
def begin_check(*, is_asked: bool = False) -> bool:
    """Begin a run over everything when a week has passed since the last, or when somebody asks for it.

    A run that goes on already is not begun a second time.
    """
    now = timezone.now()
    last = LinkCheck.objects.select_for_update().first()
    if last is not None and (_goes_on(last) or (not is_asked and last.started_at > now - EVERY)):
        return False
    run = LinkCheck.objects.create(started_at=now)
    transaction.on_commit(lambda: check_links.enqueue(run.pk))
    return True


def _goes_on(run: LinkCheck) -> bool:
    return run.finished_at is None and run.started_at > timezone.now() - LONGEST


def check_again(*, link: Link) -> None:
    """Have one link looked at anew, soon."""
    transaction.on_commit(lambda: check_link.enqueue(link.pk))
