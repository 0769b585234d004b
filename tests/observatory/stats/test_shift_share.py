import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.stats.shift_share import TwoYears, shift_share
from tests.observatory.stats import slow_structure
from tests.observatory.stats.numbers import plain, same, tables

COUNTS = st.one_of(st.just(np.nan), st.integers(0, 9).map(float), st.integers(1, 10**6).map(float))
AREA_TOTAL = TwoYears(1000.0, 1100.0)


def test_the_example_of_the_methodology_page():
    region, area = TwoYears([200.0, 100.0], [210.0, 140.0]), TwoYears([500.0, 500.0], [450.0, 650.0])
    found = shift_share(region, TwoYears(320.0, 370.0), area, AREA_TOTAL)
    assert [round(float(part), 6) for part in found.sums] == [30.0, -20.0, 40.0, 0.0]


def test_the_rest_of_the_total_is_said_to_be_unpublished():
    region, area = TwoYears([200.0, np.nan], [210.0, 140.0]), TwoYears([500.0, 500.0], [450.0, 650.0])
    found = shift_share(region, TwoYears(320.0, 370.0), area, AREA_TOTAL)
    assert found.not_published == pytest.approx(40)
    assert np.isnan(found.regional).tolist() == [False, True]


def test_without_a_total_nothing_is_said_of_the_rest():
    area = TwoYears([500.0], [450.0])
    found = shift_share(TwoYears([200.0], [210.0]), TwoYears(np.nan, 370.0), area, AREA_TOTAL)
    assert np.isnan(found.not_published)


@given(*[tables((3, 4), COUNTS)] * 2, *[tables((4,), COUNTS)] * 2, *[tables((3,), COUNTS)] * 2)
def test_the_four_parts_add_up_to_the_change(start, end, area_start, area_end, first, last):
    found = shift_share(TwoYears(start, end), TwoYears(first, last), TwoYears(area_start, area_end), AREA_TOTAL)
    np.testing.assert_allclose(sum(found.sums), last - first, atol=1e-3)
    area = list(zip(plain(area_start), plain(area_end), strict=True))
    for place in range(3):
        region = list(zip(plain(start[place]), plain(end[place]), strict=True))
        expected = slow_structure.shift_share(region, area, (1000.0, 1100.0))
        for section, parts in enumerate(expected):
            ours = [part[place, section] for part in (found.national, found.mix, found.regional)]
            assert [same(one, slow) for one, slow in zip(ours, parts or [None] * 3, strict=True)] == [True] * 3
