"""How values become classes of a map: fixed bounds or quantiles.

A class holds the values from its lower bound up to, but without, its upper bound; the first and last are open.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, isnan, log10

import numpy as np


@dataclass(frozen=True, slots=True)
class Classes:
    """`bounds` are the inner bounds, ascending: n bounds make n + 1 classes. `counts` has one number a class."""

    bounds: tuple[float, ...]
    counts: tuple[int, ...]
    lowest: float
    highest: float

    def index(self, value: float | None) -> int | None:
        """The class of `value`, or None where there is no value (None or NaN)."""
        if value is None or isnan(value):
            return None
        return bisect_right(self.bounds, value)


def fixed(values: Sequence[float], bounds: Sequence[float]) -> Classes:
    """Classes with the given inner bounds; NaN is counted nowhere."""
    present = [value for value in values if not isnan(value)]
    counts = [0] * (len(bounds) + 1)
    for value in present:
        counts[bisect_right(bounds, value)] += 1
    return Classes(tuple(bounds), tuple(counts), min(present, default=0.0), max(present, default=0.0))


def quantiles(values: Sequence[float], count: int) -> Classes:
    """`count` classes of about equal size (type 7 quantiles), bounds rounded to two significant digits.

    Equal bounds fall together, so there may be fewer classes; without values there is one empty class.
    """
    present = [value for value in values if not isnan(value)]
    if not present:
        return Classes((), (0,), 0.0, 0.0)
    cuts = np.quantile(present, np.arange(1, count) / count)
    rounded = sorted({_rounded(float(cut)) for cut in cuts})
    bounds = [cut for cut in rounded if min(present) < cut <= max(present)]
    return fixed(present, bounds)


def _rounded(value: float) -> float:
    """`value` with two significant digits: 1,234 becomes 1,200."""
    if value == 0:
        return 0.0
    return round(value, 1 - floor(log10(abs(value))))
