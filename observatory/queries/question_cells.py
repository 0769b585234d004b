"""Ready-made questions about cells: a region and an industry group."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from observatory.models import ClusterFigure, Status
from observatory.queries.jumps import with_jumps
from observatory.queries.questions import Answer, Asking, Found, Valued, inside_area


def cells(asking: Asking, year: int | None = None) -> "QuerySet[ClusterFigure]":
    """NUTS 2 cells of the question's scheme, without sums over former regions. Lazy, 1 query."""
    chosen = asking.selection
    return ClusterFigure.objects.filter(
        inside_area(chosen.area),
        release=asking.release,
        area=chosen.area,
        year=year or chosen.year,
        group__scheme=asking.question.scheme,
        region__level=2,
        region__is_extra_regio=False,
        is_union=False,
    ).select_related("region__country", "current_region__country", "group__scheme")


def above_focus(asking: Asking) -> Answer:
    """Regions in which the group holds at least the share asked for, the highest first. 1 query."""
    ours = list(cells(asking).filter(group__code=asking.question.group).order_by("-focus", "region__code"))
    known = [one for one in ours if one.focus is not None]
    rows = tuple(_found(one, one.focus) for one in known if (one.focus or 0.0) >= asking.question.threshold)
    places = tuple(Valued(one.region, one.focus, one.status == Status.CONFIDENTIAL) for one in ours)
    return asking.answer(rows, known=len(known), places=places)


def largest(asking: Asking) -> Answer:
    return _starred(asking, "persons_employed")


def fastest(asking: Asking) -> Answer:
    """Without the clusters whose rate runs over a jump that is hardly real (see `with_jumps`). 2 queries."""
    found = _starred(replace(asking, most=0), "growth").rows
    jumping = with_jumps(row.figure for row in found if row.figure)
    rows = tuple(row for row in found if row.figure and row.figure.pk not in jumping)
    return asking.answer(rows[: asking.most or None], known=len(rows), matching=len(rows))


def best_paid(asking: Asking) -> Answer:
    return _starred(asking, "relative_wage")


def _starred(asking: Asking, measure: str) -> Answer:
    """Clusters of the least result and size asked for, the highest `measure` first. 1 query, 2 for the first ones."""
    wanted = {
        f"stars__{asking.place}__gte": asking.question.stars,
        "persons_employed__gte": asking.question.persons,
        f"{measure}__isnull": False,
    }
    rows = cells(asking).filter(**wanted).order_by(f"-{measure}", "region__code", "group__position")
    found = tuple(_found(one, getattr(one, measure)) for one in (rows[: asking.most] if asking.most else rows))
    count = rows.count() if asking.most else len(found)
    return asking.answer(found, known=count, matching=count)


def new_clusters(asking: Asking) -> Answer:
    """Cells with the result asked for that were judged lower in the earlier year, most persons employed first."""
    return _turned(asking, is_new=True)


def lost_clusters(asking: Asking) -> Answer:
    return _turned(asking, is_new=False)


def _turned(asking: Asking, *, is_new: bool) -> Answer:
    """3 queries at most, none where the release does not have the earlier year."""
    since = asking.since
    if since is None:
        return asking.answer()
    years = (int(asking.selection.year), since)
    starred, other = years if is_new else years[::-1]
    had = list(cells(asking, starred).filter(**{f"stars__{asking.place}__gte": asking.question.stars}))
    pairs = [(one, then) for one, then in _pairs(had, _results(asking, other, had)) if then.stars is not None]
    lower = [(one, then) for one, then in pairs if (then.stars or 0) < asking.question.stars]
    rows = _news(lower) if is_new else _losses(asking, lower)
    rows.sort(key=lambda row: (-row.value, row.region.code if row.region else ""))
    return asking.answer(tuple(rows), known=len(pairs), since=since)


@dataclass(frozen=True, slots=True)
class Result:
    """What another year says of the same region and group; `stars` is None where it was not judged."""

    cell: int
    region: int
    current_region: int | None
    group: int
    stars: int | None


Pairs = list[tuple[ClusterFigure, Result]]


def _results(asking: Asking, year: int, those: Iterable[ClusterFigure]) -> list[Result]:
    """Results of another year of the same regions (or of what is the same region today) and groups. 1 query."""
    rows = list(those)
    today = [one.current_region_id for one in rows if one.current_region_id]
    regions = Q(region__in=[one.region_id for one in rows]) | Q(current_region__in=today)
    found = cells(asking, year).filter(regions, group__in={one.group_id for one in rows}).select_related(None)
    fields = ("pk", "region_id", "current_region_id", "group_id", f"stars__{asking.place}")
    return [Result(*row) for row in found.values_list(*fields)]


def _pairs(ours: Iterable[ClusterFigure], others: Iterable[Result]) -> Pairs:
    """Each cell with the result of the other year, where there is one."""
    same = {(one.region, one.group): one for one in others}
    today = {(one.current_region, one.group): one for one in same.values() if one.current_region}
    found = (
        (one, same.get((one.region_id, one.group_id)) or today.get((one.current_region_id or 0, one.group_id)))
        for one in ours
    )
    return [(one, other) for one, other in found if other is not None]


def _news(pairs: Pairs) -> list[Found]:
    return [_found(one, one.persons_employed, then.stars) for one, then in pairs]


def _losses(asking: Asking, pairs: Pairs) -> list[Found]:
    """The cells of the year asked for, with their results of the year before. 1 query."""
    before = {now.cell: then.stars[asking.place] for then, now in pairs}
    return [_found(one, one.persons_employed, before[one.pk]) for one in cells(asking).filter(pk__in=before)]


def _found(figure: ClusterFigure, value: float | None, stars_before: int | None = None) -> Found:
    region = figure.current_region or figure.region
    return Found(value or 0.0, region=region, group=figure.group, figure=figure, stars_before=stars_before)
