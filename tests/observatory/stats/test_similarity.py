import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.stats.similarity import (
    Layout,
    Position,
    contributions,
    hellinger_squares,
    nearest,
    structural_distances,
    typical_contributions,
)
from tests.observatory.stats import slow_structure
from tests.observatory.stats.numbers import plain, tables

# Two forms of one composition (three detailed shares, two plain ones), then two single variables.
LAYOUT = Layout((slice(0, 3), slice(3, 5)), 0.5, slice(5, 7), (0.3, 0.2), 0.9, 0.6)
COUNTS = st.one_of(st.just(np.nan), st.integers(0, 20).map(float))
REGIONS = 5


def composed(detailed, plain_shares, singles):
    """Rows of counts made shares of their sums."""
    parts = [one / np.maximum(np.nansum(one, axis=1, keepdims=True), 1) for one in (detailed, plain_shares)]
    return np.hstack([*parts, singles])


worlds = st.builds(
    composed, tables((REGIONS, 3), COUNTS), tables((REGIONS, 2), COUNTS), tables((REGIONS, 2), st.integers(0, 9))
)
EVERYONE = np.ones(REGIONS, dtype=bool)


def example():
    rng = np.random.default_rng(7)
    return composed(rng.random((REGIONS, 3)), rng.random((REGIONS, 2)), rng.random((REGIONS, 2)))


def test_compositions_without_anything_in_common_are_as_far_apart_as_can_be():
    assert hellinger_squares(np.array([[1.0, 0.0], [0.0, 1.0]]))[0, 1] == pytest.approx(1)


def test_the_example_of_the_methodology_page():
    """Halves against a quarter and three quarters: 1 − √(0.5 · 0.25) − √(0.5 · 0.75)."""
    assert hellinger_squares(np.array([[0.5, 0.5], [0.25, 0.75]]))[0, 1] == pytest.approx(0.0340742)


def test_two_regions_drawn_at_random_are_at_distance_one():
    squares = structural_distances(example(), LAYOUT, EVERYONE).values ** 2
    assert squares[~np.eye(REGIONS, dtype=bool)].mean() == pytest.approx(1)


def test_a_missing_variable_leaves_the_others_with_its_weight():
    raw = example()
    whole = structural_distances(raw, LAYOUT, EVERYONE).values
    raw[0, 6] = np.nan
    found = structural_distances(raw, LAYOUT, EVERYONE)
    parts = contributions(*(Position(raw[one], found.variables[one]) for one in (0, 1)), LAYOUT)
    assert np.isnan(parts[6])
    assert found.values[0, 1] ** 2 == pytest.approx(np.nansum(parts))
    assert found.values[0, 1] != pytest.approx(whole[0, 1])


def test_regions_without_a_mix_in_common_have_no_distance():
    raw = example()
    raw[0, :5] = np.nan
    found = structural_distances(raw, LAYOUT, EVERYONE).values
    assert np.isnan(found[0]).all()
    assert np.isfinite(found[1, 2])


def test_the_plain_composition_steps_in_where_one_region_lacks_the_detailed_one():
    raw = example()
    raw[0, :3] = np.nan
    found = structural_distances(raw, LAYOUT, EVERYONE)
    parts = contributions(*(Position(raw[one], found.variables[one]) for one in (0, 1)), LAYOUT)
    assert np.isnan(parts[:3]).all()
    assert np.isfinite(parts[3:]).all()


def test_nearest_come_first_and_unknown_never():
    assert nearest([0.3, np.nan, 0.0, 0.3, 0.1], 3).tolist() == [2, 4, 0]
    assert nearest([np.nan, 0.5], 3).tolist() == [1]


def test_typical_contributions_are_the_mean_over_pairs():
    values = np.array([[1.0], [3.0], [np.nan], [8.0]])
    assert typical_contributions(values) == pytest.approx([(4 + 25 + 49) / 3])


def relative(square, usual):
    """Where all regions are the same none is set apart."""
    if square is None or usual is None:
        return None
    return square / usual if usual else 0.0


def squares_of(raw):
    """Tables of squares: the mix (detailed where both have it, each form on its own scale), then the variables."""
    rows, count = plain(raw), range(len(raw))

    def mix(start, stop):
        table = [[slow_structure.hellinger_square(a[start:stop], b[start:stop], 0.9) for b in rows] for a in rows]
        usual = slow_structure.typical(table)
        return [[relative(one, usual) for one in row] for row in table]

    detailed, coarse = mix(0, 3), mix(3, 5)
    best = [[detailed[i][j] if detailed[i][j] is not None else coarse[i][j] for j in count] for i in count]
    singles = [[[None if None in (a[k], b[k]) else (a[k] - b[k]) ** 2 for b in rows] for a in rows] for k in (5, 6)]
    return best, singles


def slow_distance(i, j, best, singles):
    parts = [(0.5, best[i][j])]
    for weight, table in zip((0.3, 0.2), singles, strict=True):
        parts.append((weight, relative(table[i][j], slow_structure.typical(table))))
    known = [(weight, square) for weight, square in parts if square is not None]
    total = sum(weight for weight, _ in known)
    return (sum(w * s for w, s in known) / total) ** 0.5 if total >= 0.6 - 1e-9 else None


@given(worlds)
def test_equals_the_distance_pair_by_pair(raw):
    found = structural_distances(raw, LAYOUT, EVERYONE)
    best, singles = squares_of(raw)
    assert np.array_equal(found.values, found.values.T, equal_nan=True)
    for i in range(REGIONS):
        for j in range(REGIONS):
            expected = slow_distance(i, j, best, singles)
            np.testing.assert_allclose(found.values[i, j], np.nan if expected is None else expected, atol=1e-6)
            if expected is not None:
                parts = contributions(*(Position(raw[one], found.variables[one]) for one in (i, j)), LAYOUT)
                np.testing.assert_allclose(np.nansum(parts), expected**2, atol=1e-6)
        assert np.isnan(found.values[i, i]) or found.values[i, i] == 0
