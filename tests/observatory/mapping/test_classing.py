"""Classes of a map against a second, slow way to find them."""

from bisect import bisect_right
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import pairwise
from math import floor, inf, isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.maps.classes import around_zero, quantiles

VALUES = st.lists(
    st.one_of(st.floats(-1e6, 1e6).filter(lambda value: not 0 < abs(value) < 1e-6), st.just(nan)), max_size=40
)


def slow_quantile(values: list[float], share: float) -> float:
    """Type 7 by hand: walk to the place and go on in a straight line."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low = floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def slow_rounded(value: float) -> float:
    """Two significant digits, by way of decimal numbers."""
    if value == 0:
        return 0.0
    number = Decimal(value)
    return float(number.quantize(Decimal(1).scaleb(number.adjusted() - 1), rounding=ROUND_HALF_EVEN))


def slow_counts(values: list[float], bounds: tuple[float, ...]) -> tuple[int, ...]:
    edges = [-inf, *bounds, inf]
    return tuple(sum(low <= value < high for value in values) for low, high in pairwise(edges))


def known(values: list[float]) -> list[float]:
    return [value for value in values if not isnan(value)]


@given(VALUES)
def test_differences_have_the_same_bounds_on_both_sides_of_zero(values: list[float]):
    found = around_zero(values, 3)
    sizes = [abs(value) for value in known(values) if value]
    cuts = {slow_rounded(slow_quantile(sizes, share)) for share in (0.25, 0.5, 0.75)} if sizes else set()
    expected = sorted({sign * cut for cut in cuts for sign in (-1, 1)})
    assert found.bounds == pytest.approx(expected, rel=0.06)
    assert [-bound for bound in found.bounds][::-1] == list(found.bounds)
    assert found.counts == slow_counts(known(values), found.bounds)


@given(VALUES, st.integers(2, 7))
def test_quantiles_count_every_value_once(values: list[float], count: int):
    found = quantiles(values, count)
    assert found.counts == slow_counts(known(values), found.bounds)
    assert sum(found.counts) == len(known(values))
    assert len(found.counts) <= count


@given(VALUES.filter(known))
def test_the_class_of_a_value_lies_between_its_bounds(values: list[float]):
    found = around_zero(values, 3)
    for value in known(values):
        assert found.index(value) == bisect_right(found.bounds, value)


def test_where_nothing_changed_there_is_one_class():
    assert around_zero([0.0, 0.0, nan], 3).counts == (2,)


def test_no_change_lies_in_the_middle_class():
    found = around_zero([-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0], 3)
    assert found.index(0.0) == len(found.bounds) // 2
