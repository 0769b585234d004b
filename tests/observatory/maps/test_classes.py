from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.maps.classes import fixed, quantiles

VALUES = st.lists(st.floats(min_value=-1e6, max_value=1e9, allow_nan=False), max_size=60)


def test_a_value_on_a_bound_belongs_to_the_class_above():
    assert fixed([0, 1, 2, 3, 15], (1, 3, 6)).counts == (1, 2, 1, 1)


def test_missing_values_are_in_no_class():
    classes = fixed([nan, 2.0], (1, 3))
    assert (classes.counts, classes.index(nan), classes.index(None)) == ((0, 1, 0), None, None)


def test_zero_is_a_value():
    assert fixed([0.0, nan], (1,)).counts == (1, 0)


def test_quantiles_hold_about_the_same_number_each():
    assert quantiles(list(range(1, 601)), 6).counts == (99, 100, 100, 100, 100, 101)


def test_bounds_of_quantiles_have_two_significant_digits():
    assert quantiles([1234.0, 5678.0, 91011.0, 121314.0], 2).bounds == (48000.0,)


def test_equal_values_make_one_class():
    assert quantiles([5.0] * 20, 6).counts == (20,)


def test_no_values_make_one_empty_class():
    assert quantiles([nan], 6).counts == (0,)


@given(VALUES, st.integers(min_value=2, max_value=7))
def test_every_value_is_counted_once_and_in_the_class_that_index_names(values: list[float], count: int):
    classes = quantiles(values, count)
    assert sum(classes.counts) == len(values)
    slow = [0] * len(classes.counts)
    for value in values:
        slow[sum(value >= bound for bound in classes.bounds)] += 1
    assert tuple(slow) == classes.counts
    assert all(slow[classes.index(value)] for value in values)


@given(VALUES, st.integers(min_value=2, max_value=7))
def test_bounds_ascend_and_there_are_never_more_classes_than_asked(values: list[float], count: int):
    bounds = quantiles(values, count).bounds
    assert list(bounds) == sorted(set(bounds))
    assert len(bounds) < count


@pytest.mark.parametrize("count", [2, 4, 6])
def test_rounding_moves_a_bound_by_less_than_a_tenth(count: int):
    values = list(np.random.default_rng(7).lognormal(8, 1, 300))
    exact = np.quantile(values, np.arange(1, count) / count)
    assert np.allclose(quantiles(values, count).bounds, exact, rtol=0.06)
