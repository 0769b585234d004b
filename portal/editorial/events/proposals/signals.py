"""What editors decide about proposed events, as Wagtail tells it."""

from typing import Any

from wagtail.models import WorkflowState

from portal.editorial.events.proposals.actions import note_deleted, note_published, note_returned
from portal.editorial.models.event import EventPage


def event_published(sender: type, instance: EventPage, **kwargs: Any) -> None:
    note_published(instance.pk)


def workflow_rejected(sender: type, instance: WorkflowState, **kwargs: Any) -> None:
    page = instance.content_object  # or a snippet, which has no specific kind
    task = instance.current_task_state
    if isinstance(getattr(page, "specific", None), EventPage):
        note_returned(page.pk, task.comment if task else "")


def event_about_to_be_deleted(sender: type, instance: EventPage, **kwargs: Any) -> None:
    note_deleted(instance.pk)
