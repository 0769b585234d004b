import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import arrays

from observatory.stats.reference import default_year, nearest_totals, reference
from observatory.stats.trend import chain_linked_index
from tests.observatory.stats import slow
from tests.observatory.stats.numbers import plain, same, tables

BOTH = np.array([True, True])


def test_sums_run_over_the_countries_that_publish_the_group():
    persons = np.array([[100.0, 10.0], [np.nan, 30.0]])
    found = reference(persons, np.array([1000.0, 3000.0]), np.array([1000.0, 3000.0]), BOTH)
    assert found.group.tolist() == [100.0, 40.0]
    assert found.total.tolist() == [1000.0, 4000.0]
    assert found.area_share.tolist() == [0.25, 1.0]


def test_a_country_outside_the_area_does_not_count():
    found = reference(np.array([[100.0], [50.0]]), np.array([1000.0, 500.0]), np.array([1000.0, 500.0]), BOTH & [1, 0])
    assert found.group.tolist() == [100.0]
    assert found.area_share.tolist() == [1.0]


def test_a_country_without_a_total_does_not_count_but_weighs():
    found = reference(np.array([[100.0], [50.0]]), np.array([1000.0, np.nan]), np.array([1000.0, 1000.0]), BOTH)
    assert found.group.tolist() == [100.0]
    assert found.area_share.tolist() == [0.5]


def test_no_publishing_country_is_no_figure_not_zero():
    found = reference(np.full((2, 1), np.nan), np.array([1.0, 1.0]), np.array([1.0, 1.0]), BOTH)
    assert np.isnan(found.group).all()
    assert np.isnan(found.total).all()


@given(tables((5, 4)), tables((5,)), arrays(np.bool_, 5))
def test_equals_the_loop_over_countries(persons, totals, in_area):
    found = reference(persons, totals, totals, in_area)
    for group in range(4):
        chosen = [(plain(persons[country, group]), plain(totals[country])) for country in range(5) if in_area[country]]
        expected_group, expected_total = slow.reference(chosen)
        assert same(found.group[group], expected_group)
        assert same(found.total[group], expected_total)


def test_default_year_is_the_latest_nearly_complete_one():
    totals = np.array([[90.0, 10.0], [95.0, np.nan], [np.nan, 12.0]])
    assert default_year(totals, BOTH) == 1


def test_default_year_falls_back_to_the_most_complete_one():
    assert default_year(np.array([[np.nan, 40.0], [60.0, np.nan], [np.nan, 40.0]]), BOTH) == 1


def test_gaps_are_filled_with_the_nearest_year():
    filled = nearest_totals(np.array([[np.nan], [5.0], [np.nan], [9.0]]))
    assert filled.ravel().tolist() == [5.0, 5.0, 5.0, 9.0]


def test_trend_does_not_jump_when_a_country_enters():
    values = np.array([[[100.0], [np.nan]], [[110.0], [900.0]], [[121.0], [990.0]]])
    index = chain_linked_index(values, np.ones(values.shape, dtype=bool))
    assert index.ravel() == pytest.approx([100, 110, 121])


def test_trend_leaves_out_a_country_whose_series_breaks():
    values = np.array([[[100.0], [100.0]], [[110.0], [300.0]]])
    usable = np.array([[[True], [True]], [[True], [False]]])
    assert chain_linked_index(values, usable).ravel() == pytest.approx([100, 110])


@given(tables((5, 3, 1)))
def test_trend_equals_the_chain_year_by_year(values):
    fast = chain_linked_index(values, np.ones(values.shape, dtype=bool)).ravel()
    by_year = [{c: v for c, v in enumerate(plain(year[:, 0])) if v is not None} for year in values]
    for got, expected in zip(fast, slow.chain(by_year), strict=True):
        assert same(got, expected)
