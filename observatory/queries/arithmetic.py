"""The arithmetic of a cell's stars: every test with its value, cut, rank and outcome, as it was computed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from observatory.models import ClusterFigure, GroupFigure, StarCut
from observatory.models.figure import Unjudged
from observatory.rules import rule_set
from observatory.stats.stars import RuleSet, StarTest, is_close

RANKS = {
    "persons_employed": "size_rank",
    "size": "size_rank",
    "focus": "focus_rank",
    "location_quotient": "lq_rank",
    "relative_wage": "wage_rank",
}
VALUES = {"wage": "wage_per_person_eur"}


@dataclass(frozen=True, slots=True)
class Step:
    """One test of a cell. `passed` is None where it could not be judged; `rank` stands among the `n` ranked cells."""

    test: StarTest
    is_gate: bool
    value: float | None
    cut: float | None
    n: int | None
    rank: int | None
    passed: bool | None
    is_close: bool


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`stars` is None where the cell was not judged, and `unjudged` says why.

    `area_share` is the share of the area's persons employed in the `countries` that publish the group.
    """

    rules: RuleSet
    area: str
    stars: int | None
    unjudged: Unjudged | None
    steps: tuple[Step, ...]
    countries: int
    area_share: float | None
    is_hollow: bool


def get_arithmetic(figure: ClusterFigure, rules: str) -> Arithmetic:
    """How `figure`, with its group at hand, was judged under the rule set `rules`. 2 queries.

    Raises UnknownRuleSet for rules that the portal no longer has.
    """
    return list_arithmetic([figure], rules)[0]


def list_arithmetic(figures: Sequence[ClusterFigure], rules: str) -> tuple[Arithmetic, ...]:
    """How each of `figures` was judged: cells of one release, area, year and scheme. 2 queries for any number."""
    if not figures:
        return ()
    sums, cuts = _sums(figures), _cuts(figures, rules)
    return tuple(_judged(one, rules, sums[one.group_id], _own(one, cuts)) for one in figures)


def _judged(figure: ClusterFigure, rules: str, sums: GroupFigure, cuts: dict[str, StarCut]) -> Arithmetic:
    place = sums.release.rule_sets.index(rules)
    reason = figure.unjudged[place]
    return Arithmetic(
        rules=rule_set(rules),
        area=figure.area,
        stars=figure.stars[place],
        unjudged=None if reason is None else Unjudged(reason),
        steps=_steps(figure, rule_set(rules), place, cuts),
        countries=len(sums.countries),
        area_share=sums.area_share,
        is_hollow=figure.total_is_estimated,
    )


def _sums(figures: Sequence[ClusterFigure]) -> dict[int, GroupFigure]:
    """The sums over the area by group. 1 query."""
    first = figures[0]
    groups = {one.group_id for one in figures}
    rows = GroupFigure.objects.filter(release=first.release_id, area=first.area, year=first.year, group__in=groups)
    return {row.group_id: row for row in rows.select_related("release")}


def _steps(figure: ClusterFigure, rules: RuleSet, place: int, cuts: dict[str, StarCut]) -> tuple[Step, ...]:
    is_judged = figure.stars[place] is not None
    return tuple(
        Step(
            test=test,
            is_gate=test in rules.gates,
            passed=bool(figure.passed[place] >> bit & 1) if is_judged else None,
            **_compared(figure, test, cuts.get(test.code)),
        )
        for bit, test in enumerate(rules.all_tests)
    )


def _compared(figure: ClusterFigure, test: StarTest, found: StarCut | None) -> dict[str, Any]:
    value = getattr(figure, VALUES.get(test.measure, test.measure))
    cut = found.cut if found else (test.value if test.kind == "fixed" else None)
    return {
        "value": value,
        "cut": cut,
        "n": found.n if found else None,
        "rank": None if test.kind == "fixed" else getattr(figure, RANKS.get(test.measure, ""), None),
        "is_close": value is not None and cut is not None and is_close(value, cut),
    }


def _own(figure: ClusterFigure, cuts: Sequence[StarCut]) -> dict[str, StarCut]:
    """By test: the group's own cut, or the one that serves all groups of the scheme."""
    return {row.test: row for row in cuts if row.group_id in (None, figure.group_id)}


def _cuts(figures: Sequence[ClusterFigure], rules: str) -> list[StarCut]:
    """The cuts of the figures' groups, and those of all groups of their scheme together. 1 query."""
    first = figures[0]
    rows = StarCut.objects.filter(
        Q(group__in={one.group_id for one in figures}) | Q(group=None),
        release=first.release_id,
        area=first.area,
        rules=rules,
        scheme=first.group.scheme_id,
        year=first.year,
    )
    return list(rows)
