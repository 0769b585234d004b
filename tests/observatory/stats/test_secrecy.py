"""Bounds and outlook against slow ones: every table of whole numbers that fits, every value between."""

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from observatory.rules import rule_sets
from observatory.stats.secrecy import NOTHING_SAID, Chance, Interval, Sums, Surroundings, chances, least, most
from tests.observatory.stats import slow_secrecy as slow

NO = np.nan
REGIONS, DIVISIONS, LARGEST = 3, 2, 4
tables = st.lists(st.integers(0, LARGEST), min_size=REGIONS * DIVISIONS, max_size=REGIONS * DIVISIONS)
masks = st.lists(st.booleans(), min_size=REGIONS * DIVISIONS, max_size=REGIONS * DIVISIONS)


def bounds(values, wholes, of):
    """Lower and upper bounds of members by one kind of sum."""
    sums = Sums(np.array(wholes, dtype=float), np.array(of))
    upper = most(np.array(values, dtype=float), sums)
    return least(np.array(values, dtype=float), upper, sums), upper


def test_the_only_unpublished_member_is_its_residual():
    lower, upper = bounds([[5.0], [NO]], [[8.0]], [0, 0])
    assert (lower[1, 0], upper[1, 0]) == (3.0, 3.0)


def test_two_unpublished_members_may_each_be_all_or_nothing():
    lower, upper = bounds([[NO], [NO], [2.0]], [[8.0]], [0, 0, 0])
    assert lower[:2, 0].tolist() == [0.0, 0.0]
    assert upper[:2, 0].tolist() == [6.0, 6.0]


def test_what_the_others_can_be_at_most_is_what_one_must_be_at_least():
    sums = Sums(np.array([[10.0]]), np.array([0, 0]))
    assert least(np.array([[NO], [NO]]), np.array([[10.0], [3.0]]), sums)[0, 0] == 7.0


@pytest.mark.parametrize(("wholes", "of"), [([[NO]], [0]), ([[7.0]], [-1]), (np.zeros((0, 1)), [-1])])
def test_without_a_published_sum_there_is_no_bound(wholes, of):
    lower, upper = bounds([[NO]], wholes, of)
    assert (lower[0, 0], upper[0, 0]) == (0.0, np.inf)


@settings(max_examples=60, deadline=None)
@given(tables, masks)
def test_no_table_that_fits_what_is_published_leaves_the_bounds(numbers, hidden):
    truth = np.array(numbers, dtype=float).reshape(REGIONS, DIVISIONS)
    is_hidden = np.array(hidden).reshape(truth.shape)
    assume(is_hidden.sum() <= 4)
    seen = np.where(is_hidden, NO, truth)
    of_regions = Sums(truth.sum(0, keepdims=True), np.zeros(REGIONS, dtype=int))
    of_sections = Sums(truth.sum(1, keepdims=True).T, np.zeros(DIVISIONS, dtype=int))
    upper = np.minimum(most(seen, of_regions), most(seen.T, of_sections).T)
    lower = np.maximum(least(seen, upper, of_regions), least(seen.T, upper.T, of_sections).T)
    fitting = list(slow.fitting_tables(seen, truth.sum(0), truth.sum(1), LARGEST * REGIONS))
    assert fitting
    for place in np.argwhere(is_hidden):
        values = [table[tuple(place)] for table in fitting]
        assert lower[tuple(place)] <= min(values)
        assert max(values) <= upper[tuple(place)]
    lower_slow, upper_slow = slow.bounds(seen, truth.sum(0), truth.sum(1))
    assert np.array_equal(lower[is_hidden], lower_slow[is_hidden])
    assert np.array_equal(upper[is_hidden], upper_slow[is_hidden])


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(rule_sets()),
    st.integers(0, 60),
    st.integers(0, 120),
    st.tuples(st.integers(200, 900), st.integers(50, 400), st.integers(5_000, 20_000)),
    st.lists(st.floats(0.01, 60), min_size=7, max_size=7),
)
def test_the_outlook_is_what_judging_every_value_between_gives(rules, lower, width, around, cuts):
    named = {test.code: cut for test, cut in zip(rules.all_tests, cuts, strict=False)}
    interval = Interval(np.array([float(lower)]), np.array([float(lower + width)]))
    given_cuts = {name: np.array([cut]) for name, cut in named.items()}
    surroundings = Surroundings(*(np.array([float(one)]) for one in around))
    found = chances(rules, interval, surroundings, given_cuts)[0]
    assert found == slow.outlook(rules, range(lower, lower + width + 1), around, named)


@pytest.mark.parametrize(("lower", "upper"), [(0.0, 0.0), (10.0, 10.0), (10.0, 19.9)])
def test_nothing_is_said_of_a_narrow_interval(lower, upper):
    assert said(lower, upper) == NOTHING_SAID


@pytest.mark.parametrize(
    ("lower", "upper", "chance"),
    [(0.0, 999.0, Chance.IMPOSSIBLE), (0.0, np.inf, Chance.POSSIBLE), (40_000.0, 80_000.0, Chance.CERTAIN)],
)
def test_a_wide_one_leaves_a_star_impossible_possible_or_certain(lower, upper, chance):
    assert said(lower, upper) == chance


def said(lower, upper):
    """Of a region with 100,000 persons employed; a location quotient of 2 is 20,000, the others' cuts lie higher."""
    rules = rule_sets()[0]
    cuts = {test.code: np.array([{"gate": 1000.0}.get(test.code, test.value)]) for test in rules.all_tests}
    cuts |= {test.code: np.array([50_000.0 if test.measure != "focus" else 0.5]) for test in rules.tests
             if test.kind != "fixed"}  # fmt: skip
    around = Surroundings(np.array([1e5]), np.array([1e6]), np.array([1e7]))
    return chances(rules, Interval(np.array([lower]), np.array([upper])), around, cuts)[0]


def test_values_between_are_never_better_than_the_upper_or_worse_than_the_lower_end():
    """What the formula relies on: every measure that persons employed give rises with them."""
    for rules, value in product(rule_sets(), (100, 5_000, 40_000)):
        cuts = dict.fromkeys((test.code for test in rules.all_tests), 1.0)
        stars = [slow.has_star(rules, one, (10**5, 10**6, 10**7), cuts, otherwise=True) for one in (value, value * 2)]
        assert stars[0] <= stars[1]
