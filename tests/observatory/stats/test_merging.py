"""Sums over regions, against a slow and obvious addition."""

import math
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from observatory.rules import rule_set, rule_sets
from observatory.stats.merging import is_ranked_by_size, judge_sum, mean_relative_wage, stacked, sum_of_members

FIGURES = st.one_of(st.floats(0, 1e6), st.just(math.nan))
TABLES = arrays.arrays(float, st.tuples(st.integers(0, 6), st.integers(1, 4)), elements=FIGURES)


@given(TABLES)
def test_a_sum_exists_only_where_every_member_has_a_figure(values: np.ndarray):
    found = sum_of_members(values)
    for group in range(values.shape[1]):
        column = [float(value) for value in values[:, group]]
        if not column or any(math.isnan(value) for value in column):
            assert math.isnan(found[group])
        else:
            assert found[group] == pytest.approx(math.fsum(column))


@given(st.lists(st.tuples(st.floats(1, 1e4), st.floats(0.2, 3)), min_size=1, max_size=6))
def test_wages_are_compared_with_what_the_same_persons_earn_at_their_countries_means(members):
    wages = np.array([[wage] for wage, _ in members])
    relative = np.array([[ratio] for _, ratio in members])
    at_means = math.fsum(wage / ratio for wage, ratio in members)
    expected = math.fsum(wage for wage, _ in members) / at_means
    assert float(mean_relative_wage(wages, relative)[0]) == pytest.approx(expected)


def test_members_of_one_country_keep_the_ratio_of_their_sum():
    """Both against a mean of 20,000: 300 + 100 million over 10,000 + 10,000 persons is 20,000 each, once the mean."""
    wages, relative = np.array([[300.0], [100.0]]), np.array([[1.5], [0.5]])
    assert float(mean_relative_wage(wages, relative)[0]) == pytest.approx(1.0)


def test_a_member_without_wages_leaves_none():
    assert np.isnan(mean_relative_wage(np.array([[300.0], [np.nan]]), np.array([[1.5], [1.0]]))[0])


def test_rows_become_an_array_with_gaps():
    found = stacked([[1.0, None], [None, 2.0]])
    assert np.array_equal(found, [[1.0, np.nan], [np.nan, 2.0]], equal_nan=True)


def test_only_tests_that_rank_by_size_are_left_out():
    left_out = {rules.code: [test.code for test in rules.all_tests if is_ranked_by_size(test)] for rules in rule_sets()}
    assert left_out["three-stars"] == ["size"]
    assert left_out["performance"] == ["size"]
    assert left_out["specialisation-node"] == []
    assert left_out["strong-cluster"] == ["employment", "local-units"]


def test_a_gate_that_is_not_met_leaves_no_star():
    rules = rule_set("three-stars")
    assert judge_sum(rules, [True, False, None, True, True]) == 0


def test_passed_tests_are_counted_and_those_left_out_are_not():
    rules = rule_set("three-stars")
    assert judge_sum(rules, [True, True, None, True, True]) == 2
    assert judge_sum(rules, [True, True, None, False, True]) == 1


def test_a_ladder_is_climbed_without_the_steps_left_out():
    rules = SimpleNamespace(gates=(), result="ladder")
    assert judge_sum(rules, [True, None, True, False, True]) == 2
    assert judge_sum(rules, [None, None]) == 0


def test_a_gate_left_out_is_no_hindrance():
    assert judge_sum(SimpleNamespace(gates=(1,), result="count"), [None, True]) == 1
