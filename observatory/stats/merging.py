"""Several regions taken as one: sums that hide what any of them hides.

A sum exists only where every member is published. So nothing can be taken from a sum that the published members do
not say themselves, whatever other sums stand beside it.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from observatory.stats.quotient import Figures, share
from observatory.stats.stars import RuleSet, StarTest

SIZES = frozenset({"persons_employed", "local_units", "size"})


def sum_of_members(values: Figures) -> Figures:
    """Σ over members: (M, …) → (…); NaN where one of them has no figure, and where there is no member."""
    if not len(values):
        return np.full(values.shape[1:], np.nan)
    return np.asarray(values.sum(axis=0))


def mean_relative_wage(wages_meur: Figures, relative: Figures) -> Figures:
    """Wages against what the same persons would earn at their own countries' mean wages: (M, …) → (…), 1 is that.

    `relative` is each member's wage against its country's mean, so wages ÷ relative is what its persons employed
    would earn at that mean. One country: the ratio of the sums' wage to its mean. Our own rule.
    """
    at_means = np.where(wages_meur == 0, 0.0, share(wages_meur, relative))
    return share(sum_of_members(wages_meur), sum_of_members(at_means))


def is_ranked_by_size(test: StarTest) -> bool:
    """Whether a test ranks single regions by how large they are, which a sum of several is not to be put into."""
    return test.measure in SIZES and test.kind != "fixed"


def judge_sum(rules: RuleSet, passed: Sequence[bool | None]) -> int:
    """Stars of a sum: `passed` in the order gates, tests; None for a test that was left out.

    Tests left out earn nothing; a gate left out is no hindrance. A ladder is climbed without the steps left out.
    """
    gates, tests = passed[: len(rules.gates)], passed[len(rules.gates) :]
    if not all(gate is not False for gate in gates):
        return 0
    asked = [bool(test) for test in tests if test is not None]
    if rules.result == "ladder":
        return int(np.logical_and.accumulate(asked).sum()) if asked else 0
    return sum(asked)


def stacked(rows: Sequence[Sequence[float | None]]) -> NDArray[np.float64]:
    """Rows of figures as an array, NaN where there is none."""
    return np.array([[np.nan if value is None else value for value in row] for row in rows], dtype=float)
