"""Calls that come from a file: one upload each, and what was written last of each call."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy


class CallImport(models.Model):
    """A file on its way: looked through, confirmed, written; `report` says what was found or done, row by row.

    `token` belongs to one look through the file: who confirms sends it along, and only the first one counts.
    """

    class State(models.TextChoices):
        CHECKING = "checking", gettext_lazy("The file is being looked through")
        READY = "ready", gettext_lazy("Looked through: nothing is written yet")
        REFUSED = "refused", gettext_lazy("The file has faults: nothing is written")
        WRITING = "writing", gettext_lazy("The calls are being written")
        DONE = "done", gettext_lazy("The calls are written")
        FAILED = "failed", gettext_lazy("The last step failed: nothing is written")

    BUSY: ClassVar[tuple[str, ...]] = (State.CHECKING, State.WRITING)

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    mapping_name = models.CharField(max_length=200, blank=True)
    mapping = models.TextField()
    is_publishing = models.BooleanField(default=False)
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.CHECKING)
    rows = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    problem = models.TextField(blank=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-uploaded_at"]
        verbose_name = gettext_lazy("import of calls")
        verbose_name_plural = gettext_lazy("imports of calls")

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_busy(self) -> bool:
        return self.state in self.BUSY


class ImportedCall(models.Model):
    """What an import wrote last into a call, field by field: what differs since was changed by hand."""

    page = models.OneToOneField("editorial.CallPage", on_delete=models.CASCADE, related_name="imported")
    written = models.JSONField(default=dict)
    imported_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.page_id)
