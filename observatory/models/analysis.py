"""A table that an analyst has the engine work on. Its files lie apart from the database and are deleted with it."""

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Analysis(models.Model):
    """One upload and what became of it. Nobody but its owner sees it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("In the queue")
        DONE = "done", _("Done")
        REFUSED = "refused", _("The table has faults")
        FAILED = "failed", _("Failed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="analyses")
    token = models.UUIDField(unique=True, help_text=_("One per form: a second click starts nothing twice."))
    title = models.CharField(max_length=200)
    options = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    summary = models.JSONField(default=list, blank=True)
    preview = models.JSONField(default=dict, blank=True)
    faults = models.JSONField(default=list, blank=True)
    more_faults = models.PositiveIntegerField(default=0)
    files = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name_plural = "analyses"

    def __str__(self) -> str:
        return self.title

    @property
    def folder(self) -> Path:
        """Where its tables lie, outside everything that is served."""
        return Path(settings.VAR_DIR) / "analyses" / str(self.pk)
