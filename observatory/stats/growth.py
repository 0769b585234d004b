"""Yearly growth over the longest period without a break in series."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from observatory.stats.quotient import Figures, share

SHORTEST_PERIOD_YEARS = 2
FEWEST_PERSONS = 250.0


@dataclass(frozen=True, slots=True)
class Growth:
    """Yearly rates (0.02 is 2 %) with the indices of the first and last year, −1 where there is no period."""

    rate: Figures
    first: NDArray[np.int8]
    last: NDArray[np.int8]


def yearly_rate(start: ArrayLike, end: ArrayLike, years: ArrayLike) -> Figures:
    """(E_t1 / E_t0)^(1 / years) − 1; NaN where E_t0 is zero or either is missing."""
    ratio = share(end, start)
    return np.asarray(ratio ** (1.0 / np.asarray(years, dtype=float)) - 1.0)


def growth_as_of(
    persons: Figures,
    breaks: NDArray[np.bool_],
    years: NDArray[np.int64],
    fewest_persons: float = FEWEST_PERSONS,
) -> Growth:
    """Growth that each year's page shows, for arrays (Y, …) of persons employed.

    The period ends in the latest published year up to the page's own from which one of at least two years can
    be drawn without a break in (first, last], and starts as early as possible. `breaks` marks a break of the
    region's own series or its country's between that year and the year before; `years` are the Y calendar
    years, ascending. No rate below `fewest_persons` at the start.
    """
    breaks_so_far = np.cumsum(breaks, axis=0)
    published = np.isfinite(persons)
    first: NDArray[np.int8] = np.full(persons.shape, -1, dtype=np.int8)
    last: NDArray[np.int8] = np.full(persons.shape, -1, dtype=np.int8)
    for end in range(len(years)):
        if end:
            first[end], last[end] = first[end - 1], last[end - 1]
        for start in np.flatnonzero(years <= years[end] - SHORTEST_PERIOD_YEARS)[::-1]:
            whole = published[start] & published[end] & (breaks_so_far[start] == breaks_so_far[end])
            np.copyto(first[end], start, where=whole, casting="unsafe")
            np.copyto(last[end], end, where=whole, casting="unsafe")
    return Growth(_rates(persons, years, first, last, fewest_persons), first, last)


def _rates(
    persons: Figures, years: NDArray[np.int64], first: NDArray[np.int8], last: NDArray[np.int8], fewest: float
) -> Figures:
    start = np.take_along_axis(persons, np.maximum(first, 0), axis=0)
    end = np.take_along_axis(persons, np.maximum(last, 0), axis=0)
    usable = (first >= 0) & (start >= fewest)
    length = np.where(usable, years[last] - years[first], 1)
    return yearly_rate(np.where(usable, start, np.nan), end, length)
