import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from observatory.stats.growth import growth_as_of, yearly_rate
from tests.observatory.stats import slow
from tests.observatory.stats.numbers import plain, same, tables

YEARS = np.arange(2008, 2015)


def column(*values):
    return np.array(values, dtype=float)[:, None]


def no_breaks(years=7):
    return np.zeros((years, 1), dtype=bool)


def test_yearly_rate_of_a_doubling_in_four_years():
    assert yearly_rate(1000, 2000, 4) == pytest.approx(0.189207, abs=1e-6)


def test_longest_period_ends_before_the_break():
    """France: all cells of 2014 break, so the page of 2014 shows 2010–2013."""
    breaks = no_breaks()
    breaks[6] = True
    found = growth_as_of(column(np.nan, np.nan, 1000, 1010, 1020, 1061.208, 2000), breaks, YEARS)
    assert (YEARS[found.first[6, 0]], YEARS[found.last[6, 0]]) == (2010, 2013)
    assert found.rate[6, 0] == pytest.approx(0.02)


def test_a_break_in_the_first_year_does_no_harm():
    breaks = no_breaks()
    breaks[4] = True
    found = growth_as_of(column(1, 1, 1, 1, 1000, np.nan, 1210), breaks, YEARS)
    assert found.rate[6, 0] == pytest.approx(0.1)


def test_one_year_is_too_short():
    found = growth_as_of(column(*[np.nan] * 5, 1000, 1100), no_breaks(), YEARS)
    assert np.isnan(found.rate).all()
    assert (found.first == -1).all()


def test_no_rate_below_250_persons_at_the_start():
    found = growth_as_of(column(249, *[np.nan] * 5, 5000), no_breaks(), YEARS)
    assert np.isnan(found.rate[6, 0])


def test_later_years_do_not_reach_back():
    found = growth_as_of(column(1000, 1000, 1000, 9000, 9000, 9000, 9000), no_breaks(), YEARS)
    assert found.rate[2, 0] == pytest.approx(0)


@given(tables((6, 3)), arrays(np.bool_, (6, 3)), st.lists(st.integers(1, 3), min_size=5, max_size=5))
def test_equals_the_search_year_by_year(persons, breaks, steps):
    years = np.cumsum([2008, *steps])
    found = growth_as_of(persons, breaks, years)
    for place in range(3):
        for year in range(6):
            expected = slow.growth(plain(persons[:, place]), breaks[:, place].tolist(), years.tolist(), year)
            rate, first, last = expected or (None, -1, -1)
            assert (found.first[year, place], found.last[year, place]) == (first, last)
            assert same(found.rate[year, place], rate)
