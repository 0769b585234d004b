"""A month as weeks of days, and which events fall on each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

Item = TypeVar("Item")
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Span(Generic[Item]):
    """Something that takes place from `first` to `last`, both included."""

    first: date
    last: date
    item: Item


@dataclass(frozen=True, slots=True)
class Day(Generic[Item]):
    """`spans` are in the order they came in."""

    date: date
    is_in_month: bool
    spans: tuple[Span[Item], ...] = ()


def weeks_of(month: date, first_weekday: int, spans: Iterable[Span[Item]]) -> list[list[Day[Item]]]:
    """Whole weeks that cover the month of `month`; `first_weekday` 0 is Monday."""
    first, after = month.replace(day=1), next_month(month)
    start = first - timedelta(days=(first.weekday() - first_weekday) % DAYS_A_WEEK)
    kept, weeks = list(spans), []
    while start < after:
        days = [start + timedelta(days=number) for number in range(DAYS_A_WEEK)]
        weeks.append([Day(day, first <= day < after, _on(day, kept)) for day in days])
        start += timedelta(days=DAYS_A_WEEK)
    return weeks


def _on(day: date, spans: list[Span[Item]]) -> tuple[Span[Item], ...]:
    return tuple(span for span in spans if span.first <= day <= span.last)


def next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def month_before(month: date) -> date:
    return (month.replace(day=1) - timedelta(days=1)).replace(day=1)
