"""Deadlines of calls: as editors type them, and as calendars were told of them."""

import uuid
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from portal.editorial.calls.kinds import Stage
from portal.editorial.events.local_times import to_local
from portal.editorial.events.zones import DEFAULT_ZONE, validate_zone


class CallDeadline(models.Model):
    """One deadline. `key` is what calendars know it by: the same in all translations and after every edit."""

    page = ParentalKey("editorial.CallPage", on_delete=models.CASCADE, related_name="deadlines")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    stage = models.CharField(gettext_lazy("what is due"), max_length=16, choices=Stage, blank=True)
    label = models.CharField(
        gettext_lazy("in other words"),
        max_length=80,
        blank=True,
        help_text=gettext_lazy("Where nothing in the list fits. It is shown as it stands in every language."),
    )
    moment = models.DateTimeField(gettext_lazy("day and time"))
    time_zone = models.CharField(
        gettext_lazy("time zone"), max_length=40, default=DEFAULT_ZONE, validators=[validate_zone]
    )

    panels = [
        FieldRowPanel([FieldPanel("stage"), FieldPanel("label")]),
        FieldRowPanel([FieldPanel("moment"), FieldPanel("time_zone")]),
    ]

    class Meta:
        ordering = ["moment", "pk"]
        indexes = [models.Index(fields=["page", "moment"])]
        constraints = [models.UniqueConstraint(fields=["page", "key"], name="one_deadline_a_key")]
        verbose_name = gettext_lazy("deadline")
        verbose_name_plural = gettext_lazy("deadlines")

    def __str__(self) -> str:
        return f"{self.local_moment:%Y-%m-%d %H:%M} {self.time_zone}"

    @property
    def local_moment(self) -> datetime:
        return to_local(self.moment, self.time_zone)

    @property
    def title(self) -> str:
        """What is due; empty for the only deadline of a call."""
        return self.label or str(self.get_stage_display())


class AnnouncedDeadline(models.Model):
    """What calendars were told of a deadline; `sequence` counts the changes that they must hear of.

    A deadline that is gone, alone or with its call, is `withdrawn_at` a moment and told as cancelled for a while;
    `titles` (by language) and `facets` (values by name of the facet) are what is told then.
    """

    call_key = models.UUIDField()  # the translation key of the call
    key = models.UUIDField()
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    moment = models.DateTimeField()
    time_zone = models.CharField(max_length=40)
    what = models.CharField(max_length=80, blank=True)
    titles = models.JSONField(default=dict)
    facets = models.JSONField(default=dict)
    withdrawn_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call_key", "key"], name="one_announcement_a_deadline")]

    def __str__(self) -> str:
        return f"{self.key} ({self.sequence})"
