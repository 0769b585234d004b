import numpy as np
import pytest
from hypothesis import given

from observatory.stats.quotient import location_quotient, persons_per_unit, share
from tests.observatory.stats import slow
from tests.observatory.stats.numbers import plain, same, tables


def test_published_location_quotient():
    """REAT 3.0.3, man/locq.Rd."""
    assert location_quotient(1714, 79006, 879213, 15593224) == pytest.approx(0.3847623, abs=5e-8)


def test_worked_example():
    """A region with 5 % of its 2,000 persons in a group that holds 2 % of the area's 100,000."""
    assert location_quotient(100, 2000, 2000, 100_000) == pytest.approx(2.5)


def test_same_share_everywhere_is_one():
    assert location_quotient(np.array([10.0, 50.0]), np.array([100.0, 500.0]), 60.0, 600.0).tolist() == [1.0, 1.0]


@given(tables((7, 4)))
def test_column_equals_cell_by_cell(table):
    fast = location_quotient(*table.T)
    for got, row in zip(fast, plain(table), strict=True):
        assert same(got, slow.location_quotient(*row))


@pytest.mark.parametrize(("part", "whole"), [(1, 0), (1, np.nan), (np.nan, 1), (0, 0)])
def test_zero_or_missing_denominator_gives_no_figure(part, whole):
    assert np.isnan(share(part, whole))


def test_zero_is_a_value():
    assert share(0, 10) == 0
    assert persons_per_unit(0, 3) == 0
