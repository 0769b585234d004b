"""The picture of a network: its links and places, against slower and more obvious ways."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.stats.network import backbone, fitted, path_lengths, place, spanning_forest, strongest_first

weights = st.integers(2, 7).flatmap(
    lambda size: st.lists(
        st.one_of(st.just(0.0), st.floats(0.01, 1, allow_nan=False)),
        min_size=size * (size - 1) // 2,
        max_size=size * (size - 1) // 2,
    ).map(lambda values: table(size, values))
)


def table(size: int, values: list[float]) -> np.ndarray:
    found = np.zeros((size, size))
    for (i, j), value in zip(combinations(range(size), 2), values, strict=True):
        found[i, j] = found[j, i] = value
    return found


def parts(size: int, edges) -> set[frozenset[int]]:
    """Connected parts, found by joining until nothing changes."""
    found = [{node} for node in range(size)]
    for i, j, _ in edges:
        one = next(part for part in found if i in part)
        other = next(part for part in found if j in part)
        if one is not other:
            one |= other
            found.remove(other)
    return {frozenset(part) for part in found}


def best_forest(size: int, edges) -> float:
    """Prim's way from every part: always the strongest link that leaves what is reached."""
    total, left = 0.0, set(range(size))
    while left:
        reached = {left.pop()}
        while leaving := [edge for edge in edges if (edge[0] in reached) != (edge[1] in reached)]:
            i, j, weight = max(leaving, key=lambda edge: edge[2])
            total, reached = total + weight, reached | {i, j}
        left -= reached
    return total


@given(weights)
def test_the_forest_joins_what_is_joined_with_the_greatest_weight_possible(found):
    edges = strongest_first(found)
    forest = spanning_forest(edges)
    assert parts(len(found), forest) == parts(len(found), edges)
    assert sum(edge[2] for edge in forest) == pytest.approx(best_forest(len(found), edges))


@given(weights, st.integers(0, 12))
def test_the_backbone_has_the_forest_and_then_the_strongest_links(found, most):
    edges, drawn = strongest_first(found), backbone(found, most)
    forest = spanning_forest(edges)
    assert set(forest) <= set(drawn)
    assert len(drawn) == min(len(edges), max(most, len(forest)))
    weakest_added = min((edge[2] for edge in drawn if edge not in forest), default=1.0)
    assert all(edge[2] <= weakest_added for edge in edges if edge not in drawn)


@given(weights)
def test_ways_are_as_short_as_trying_every_detour_makes_them(found):
    edges = strongest_first(found)
    lengths = path_lengths(len(found), edges)
    assert np.allclose(lengths, lengths.T)
    for i, j, k in combinations(range(len(found)), 3):
        assert lengths[i, j] <= lengths[i, k] + lengths[k, j] + 1e-9 or len(parts(len(found), edges)) > 1


def ring(size: int) -> list[tuple[int, int, float]]:
    return [(i, (i + 1) % size, 0.5) for i in range(size)]


def test_the_same_links_stand_in_the_same_places_every_time():
    edges = backbone(np.abs(np.sin(np.outer(np.arange(1, 21), np.arange(1, 21)))), 40)
    assert np.array_equal(place(20, edges), place(20, edges))


def test_close_nodes_stand_closer_than_far_ones():
    points = place(6, ring(6)[:-1])  # a chain
    apart = np.linalg.norm(points[:, None] - points[None], axis=2)
    assert apart[0, 1] < apart[0, 3] < apart[0, 5]


def test_no_two_nodes_touch_and_none_leaves_the_picture():
    edges = backbone(np.abs(np.cos(np.outer(np.arange(1, 69), np.arange(3, 71)))) + 0.01, 136)
    points = fitted(place(68, edges), 700, 500, 34)
    apart = np.linalg.norm(points[:, None] - points[None], axis=2) + np.eye(68) * 1000
    assert apart.min() > 30
    assert points.min() >= 0
    assert (points <= [700, 500]).all()


def test_nodes_that_are_alike_in_all_their_links_stand_apart():
    star = [(0, leaf, 0.5) for leaf in range(1, 7)]
    points = fitted(place(7, star), 400, 400, 34)
    apart = np.linalg.norm(points[:, None] - points[None], axis=2) + np.eye(7) * 1000
    assert apart.min() > 30


@pytest.mark.parametrize("size", [0, 1, 2])
def test_hardly_any_nodes_have_places_too(size):
    assert place(size, []).shape == (size, 2)
