"""Mails that a step of a workflow asks for."""

from django.conf import settings
from django.db import models


class WorkflowMail(models.Model):
    """One mail to one person about one step; `state_pk` names Wagtail's state of the task or the workflow."""

    class Kind(models.TextChoices):
        TO_MODERATE = "to-moderate"
        SUBMITTED = "submitted"
        APPROVED = "approved"
        REJECTED = "rejected"

    kind = models.CharField(max_length=12, choices=Kind)
    state_pk = models.BigIntegerField()
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "state_pk"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.state_pk}"
