"""What visitors read, counted by day and part of the portal. Nothing here is about a person."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DailyCount(models.Model):
    """How often something happened on one day. `part` is a section of the portal or a language, never an address."""

    class Kind(models.TextChoices):
        VISIT = "visit", _("Visits")
        VIEW = "view", _("Page views")
        LANGUAGE = "language", _("Page views by language")
        DOWNLOAD = "download", _("Downloads")
        FEED = "feed", _("Feeds and calendars read")
        SUBSCRIBED = "subscribed", _("Subscriptions confirmed")
        UNSUBSCRIBED = "unsubscribed", _("Subscriptions ended")

    day = models.DateField()
    kind = models.CharField(max_length=12, choices=Kind)
    part = models.CharField(max_length=20)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "kind", "part"], name="one_count_a_day_kind_and_part")]
        verbose_name = _("daily count")
        verbose_name_plural = _("daily counts")

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.part}: {self.number}"
