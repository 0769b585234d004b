"""Weeks from Monday to Sunday, named as ISO 8601 does: 2026-47."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Week:
    """A week in the time of the portal."""

    year: int
    number: int

    @property
    def slug(self) -> str:
        return f"{self.year}-{self.number:02}"

    @property
    def first_day(self) -> date:
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        return self.first_day + timedelta(days=6)

    @property
    def start(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.first_day, time()))

    @property
    def end(self) -> datetime:
        """The first moment of the next week."""
        return timezone.make_aware(datetime.combine(self.first_day + timedelta(days=7), time()))


def week_of(day: date) -> Week:
    year, number, _weekday = day.isocalendar()
    return Week(year, number)


def this_week() -> Week:
    return week_of(timezone.localdate())
