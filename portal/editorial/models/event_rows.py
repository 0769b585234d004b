"""Which events a list, a month or a calendar shows."""

from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Func
from django.db.models.functions import Cast
from django.utils import timezone

from portal.editorial.models.subject import SubjectQuerySet

A_DAY = timedelta(days=1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def _local_day(field: str) -> Cast:
    """The date that a clock at the place shows, as PostgreSQL finds it."""
    local = Func(F("time_zone"), F(field), function="timezone", output_field=models.DateTimeField())
    return Cast(local, models.DateField())


class EventQuerySet(SubjectQuerySet):
    def shown(self, language: str) -> "EventQuerySet":
        """Live and public events that a reader of `language` meets; lists have no use for their bodies."""
        return self.open_to_all().readable_in(language, settings.LANGUAGE_CODE).defer_streamfields()

    def not_over(self) -> "EventQuerySet":
        """Nearest first."""
        return self.filter(end__gte=timezone.now()).order_by("start", "pk")

    def over(self) -> "EventQuerySet":
        """Latest first."""
        return self.filter(end__lt=timezone.now()).order_by("-start", "-pk")

    def on_days(self, first: date, after: date) -> "EventQuerySet":
        """Events on a day from `first` to the day before `after`, as clocks at their places show it; in order."""
        roughly = self.filter(start__lt=_midnight(after) + A_DAY, end__gte=_midnight(first) - A_DAY)
        exactly = roughly.alias(first_day=_local_day("start"), last_day=_local_day("end"))
        return exactly.filter(first_day__lt=after, last_day__gte=first).order_by("start", "pk")

    def upcoming(self, language: str) -> "EventQuerySet":
        """Events that have not ended, nearest first."""
        return self.shown(language).not_over()

    def past(self, language: str) -> "EventQuerySet":
        return self.shown(language).over()

    def for_calendars(self, language: str, days_back: int) -> "EventQuerySet":
        """Events that have not ended or ended a short while ago: calendars keep what they showed."""
        return self.shown(language).filter(end__gte=timezone.now() - timedelta(days=days_back)).order_by("start", "pk")
