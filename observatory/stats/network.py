"""A readable picture of a network: which of its links are drawn, and where its nodes stand.

Everything is computed without chance, so that the same weights give the same picture on every machine: classical
scaling starts, stress majorization (Gansner, Koren and North 2004, "Graph drawing by stress majorization") improves,
and ties are broken by position.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Edge = tuple[int, int, float]

STEPS = 150
PUSHES = 200


def strongest_first(weights: Points) -> list[Edge]:
    """Every pair of a symmetric (G, G) table of weights once, the strongest first; NaN and 0 are no link."""
    pairs = combinations(range(len(weights)), 2)
    known = [(i, j, float(weights[i, j])) for i, j in pairs if weights[i, j] > 0]
    return sorted(known, key=lambda edge: (-edge[2], edge[0], edge[1]))


def spanning_forest(edges: Sequence[Edge]) -> list[Edge]:
    """The links of the maximum spanning tree of every connected part (Kruskal): each node by its best way."""
    parts: dict[int, set[int]] = {}
    tree = []
    for edge in edges:
        one, other = parts.setdefault(edge[0], {edge[0]}), parts.setdefault(edge[1], {edge[1]})
        if one is other:
            continue
        tree.append(edge)
        one |= other
        parts |= dict.fromkeys(one, one)
    return tree


def backbone(weights: Points, most: int) -> list[Edge]:
    """The spanning forest and then the strongest links, `most` in all (at least the forest), the strongest first."""
    edges = strongest_first(weights)
    tree = spanning_forest(edges)
    inside = set(tree)
    added = [edge for edge in edges if edge not in inside][: max(most - len(tree), 0)]
    return sorted([*tree, *added], key=lambda edge: (-edge[2], edge[0], edge[1]))


def path_lengths(size: int, edges: Sequence[Edge]) -> Points:
    """(G, G) lengths of the shortest ways, a link being the longer the weaker it is; parts stand apart but near."""
    lengths = np.full((size, size), np.inf)
    np.fill_diagonal(lengths, 0.0)
    strongest = max((edge[2] for edge in edges), default=1.0)
    for i, j, weight in edges:
        lengths[i, j] = lengths[j, i] = 1.0 + (strongest - weight) / strongest
    for middle in range(size):
        np.minimum(lengths, lengths[:, middle, None] + lengths[None, middle, :], out=lengths)
    reached = lengths[np.isfinite(lengths)]
    return np.where(np.isfinite(lengths), lengths, reached.max(initial=0.0) + 1.0)


def place(size: int, edges: Sequence[Edge]) -> Points:
    """(G, 2) places whose distances follow the lengths of the ways; the longer axis of the picture is the first."""
    if size < 3:
        return np.array([[float(i), 0.0] for i in range(size)]).reshape(size, 2)
    lengths = path_lengths(size, edges)
    points = _scaled(lengths) + _small_circle(size)
    weights = 1.0 / np.where(lengths > 0, lengths, np.inf) ** 2
    for _ in range(STEPS):
        points = _improved(points, lengths, weights)
    return _turned(points)


def _scaled(lengths: Points) -> Points:
    """Classical scaling (Torgerson 1952): the two leading axes of the doubly centred squared lengths."""
    squared = lengths**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    values, vectors = np.linalg.eigh(-centred / 2)
    return _signed(vectors[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 1e-9)))


def _small_circle(size: int) -> Points:
    """A hair's breadth for every node in a direction of its own: nodes alike in all their ways would never part."""
    angles = np.arange(size) * 2.399963  # golden angle: no two directions are the same
    return 1e-3 * np.column_stack((np.cos(angles), np.sin(angles)))


def _signed(points: Points) -> Points:
    """An axis may point either way: the node farthest out on it stands on its positive side."""
    farthest = np.abs(np.round(points, 6)).argmax(axis=0)
    signs = np.where(points[farthest, range(points.shape[1])] < 0, -1.0, 1.0)
    return np.asarray(points * signs)


def _improved(points: Points, lengths: Points, weights: Points) -> Points:
    """One step of stress majorization, node by node all at once (Guttman transform, weights 1 / length²)."""
    apart = points[:, None, :] - points[None, :, :]
    distance = np.sqrt((apart**2).sum(axis=2))
    ratio = np.divide(lengths, distance, out=np.zeros_like(lengths), where=distance > 1e-9)
    wanted = points[None, :, :] + apart * ratio[:, :, None]
    total = (weights[:, :, None] * wanted).sum(axis=1)
    return np.asarray(total / weights.sum(axis=1)[:, None])


def _turned(points: Points) -> Points:
    centred = points - points.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    return _signed(centred @ vectors[:, ::-1])


def fitted(points: Points, width: float, height: float, apart: float) -> Points:
    """The same picture stretched to fill `width` × `height`, no two nodes nearer to each other than `apart`."""
    low, high = points.min(axis=0), points.max(axis=0)
    span = np.where(high - low > 1e-9, high - low, 1.0)
    box = np.array([width, height])
    placed = np.where(high - low > 1e-9, (points - low) / span * box, box / 2)
    for _ in range(PUSHES):
        placed = np.clip(_pushed(placed, apart), 0.0, box)
    return np.asarray(np.round(placed, 1), dtype=np.float64)


def _pushed(points: Points, apart: float) -> Points:
    """Every pair that stands too near moves apart, each by half of what is missing."""
    between = points[:, None, :] - points[None, :, :]
    distance = np.sqrt((between**2).sum(axis=2))
    np.fill_diagonal(distance, np.inf)
    missing = np.maximum(apart - distance, 0.0)
    along = np.divide(between, distance[:, :, None], out=np.zeros_like(between), where=distance[:, :, None] > 1e-6)
    return np.asarray(points + (along * missing[:, :, None]).sum(axis=1) / 2)
