"""What changed between two releases, as it was stored when one of them was published."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Abs, Coalesce

from observatory.models import Release, ReleaseChange, ReleaseComparison

SHOWN = 100
IN_FEED = 20


@dataclass(frozen=True, slots=True)
class Kept:
    """A release that visitors met and can still ask for."""

    pk: int
    code: str
    published_at: datetime
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many results of one year went from `before` to `after` (None: not judged) with the same things moved."""

    year: int
    before: int | None
    after: int | None
    moved: int
    count: int

    @property
    def is_gain(self) -> bool:
        return (self.after or 0) > (self.before or 0)


@dataclass(frozen=True, slots=True)
class ReleaseDifference:
    """Two releases compared; `comparison` is None where they never were. `rows` are the first of all changes."""

    release: Kept
    before: Kept
    comparison: ReleaseComparison | None
    tallies: tuple[Tally, ...] = ()
    rows: tuple[ReleaseChange, ...] = ()

    def count(self, *, gains: bool, year: int | None = None) -> int:
        return sum(one.count for one in self.tallies if one.is_gain == gains and year in (None, one.year))

    @property
    def changes(self) -> int:
        return sum(one.count for one in self.tallies)


def list_kept() -> tuple[Kept, ...]:
    """Releases that were ever published and are kept, the newest first. 1 query."""
    rows = Release.objects.filter(first_published_at__isnull=False).order_by("-pk")
    fields = ("pk", "code", "first_published_at", "years")
    return tuple(Kept(pk, code, at, tuple(sorted(years))) for pk, code, at, years in rows.values_list(*fields))


def get_difference(release: Kept, before: Kept, rules: str, year: str = "") -> ReleaseDifference:
    """The stored comparison with the changes under one rule set, of one year or all. 3 queries at most."""
    comparison = ReleaseComparison.objects.filter(release=release.pk, before=before.pk).first()
    if comparison is None:
        return ReleaseDifference(release, before, None)
    rows = changes_of(comparison, rules, year)
    counts = rows.order_by().values_list("year", "stars_before", "stars_after", "moved").annotate(count=Count("pk"))
    tallies = tuple(Tally(*row) for row in counts)
    return ReleaseDifference(release, before, comparison, tallies, tuple(rows[:SHOWN]) if tallies else ())


def changes_of(comparison: ReleaseComparison, rules: str, year: str = "") -> "QuerySet[ReleaseChange]":
    """Changed results, the latest year and the greatest change first. Lazy, 1 query."""
    rows = ReleaseChange.objects.filter(comparison=comparison, rules=rules)
    rows = rows.filter(year=year) if year else rows
    size = Abs(Coalesce(F("stars_after"), 0) - Coalesce(F("stars_before"), 0))
    return rows.select_related("region__country", "group__scheme").order_by(
        "-year", size.desc(), F("persons_after").desc(nulls_last=True), "region__code", "group__position"
    )


@dataclass(frozen=True, slots=True)
class News:
    """One entry of the feed: a release against the one published before it; `comparison` is None for the first."""

    release: Kept
    before: Kept | None
    comparison: ReleaseComparison | None
    gained: int = 0
    lost: int = 0


def list_news(rules: str) -> tuple[News, ...]:
    """Every kept release with what it changed, the newest first. 3 queries, whatever their number."""
    kept = list_kept()[:IN_FEED]
    by_pair = {(one.release_id, one.before_id): one for one in ReleaseComparison.objects.all()}
    counts = _counts(rules)
    return tuple(_news(kept, by_pair, counts))


def _news(
    kept: tuple[Kept, ...],
    by_pair: dict[tuple[int, int], ReleaseComparison],
    counts: dict[tuple[int, bool], int],
) -> Iterator[News]:
    for place, release in enumerate(kept):
        before = kept[place + 1] if place + 1 < len(kept) else None
        found = by_pair.get((release.pk, before.pk)) if before else None
        if found is None:
            yield News(release, before, None)
        else:
            yield News(release, before, found, counts.get((found.pk, True), 0), counts.get((found.pk, False), 0))


def _counts(rules: str) -> dict[tuple[int, bool], int]:
    """Results that rose and fell, by comparison and whether they rose."""
    stars = ("comparison_id", "stars_before", "stars_after")
    rows = ReleaseChange.objects.filter(rules=rules).order_by().values_list(*stars).annotate(count=Count("pk"))
    found: dict[tuple[int, bool], int] = {}
    for comparison, before, after, count in rows:
        key = (comparison, (after or 0) > (before or 0))
        found[key] = found.get(key, 0) + count
    return found
