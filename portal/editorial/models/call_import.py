"""Calls that come from a file: one upload each, and what was written last of each call."""

from django.db import models
from django.utils.translation import gettext_lazy

from portal.core.file_imports import FileImport


class CallImport(FileImport):
    """A file of calls, and the mapping that says what its columns mean."""

    mapping_name = models.CharField(max_length=200, blank=True)
    mapping = models.TextField()

    class Meta(FileImport.Meta):
        verbose_name = gettext_lazy("import of calls")
        verbose_name_plural = gettext_lazy("imports of calls")


class ImportedCall(models.Model):
    """What an import wrote last into a call, field by field: what differs since was changed by hand."""

    page = models.OneToOneField("editorial.CallPage", on_delete=models.CASCADE, related_name="imported")
    written = models.JSONField(default=dict)
    imported_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.page_id)
