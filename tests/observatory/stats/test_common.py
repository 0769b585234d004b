"""Sums of an area in two years over the same countries, against loops over single cells."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from observatory.stats.common import common_area, steady_between

NUMBERS = st.one_of(st.just(np.nan), st.floats(1, 1e6))


def slow(persons, totals, steady, in_area, sizes, group):
    """(group first, group last, total first, total last, share of the area) of one group, cell by cell."""
    sums, held, whole = [0.0] * 4, 0.0, 0.0
    some = False
    for country in range(persons.shape[1]):
        if in_area[country] and not math.isnan(sizes[country]):
            whole += sizes[country]
        cells = [persons[0][country][group], persons[1][country][group], totals[0][country], totals[1][country]]
        if in_area[country] and steady[country][group] and not any(map(math.isnan, cells)):
            some = True
            sums = [before + cell for before, cell in zip(sums, cells, strict=True)]
            held += sizes[country] if not math.isnan(sizes[country]) else 0.0
    return [*(sums if some else [np.nan] * 4), held / whole if whole else np.nan]


@given(
    arrays(float, (2, 3, 2), elements=NUMBERS), arrays(float, (2, 3), elements=NUMBERS), arrays(bool, (3, 2)),
    arrays(bool, 3), arrays(float, 3, elements=NUMBERS),
)  # fmt: skip
def test_sums_over_common_countries_are_those_of_a_loop(persons, totals, steady, in_area, sizes):
    found = common_area(persons, totals, steady, in_area, sizes)
    for group in range(2):
        ours = [*found.group[:, group], *found.total[:, group], found.area_share[group]]
        assert ours == pytest.approx(slow(persons, totals, steady, in_area, sizes, group), nan_ok=True)


def test_a_country_that_publishes_one_year_only_counts_in_neither():
    persons = np.array([[[100.0], [50.0]], [[110.0], [np.nan]]])
    totals = np.array([[1000.0, 500.0], [1000.0, 500.0]])
    found = common_area(persons, totals, np.ones((2, 1), bool), np.ones(2, bool), np.array([1000.0, 500.0]))
    assert found.group[:, 0].tolist() == [100.0, 110.0]
    assert found.area_share[0] == pytest.approx(2 / 3)


def test_a_break_counts_after_the_first_year_up_to_the_last():
    breaks = np.array([[True], [False], [True], [False]])
    assert steady_between(breaks, 0, 1).tolist() == [True]
    assert steady_between(breaks, 0, 2).tolist() == [False]
    assert steady_between(breaks, 2, 3).tolist() == [True]
