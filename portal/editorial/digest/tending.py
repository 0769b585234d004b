"""What happens by the clock."""

from django.db.models import Q
from django.utils import timezone

from portal.editorial.digest.actions.deliveries import SENDABLE
from portal.editorial.digest.actions.issues import compose
from portal.editorial.digest.tasks import send_issue
from portal.editorial.digest.weeks import this_week
from portal.editorial.models.digest import DigestIssue

FRIDAY = 5


def compose_on_friday() -> None:
    """The week's draft, once, so that editors find one. 1 query on most days."""
    week = this_week()
    if timezone.localdate().isoweekday() >= FRIDAY and not DigestIssue.objects.filter(slug=week.slug).exists():
        compose(week=week)


def go_on_sending() -> None:
    """Put issues in line again whose mails wait: the mail server was away, or asked to come back later. 1 query.

    A job that still sends keeps the second one away.
    """
    due = Q(deliveries__due_at=None) | Q(deliveries__due_at__lte=timezone.now())
    waiting = DigestIssue.objects.filter(due, state=DigestIssue.State.SENDING, deliveries__state__in=SENDABLE)
    for pk in waiting.values_list("pk", flat=True).distinct():
        send_issue.enqueue(pk)
