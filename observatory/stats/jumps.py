"""Steps from one year to the next that are hardly real: another register, another code, seldom the economy."""

from collections.abc import Mapping
from itertools import pairwise

FACTOR_A_YEAR = 1.5
LEAST_PERSONS = 1000.0


def has_jump(persons: Mapping[int, float], first: int, last: int) -> bool:
    """Whether a series of persons employed by year rises by half or more, or falls by a third or more, in a year
    within (first, last].

    Steps lead from one published year to the next; over a gap of n years the factor is 1.5 to the power of n. Steps
    between figures below 1,000 are not judged: small cells may jump. Our own rule.
    """
    years = sorted(year for year in persons if first <= year <= last)
    return any(_is_jump(persons[before], persons[year], year - before) for before, year in pairwise(years))


def _is_jump(before: float, after: float, years: int) -> bool:
    low, high = sorted((before, after))
    return high >= LEAST_PERSONS and high > low * FACTOR_A_YEAR**years
