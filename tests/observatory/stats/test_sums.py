import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from observatory.stats.sums import sum_members

COUNTS = st.integers(0, 1000).map(float)


@given(arrays(float, (2, 3, 4), elements=COUNTS), arrays(float, (5, 4), elements=st.sampled_from([0.0, 0.5, 1.0])))
def test_a_sum_is_the_product_with_the_weights(values, weights):
    assert np.array_equal(sum_members(values, weights), values @ weights.T)


def test_flags_are_counted():
    flags = np.array([[True, False, True]])
    assert sum_members(flags, np.array([[True, True, True], [False, True, False]])).tolist() == [[2.0, 0.0]]


def test_equal_rows_have_equal_sums():
    values = np.tile([0.1, 0.2, 0.3, 0.7], (1000, 1))
    assert len(np.unique(sum_members(values, np.array([[0.3, 0.9, 1.0, 0.7]])))) == 1
