"""Ready-made questions about industry groups in the reference area."""

from observatory.models import GroupFigure
from observatory.queries.questions import Answer, Asking, Found

LEAST_AREA = 0.75  # of the area's persons employed in countries that publish the group, as for stars


def concentrated(asking: Asking) -> Answer:
    """Groups whose five largest regions hold at least the share asked for; `more`: top ten, Gini, persons. 1 query."""
    rows = GroupFigure.objects.filter(
        release=asking.release,
        area=asking.selection.area,
        year=asking.selection.year,
        group__scheme=asking.question.scheme,
        top5_share__isnull=False,
    ).select_related("group")
    found = [
        Found(
            one.top5_share or 0.0, group=one.group, more=(one.top10_share, one.gini_concentration, one.persons_employed)
        )
        for one in rows
    ]
    found.sort(key=lambda row: -row.value)
    above = tuple(row for row in found if row.value >= asking.question.threshold)
    return asking.answer(above, known=len(found))


def growing(asking: Asking) -> Answer:
    """Groups by growth of their chained persons employed since the earlier year; `more`: persons employed, share of
    the area that publishes the group. `total` is the growth of all groups together. 1 query, none without the year."""
    since = asking.since
    if since is None:
        return asking.answer()
    rows = GroupFigure.objects.filter(
        release=asking.release,
        area=asking.selection.area,
        year__in=(asking.selection.year, since),
        group__scheme=asking.question.scheme,
        trend_index__isnull=False,
        area_share__gte=LEAST_AREA,
    ).select_related("group")
    now = {one.group_id: one for one in rows if one.year == int(asking.selection.year)}
    then = {one.group_id: one for one in rows if one.year == since}
    pairs = [(one, then[pk]) for pk, one in now.items() if pk in then and then[pk].trend_index]
    found = [
        Found(_growth(one.trend_index, old.trend_index), group=one.group, more=(one.persons_employed, one.area_share))
        for one, old in pairs
    ]
    found.sort(key=lambda row: -row.value)
    together = [_growth(one.total_trend_index, old.total_trend_index) for one, old in pairs if old.total_trend_index]
    return asking.answer(tuple(found), known=len(found), since=since, total=together[0] if together else None)


def _growth(now: float | None, then: float | None) -> float:
    return (now or 0.0) / (then or 1.0) - 1
