import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.stats import structure
from observatory.stats.concentration import gini_concentration, top_share
from tests.observatory.stats import slow, slow_structure
from tests.observatory.stats.numbers import plain, same, tables

COUNTS = st.one_of(st.just(np.nan), st.integers(0, 50).map(float), st.integers(1, 10**6).map(float))
EXAMPLE = [20, 50, 20, 10]


def test_regions_with_no_industry_in_common_are_two_apart():
    assert structure.krugman([20, 10, 70, 0, 0], [0, 0, 0, 60, 40]) == pytest.approx(2)


def test_a_region_like_the_area_is_not_specialised():
    assert structure.krugman([1, 2, 3], [100, 200, 300]) == pytest.approx(0)
    assert structure.gini_specialisation([1, 2, 3], [100, 200, 300]) == pytest.approx(0)


def test_what_one_side_does_not_publish_is_left_out_of_both():
    assert structure.krugman([10, np.nan, 30], [20, 40, 20]) == pytest.approx(0.5)


def test_herfindahl_of_the_published_example():
    assert structure.herfindahl(EXAMPLE) == pytest.approx(0.34)
    assert structure.herfindahl_normalised(EXAMPLE) == pytest.approx(0.12)
    assert round(float(structure.equivalent_number(EXAMPLE)), 2) == 2.94


def test_four_equal_industries_count_as_four():
    assert structure.equivalent_number([5, 5, 5, 5]) == pytest.approx(4)
    assert structure.herfindahl_normalised([5, 5, 5, 5]) == pytest.approx(0)


def test_nothing_published_gives_no_figure():
    empty = np.array([[np.nan, np.nan], [0.0, 0.0]])
    for one in (structure.gini, structure.herfindahl, structure.herfindahl_normalised, structure.equivalent_number):
        assert np.isnan(one(empty)).all()
    assert np.isnan(structure.krugman(empty, [1, 2])).all()
    assert np.isnan(structure.gini_specialisation(empty, [1, 2])).all()


@given(tables((4, 6), COUNTS), tables((6,), COUNTS))
def test_a_table_of_regions_equals_the_obvious_sums(values, reference):
    krugman, ginis = structure.krugman(values, reference), structure.gini_specialisation(values, reference)
    herfindahl = structure.herfindahl(values)
    for place in range(4):
        own, area = plain(values[place]), plain(reference)
        assert same(krugman[place], slow_structure.krugman(own, area))
        assert same(ginis[place], slow_structure.gini_of_quotients(own, area))
        assert same(herfindahl[place], slow_structure.herfindahl(own))


@given(tables((4, 6), COUNTS))
def test_one_region_gives_what_it_gives_in_a_table(values):
    for place in range(4):
        assert same(structure.herfindahl(values[place]), slow.known(structure.herfindahl(values)[place]))


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(1, 5)), min_size=1, max_size=6))
def test_a_weighted_gini_is_that_of_repeated_values(rows):
    values, weights = [one for one, _ in rows], [one for _, one in rows]
    assert same(structure.gini_weighted(values, weights), slow_structure.gini_weighted(values, weights))


@given(tables((6, 3), COUNTS), tables((6,), COUNTS), st.integers(1, 4))
def test_concentration_equals_the_obvious_sums(values, totals, k):
    ginis, shares = gini_concentration(values, totals[:, None]), top_share(values, k)
    for group in range(3):
        cells = plain(values[:, group])
        assert same(ginis[group], slow_structure.gini_of_quotients(cells, plain(totals)))
        assert same(shares[group], slow_structure.top_share(cells, k))


def test_fewer_regions_than_asked_have_no_share():
    assert np.isnan(top_share(np.array([[5.0], [np.nan]]), 2)).all()
    assert top_share(np.array([[6.0], [2.0], [2.0]]), 2, whole=[16.0]) == pytest.approx([0.5])
