"""A scheme that an analyst uploads, looks through, opens to the public and may withdraw again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.registry.models import Scheme


class SchemeUpload(models.Model):
    """What the portal knows of an uploaded scheme; whether visitors see it stands in the scheme itself.

    `preview` holds what the scheme would show: coverage of its groups, clusters by stars, the strongest cells.
    """

    class State(models.TextChoices):
        LOOKING = "looking", _("The preview is being computed")
        READY = "ready", _("Ready to be opened")
        OPENING = "opening", _("Its figures are being computed into the release")
        OPEN = "open", _("Open to the public")
        FAILED = "failed", _("The last step failed")

    scheme = models.OneToOneField(Scheme, on_delete=models.CASCADE, related_name="upload")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State, default=State.LOOKING)
    preview = models.JSONField(default=dict, blank=True)
    problem = models.TextField(blank=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-changed_at"]
        verbose_name = _("uploaded scheme")
        verbose_name_plural = _("uploaded schemes")

    def __str__(self) -> str:
        return self.scheme.name

    @property
    def is_busy(self) -> bool:
        return self.state in (self.State.LOOKING, self.State.OPENING)
