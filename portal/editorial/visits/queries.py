"""What the owner's report asks for: counts by month."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page

from portal.editorial.models.digest import Subscriber
from portal.editorial.models.visits import DailyCount

Kind = DailyCount.Kind
MONTHS = 24


@dataclass(frozen=True, slots=True)
class Month:
    """`counts` by kind of count; `content` by content type of pages first published, the documents by their own."""

    first_day: date
    counts: Mapping[str, int]
    content: Mapping[int, int]
    subscribers: int


@dataclass(frozen=True, slots=True)
class OwnersFigures:
    """Months, the latest first; `parts` are (kind, part, number) of the last twelve months, the greatest first."""

    months: tuple[Month, ...]
    types: tuple[ContentType, ...]
    parts: tuple[tuple[str, str, int], ...]
    subscribers: int


def get_owners_figures(months: int = MONTHS) -> OwnersFigures:
    """6 queries at most, whatever the numbers of pages and days."""
    days = _first_days(months)
    counts, content = _counts(days[-1]), _content(days[-1])
    days = _since_the_first(days, {*counts, *content})
    subscribers = Subscriber.objects.confirmed().count()
    types = sorted({pk for by_type in content.values() for pk in by_type})
    return OwnersFigures(
        months=tuple(_months(days, counts, content, subscribers)),
        types=tuple(ContentType.objects.get_for_id(pk) for pk in types),
        parts=tuple(_parts(days[min(11, len(days) - 1)])),
        subscribers=subscribers,
    )


def _first_days(months: int) -> tuple[date, ...]:
    this = timezone.localdate().replace(day=1)
    return tuple(this - relativedelta(months=back) for back in range(months))


def _since_the_first(days: tuple[date, ...], known: set[date]) -> tuple[date, ...]:
    """Without the months before anything was counted; this month in any case."""
    first = min(known, default=days[0])
    return tuple(day for day in days if day >= first or day == days[0])


def _counts(since: date) -> dict[date, dict[str, int]]:
    rows = DailyCount.objects.filter(day__gte=since).annotate(month=TruncMonth("day"))
    found: dict[date, dict[str, int]] = {}
    for month, kind, total in rows.values_list("month", "kind").annotate(Sum("number")).order_by():
        found.setdefault(month, {})[kind] = total
    return found


def _content(since: date) -> dict[date, dict[int, int]]:
    """Pages by month of their first publication (copies into other languages that only repeat are left out)."""
    pages = Page.objects.filter(first_published_at__date__gte=since, alias_of=None, depth__gt=2)
    by_month = pages.annotate(month=TruncMonth("first_published_at")).values_list("month", "content_type")
    found: dict[date, dict[int, int]] = {}
    for month, content_type, total in by_month.annotate(Count("pk")).order_by():
        found.setdefault(month.date(), {})[content_type] = total
    document = ContentType.objects.get_for_model(get_document_model()).pk
    files = get_document_model().objects.filter(created_at__date__gte=since)
    months = files.annotate(month=TruncMonth("created_at")).values_list("month")
    for month, total in months.annotate(Count("pk")).order_by():
        found.setdefault(month.date(), {})[document] = total
    return found


def _months(
    days: tuple[date, ...],
    counts: Mapping[date, Mapping[str, int]],
    content: Mapping[date, Mapping[int, int]],
    subscribers: int,
) -> Iterator[Month]:
    """Subscribers at the end of a month: today's, less what came and plus what went since."""
    for day in days:
        own = counts.get(day, {})
        yield Month(day, own, content.get(day, {}), max(0, subscribers))
        subscribers -= own.get(Kind.SUBSCRIBED, 0) - own.get(Kind.UNSUBSCRIBED, 0)


def _parts(since: date) -> Iterator[tuple[str, str, int]]:
    kinds = (Kind.VISIT, Kind.VIEW, Kind.DOWNLOAD, Kind.FEED, Kind.LANGUAGE)
    rows = DailyCount.objects.filter(day__gte=since, kind__in=kinds).values_list("kind", "part")
    yield from rows.annotate(total=Sum("number")).order_by("-total", "part")
