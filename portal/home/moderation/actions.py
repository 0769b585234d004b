"""Sends what a step of a workflow asked for, in Wagtail's words."""

from dataclasses import dataclass
from typing import Any

from wagtail.admin import mail
from wagtail.models import TaskState, WorkflowState

from portal.accounts.mails import writing_to
from portal.core.errors import TryLater
from portal.core.mailing import mail_once
from portal.home.moderation.models import WorkflowMail

Kind = WorkflowMail.Kind
WRITERS = {
    Kind.TO_MODERATE: mail.GroupApprovalTaskStateSubmissionEmailNotifier(),
    Kind.SUBMITTED: mail.WorkflowStateSubmissionEmailNotifier(),
    Kind.APPROVED: mail.WorkflowStateApprovalEmailNotifier(),
    Kind.REJECTED: mail.WorkflowStateRejectionEmailNotifier(),
}


@dataclass(frozen=True, slots=True)
class Letter:
    """Written when it goes out, in the language that the recipient chose for the editors' area, else for mails."""

    row: WorkflowMail
    state: Any

    def send(self) -> None:
        """Nothing where the page and its workflow are gone. Raises TryLater."""
        if self.state is None:
            return
        writer = WRITERS[Kind(self.row.kind)]
        context = writer.get_context(self.state)
        with writing_to(self.row.recipient):
            is_taken = writer.send_emails(writer.get_template_set(self.state), context, {self.row.recipient})
        if not is_taken:
            raise TryLater(f"The mail {self.row.pk} was not taken.")


def send_mail(*, mail_id: int) -> None:
    """Exactly once, however often the job runs."""
    mail_once(WorkflowMail.objects.select_related("recipient"), mail_id, _letter)


def _letter(row: WorkflowMail) -> Any:
    if row.kind == Kind.TO_MODERATE:
        task_state = TaskState.objects.filter(pk=row.state_pk).first()
        return Letter(row, task_state.specific if task_state else None)
    return Letter(row, WorkflowState.objects.filter(pk=row.state_pk).first())
