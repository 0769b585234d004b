import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.stats.variety import entropy, related_variety, unrelated_variety
from tests.observatory.stats import slow_structure
from tests.observatory.stats.numbers import plain, same, tables

FAMILY = np.array([0, 0, 1, 2, 2, 2])
COUNTS = st.one_of(st.just(np.nan), st.integers(0, 9).map(float), st.integers(1, 10**6).map(float))


def test_eight_equal_industries_hold_three_bits():
    assert entropy([7] * 8) == pytest.approx(3)


def test_two_families_of_two_equal_industries_hold_one_bit_between_and_one_within():
    family = np.array([0, 0, 1, 1])
    assert unrelated_variety([5, 5, 5, 5], family) == pytest.approx(1)
    assert related_variety([5, 5, 5, 5], family) == pytest.approx(1)


def test_one_unpublished_industry_leaves_no_figure():
    assert np.isnan(related_variety([5, np.nan, 5, 5, 5, 5], FAMILY))
    assert np.isnan(unrelated_variety([5, np.nan, 5, 5, 5, 5], FAMILY))


@given(tables((4, 6), COUNTS))
def test_unrelated_and_related_variety_add_up_to_the_entropy(values):
    between, within, whole = unrelated_variety(values, FAMILY), related_variety(values, FAMILY), entropy(values)
    np.testing.assert_allclose(between + within, whole, atol=1e-9)
    for place in range(4):
        row = plain(values[place])
        assert same(between[place], slow_structure.unrelated(row, FAMILY.tolist()))
        assert same(within[place], slow_structure.related(row, FAMILY.tolist()))
