"""Steps within a year that are hardly real."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.stats.jumps import has_jump

persons = st.one_of(st.none(), st.floats(0, 1e6))


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        ({2010: 1000.0, 2011: 1500.0}, False),
        ({2010: 1000.0, 2011: 1501.0}, True),
        ({2010: 1501.0, 2011: 1000.0}, True),
        ({2010: 600.0, 2011: 999.0}, False),
        ({2010: 1000.0, 2012: 2000.0}, False),  # 41 % a year over the gap
        ({2010: 1000.0, 2012: 2251.0}, True),
        ({2010: 0.0, 2011: 1000.0}, True),
        ({2009: 1.0, 2010: 5000.0, 2011: 5100.0}, False),  # before the period
    ],
)
def test_a_jump_is_half_more_in_a_year_of_the_period(series: dict[int, float], expected: bool):
    assert has_jump(series, 2010, 2012) is expected


@given(st.lists(persons, min_size=6, max_size=6))
def test_jumps_equal_a_slow_walk(values: list[float | None]):
    found, last = False, None
    for year, value in enumerate(values):
        if value is None:
            continue
        if last is not None and max(value, last[1]) >= 1000:
            rate = 1.5 ** (year - last[0])
            found = found or value > last[1] * rate or last[1] > value * rate
        last = (year, value)
    assert has_jump({year: one for year, one in enumerate(values) if one is not None}, 0, 5) is found
