"""What the source itself allows an unpublished figure to be, and whether a star is possible within that.

Bounds follow from published sums alone. They are worked out, used and forgotten: no page, file or table holds them.
Only the word stays, and it is held back where the bounds are close together. A cell's stars never fall when its
persons employed rise, so the two ends of the interval decide for all values between.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from observatory.stats.quotient import Figures, location_quotient, share
from observatory.stats.stars import Measure, RuleSet, StarTest

NARROWEST = 2.0
"""Nothing is said of an interval whose upper end is less than this many times its lower end."""
NOTHING_SAID = -1


class Chance(IntEnum):
    """Whether an unpublished cell can have a star."""

    IMPOSSIBLE = 0
    POSSIBLE = 1
    CERTAIN = 2


@dataclass(frozen=True, slots=True)
class Sums:
    """Published sums `wholes` (M, K), NaN where not published; member n of N belongs to `of[n]`, −1 to none."""

    wholes: Figures
    of: NDArray[np.int64]

    def add_up(self, values: NDArray) -> Figures:
        """(N, K) → (M, K)."""
        member = (np.arange(len(self.wholes))[:, None] == self.of).astype(float)
        return np.asarray(member @ values)

    def at(self, sums: Figures, absent: float) -> Figures:
        """(M, K) → (N, K), `absent` where a member belongs to no sum or the sum is not published."""
        if not len(sums):
            return np.full((len(self.of), self.wholes.shape[1]), absent)
        found = np.where((self.of >= 0)[:, None], sums[self.of], np.nan)
        return np.where(np.isnan(found), absent, found)

    def residual(self, values: Figures) -> Figures:
        """What the published members (N, K) leave of their sum, never below 0: (M, K)."""
        return np.asarray(np.maximum(self.wholes - self.add_up(np.nan_to_num(values)), 0.0))


def most(values: Figures, sums: Sums) -> Figures:
    """The most an unpublished member can be: the residual of its sum; infinite without one. (N, K)."""
    return sums.at(sums.residual(values), np.inf)


def least(values: Figures, upper: Figures, sums: Sums) -> Figures:
    """The least an unpublished member must be: the residual minus the `upper` bounds of the other ones. (N, K)."""
    hidden = np.isnan(values)
    endless, finite = hidden & np.isinf(upper), np.where(hidden & np.isfinite(upper), upper, 0.0)
    others_endless = sums.at(sums.add_up(endless), np.inf) - endless
    others = sums.at(sums.add_up(finite), np.inf) - finite
    left = sums.at(sums.residual(values), 0.0) - others
    return np.where(others_endless > 0, 0.0, np.maximum(left, 0.0))


@dataclass(frozen=True, slots=True)
class Interval:
    """Lower and upper bounds of persons employed, any shape; the upper one may be infinite."""

    lower: Figures
    upper: Figures

    @property
    def is_wide(self) -> NDArray[np.bool_]:
        """Wide enough that a word about it does not give the figure away."""
        return np.asarray((self.upper > self.lower) & (self.upper >= NARROWEST * self.lower))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What turns persons employed of a cell into measures, (N,) each: its region's total, its group, the area."""

    region: Figures
    group: Figures
    area: Figures


def chances(rules: RuleSet, interval: Interval, around: Surroundings, cuts: Mapping[str, Figures]) -> NDArray[np.int8]:
    """`Chance` of every cell (N,), `NOTHING_SAID` where the interval is narrow.

    `cuts` (N,) by test. A measure that persons employed do not give (wages, local units) may pass or fail.
    """
    can = _has_star(rules, interval.upper, around, cuts, otherwise=True)
    must = _has_star(rules, interval.lower, around, cuts, otherwise=False)
    found = np.where(must, Chance.CERTAIN, np.where(can, Chance.POSSIBLE, Chance.IMPOSSIBLE))
    return np.where(interval.is_wide, found, NOTHING_SAID).astype(np.int8)


def _has_star(
    rules: RuleSet, persons: Figures, around: Surroundings, cuts: Mapping[str, Figures], *, otherwise: bool
) -> NDArray[np.bool_]:
    measures: dict[Measure, Figures] = {
        "persons_employed": persons,
        "location_quotient": location_quotient(persons, around.region, around.group, around.area),
        "size": share(persons, around.group),
        "focus": share(persons, around.region),
    }

    def passes(test: StarTest) -> NDArray[np.bool_]:
        if test.measure not in measures:
            return np.full(persons.shape, otherwise)
        value, cut = measures[test.measure], cuts[test.code]
        return value > cut if test.is_strict else value >= cut

    tests: Sequence[NDArray[np.bool_]] = [passes(test) for test in rules.tests]
    first = tests[:1] if rules.result == "ladder" else tests
    gates = [passes(gate) for gate in rules.gates]
    return np.asarray(np.logical_and.reduce([np.logical_or.reduce(first), *gates]))
