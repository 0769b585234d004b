"""Industry groups side by side, measured against all measurable groups of their scheme."""

from collections.abc import Mapping, Sequence

import numpy as np
from django.db.models import Count, Q

from observatory.comparison import Compared, compared_indicators
from observatory.models import ClusterFigure, GroupFigure, Release
from observatory.queries.comparison import Comparison, Line, Subject, Value, YearValue
from observatory.selection import Selection
from observatory.stats.comparing import peers_of
from observatory.stats.groups import LEAST_MEASURABLE
from observatory.stats.growth import yearly_rate
from observatory.stats.quotient import persons_per_unit, share
from observatory.stats.wages import wage_per_person
from portal.registry.models import IndustryGroup

Values = dict[str, Value]


def compare_groups(groups: Sequence[IndustryGroup], release: Release, selection: Selection) -> Comparison:
    """2 queries, whatever the number of groups."""
    figures = GroupFigure.objects.filter(release=release, area=selection.area, group__scheme=selection.scheme)
    by_group: dict[int, list[GroupFigure]] = {}
    for row in figures.order_by("year"):
        by_group.setdefault(row.group_id, []).append(row)
    counts = _counts(release, selection)
    values = {pk: _values(rows, counts.get(pk, (0, 0)), int(selection.year)) for pk, rows in by_group.items()}
    peers = [pk for pk, rows in by_group.items() if rows[-1].composition_share >= LEAST_MEASURABLE]
    return Comparison(
        kind="group",
        release=release,
        year=int(selection.year),
        subjects=tuple(Subject(group.code, group) for group in groups),
        lines=tuple(_line(one, groups, values, peers) for one in compared_indicators("group")),
        series=tuple(_series(by_group.get(group.pk, [])) for group in groups),
    )


def _line(indicator: Compared, groups: Sequence[IndustryGroup], values: Mapping[int, Values],
          peers: Sequence[int]) -> Line:  # fmt: skip
    known = [values[pk].get(indicator.code, Value(None)).value for pk in peers]
    found = peers_of(np.array([np.nan if one is None else one for one in known], dtype=float))
    ours = (values.get(group.pk, {}).get(indicator.code, Value(None)) for group in groups)
    return Line(indicator, tuple(ours), (found,) * len(groups))


def _counts(release: Release, selection: Selection) -> dict[int, tuple[int, int]]:
    """Statistical clusters, and those with the highest result, by group. 1 query."""
    stars = f"stars__{release.rule_sets.index(selection.rules)}"
    cells = ClusterFigure.objects.filter(
        release=release, area=selection.area, year=selection.year, group__scheme=selection.scheme, region__level=2
    )
    rows = cells.order_by().values("group_id").annotate(
        clusters=Count("pk", filter=Q(**{f"{stars}__gte": 1})), top=Count("pk", filter=Q(**{f"{stars}__gte": 3}))
    )  # fmt: skip
    return {row["group_id"]: (row["clusters"], row["top"]) for row in rows}


def _values(rows: Sequence[GroupFigure], counts: tuple[int, int], year: int) -> Values:
    now = next((row for row in rows if row.year == year), None)
    if now is None or now.persons_employed is None:
        return {}
    persons = now.persons_employed
    values = {
        "persons_employed": Value(persons),
        "share_of_total": Value(_known(share(persons, _nan(now.total_persons)))),
        "growth": _growth(rows, now),
        "wage_per_person_eur": Value(_known(wage_per_person(_nan(now.wages_meur), persons))),
        "persons_per_unit": Value(_known(persons_per_unit(persons, _nan(now.local_units)))),
        "gini_concentration": Value(now.gini_concentration),
        "top5_share": Value(now.top5_share),
    }
    judged = now.unjudged is None
    return values | {
        "clusters": Value(counts[0] if judged else None),
        "three_stars": Value(counts[1] if judged else None),
    }


def _growth(rows: Sequence[GroupFigure], now: GroupFigure) -> Value:
    """From the chain-linked index, first year = 100."""
    first = next((row for row in rows if row.trend_index is not None), None)
    if first is None or now.trend_index is None or now.year - first.year < 2:
        return Value(None)
    rate = yearly_rate(_nan(first.trend_index), now.trend_index, now.year - first.year)
    return Value(_known(rate), f"{first.year}–{now.year}")


def _series(rows: Sequence[GroupFigure]) -> tuple[YearValue, ...]:
    """The chain-linked index: sums of changing countries are not to be joined by a line."""
    return tuple(YearValue(row.year, row.trend_index) for row in rows)


def _nan(value: float | None) -> float:
    return np.nan if value is None else value


def _known(value: object) -> float | None:
    number = float(value)  # type: ignore[arg-type]  # a number or an array without dimensions
    return number if np.isfinite(number) else None
