"""Jobs of the queue: they take ids and are safe to run twice."""

from django_tasks import task

from portal.core.mailing import mail_once
from portal.editorial.digest.letters import write_about_subscription
from portal.editorial.digest.sending import send_slice
from portal.editorial.models.digest import Subscriber


@task()
def mail_subscriber(subscriber_pk: int) -> None:
    """Write to somebody who signed up. A second run finds it mailed and sends nothing."""
    mail_once(Subscriber.objects.all(), subscriber_pk, write_about_subscription)


@task()
def send_issue(issue_pk: int) -> None:
    """Send a slice and put the next one in line, so that the queue serves others between."""
    if send_slice(issue_pk):
        send_issue.enqueue(issue_pk)
