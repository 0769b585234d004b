"""Wagtail's mails of workflows, sent by the queue: a slow mail server never holds up a moderator.

Wagtail's notifiers decide who hears of a step; what they decide is kept as rows, and the job of a row writes the mail.
"""

from functools import partial
from typing import Any

from django.db import transaction
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from portal.core.workflows import is_taken_over
from portal.home.moderation.actions import WRITERS
from portal.home.moderation.models import WorkflowMail
from portal.home.moderation.tasks import send_workflow_mail

Kind = WorkflowMail.Kind
# Signal, sender and the name under which Wagtail registers its own.
PLACES = {
    Kind.TO_MODERATE: (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    Kind.SUBMITTED: (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
    Kind.APPROVED: (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
    Kind.REJECTED: (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
}


class Later:
    """Takes the place of one of Wagtail's notifiers."""

    def __init__(self, kind: Kind):
        self.kind = kind

    def __call__(self, instance: Any = None, **kwargs: Any) -> None:
        writer = WRITERS[self.kind]
        if is_taken_over(getattr(instance, "workflow_state", instance)) or not writer.can_handle(instance, **kwargs):
            return
        for recipient in writer.get_valid_recipients(instance, **kwargs):
            row = WorkflowMail.objects.create(kind=self.kind, state_pk=instance.pk, recipient=recipient)
            transaction.on_commit(partial(send_workflow_mail.enqueue, row.pk))


# Signals hold what they call weakly.
RECEIVERS = {kind: Later(kind) for kind in PLACES}


def register() -> None:
    """In the place of Wagtail's own, whichever came first: a signal takes a name once."""
    for kind, (signal, sender, name) in PLACES.items():
        signal.disconnect(sender=sender, dispatch_uid=name)
        signal.connect(RECEIVERS[kind], sender=sender, dispatch_uid=name)
