import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.stats.groups import accompanying_sums, composition_coverage, published_part, weighted_sums
from tests.observatory.stats import slow
from tests.observatory.stats.numbers import plain, same, tables

WEIGHTS = np.array([[1.0, 0.5, 0.0], [0.0, 0.0, 1.0]])


def sums(values, composition, weights=WEIGHTS):
    part = published_part(np.isfinite(values), weights, composition)
    return weighted_sums(values, weights, part)


def test_members_count_with_their_weights():
    assert sums(np.array([100.0, 40.0, 7.0]), np.ones(3)).values.tolist() == [120.0, 7.0]


def test_a_small_missing_member_makes_the_sum_partial():
    found = sums(np.array([100.0, np.nan, 7.0]), np.array([97.0, 6.0, 1.0]))
    assert found.values[0] == 100.0
    assert found.is_partial.tolist() == [True, False]


def test_a_large_missing_member_leaves_no_figure():
    found = sums(np.array([100.0, np.nan, 7.0]), np.array([90.0, 20.0, 1.0]))
    assert np.isnan(found.values[0])
    assert not found.is_partial[0]


def test_exactly_95_percent_is_enough():
    found = sums(np.array([100.0, np.nan, 7.0]), np.array([95.0, 10.0, 1.0]))
    assert found.values[0] == 100.0


def test_wages_are_summed_over_the_members_whose_persons_are_published():
    persons, wages = np.array([100.0, np.nan, 7.0]), np.array([3.0, 9.0, np.nan])
    found = accompanying_sums(wages, persons, WEIGHTS)
    assert found[0] == 3.0
    assert np.isnan(found[1])


def test_coverage_is_by_weight():
    assert composition_coverage(WEIGHTS, np.array([True, False, False])) == pytest.approx([1 / 1.5, 0])


@given(tables((4, 5)), tables((5,)), st.lists(st.sampled_from([0.0, 0.3, 1.0]), min_size=5, max_size=5))
def test_equals_the_sum_member_by_member(values, composition, weights):
    found = sums(values, composition, np.array([weights]))
    for place in range(4):
        expected, partial = slow.weighted_sum(plain(values[place]), weights, plain(composition))
        assert same(found.values[place, 0], expected)
        assert found.is_partial[place, 0] == partial
