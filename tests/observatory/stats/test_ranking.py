import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.stats.ranking import competition_ranks, percentile_cut, places, top_cut
from tests.observatory.stats import slow
from tests.observatory.stats.numbers import plain, same, tables


def test_equal_values_share_the_better_rank():
    assert competition_ranks(np.array([[5.0], [9.0], [5.0], [np.nan], [1.0]])).ravel().tolist() == [2, 1, 2, 0, 4]


@pytest.mark.parametrize(("n", "expected"), [(0, 0), (1, 1), (10, 1), (11, 2), (30, 3), (210, 21), (214, 22)])
def test_top_tenth_is_rounded_up_and_never_by_a_float(n, expected):
    assert places(n, 0.1) == expected


def test_ties_at_the_cut_all_pass():
    values = np.array([9.0, 7.0, 7.0, *range(-1, 7)])[:, None]
    assert (values >= top_cut(values, 0.1)).sum() == 3


def test_percentile_is_type_seven():
    assert percentile_cut(np.array([[1.0], [2.0], [3.0], [4.0]]), 0.25) == pytest.approx(1.75)


def test_an_empty_column_has_no_cut():
    empty = np.full((3, 1), np.nan)
    assert np.isnan(top_cut(empty, 0.1)).all()
    assert np.isnan(percentile_cut(empty, 0.5)).all()
    assert np.isnan(top_cut(np.empty((0, 2)), 0.1)).all()


@given(tables((9, 3)), st.sampled_from([0.1, 0.2, 0.25, 0.5, 0.9]))
def test_columns_equal_the_obvious_search(values, share):
    ranks, cuts, percentiles = competition_ranks(values), top_cut(values, share), percentile_cut(values, share)
    for column in range(3):
        known = [one for one in plain(values[:, column]) if one is not None]
        assert same(cuts[column], slow.top_cut(known, share))
        assert same(percentiles[column], slow.percentile(known, share))
        expected = [0 if one is None else slow.rank(one, known) for one in plain(values[:, column])]
        assert ranks[:, column].tolist() == expected
