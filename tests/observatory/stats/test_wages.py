import numpy as np
import pytest
from hypothesis import given

from observatory.stats.wages import mean_wage, relative_wage, wage_per_person
from tests.observatory.stats import slow
from tests.observatory.stats.numbers import plain, same, tables


def test_wage_in_euro_from_millions():
    assert wage_per_person(61.5, 2000) == pytest.approx(30_750)


def test_mean_leaves_out_sections_without_wages_or_persons():
    assert mean_wage([10.0, np.nan, 5.0], [1000.0, 900.0, np.nan]) == pytest.approx(10_000)


def test_relative_wage_of_the_mean_is_one():
    assert relative_wage(30_000, 30_000) == 1


@given(tables((5, 2)))
def test_column_equals_cell_by_cell(table):
    for got, (wages, persons) in zip(wage_per_person(*table.T), plain(table), strict=True):
        assert same(got, slow.divide(None if wages is None else wages * 1e6, persons))
