"""How values become classes of a map: fixed bounds, quantiles, or the same bounds on both sides of zero.

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


def around_zero(values: Sequence[float], steps: int) -> Classes:
    """Classes for differences: bounds at the quantiles (type 7) of their sizes, the same on both sides of zero.

    `steps` bounds a side make 2 · steps + 1 classes, the middle one holds what hardly changed. Equal bounds fall
    together; without values, or where nothing changed, there is one class.
    """
    present = [value for value in values if not isnan(value)]
    sizes = [abs(value) for value in present if value]
    if not sizes:
        return fixed(present, ())
    cuts = np.quantile(sizes, np.arange(1, steps + 1) / (steps + 1))
    bounds = sorted({_rounded(float(cut)) for cut in cuts})
    return fixed(present, [*(-bound for bound in reversed(bounds)), *bounds])


def _rounded(value: float) -> float:
    """`value` with two significant digits: 1,234 becomes 1,200."""
    if value == 0:
        return 0.0
    return round(value, 1 - floor(log10(abs(value))))
