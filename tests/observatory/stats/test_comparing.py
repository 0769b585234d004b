"""Places among peers, against a slow and obvious count."""

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.stats.comparing import FEWEST_PEERS, Peers, best_of, peers_of, standing

VALUES = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))
MAYBE = st.one_of(VALUES, st.just(math.nan))


def obvious_quartile(values: list[float], fraction: float) -> float:
    """Type 7 by hand: between the two neighbours of place (n − 1) · fraction."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * fraction
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


@given(st.lists(MAYBE, max_size=60))
def test_peers_are_counted_and_averaged_as_by_hand(values: list[float]):
    known = [value for value in values if not math.isnan(value)]
    found = peers_of(values)
    assert found.n == len(known)
    if len(known) < FEWEST_PEERS:
        assert found == Peers(len(known))
        return
    assert (found.lowest, found.highest) == (min(known), max(known))
    assert found.mean == pytest.approx(statistics.fmean(known), abs=1e-6)
    expected = [obvious_quartile(known, fraction) for fraction in (0.25, 0.5, 0.75)]
    assert list(found.quartiles) == pytest.approx(expected, abs=1e-6)


@given(st.lists(VALUES, min_size=FEWEST_PEERS, max_size=60), VALUES, st.sampled_from(["more", "less", "neutral"]))
def test_a_value_stands_where_a_count_of_the_quartiles_says(values: list[float], value: float, direction: str):
    peers = peers_of(values)
    found = standing(value, peers, direction)
    assert found.quarter == 1 + sum(value >= quartile for quartile in peers.quartiles)
    assert found.to_mean == value - peers.mean
    assert found.to_best == value - (min(values) if direction == "less" else max(values))


def test_the_best_is_the_lowest_only_where_less_is_better():
    peers = peers_of([float(number) for number in range(10)])
    assert [best_of(peers, direction) for direction in ("more", "neutral", "less")] == [9.0, 9.0, 0.0]


def test_a_missing_value_stands_nowhere():
    found = standing(None, peers_of(range(20)), "more")
    assert (found.quarter, found.to_mean, found.to_best) == (None, None, None)


def test_nine_peers_say_nothing_of_any_of_them():
    assert peers_of(range(9)) == Peers(9)
    assert standing(3.0, peers_of(range(9)), "more").quarter is None
