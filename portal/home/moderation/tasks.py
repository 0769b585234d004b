"""Jobs of moderation: they take ids and may run twice."""

from django_tasks import task

from portal.home.moderation import actions


@task()
def send_workflow_mail(mail_id: int) -> None:
    """Send the mail unless it was sent."""
    actions.send_mail(mail_id=mail_id)
