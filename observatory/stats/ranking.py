"""Ranks and cuts down the columns of a table: (N, K) arrays, NaN = not ranked."""

import math

import numpy as np
from numpy.typing import NDArray

from observatory.stats.quotient import Figures


def descending(values: Figures) -> Figures:
    """Each column sorted, largest first, NaN last."""
    return -np.sort(-values, axis=0)


def counts(values: Figures) -> NDArray[np.int64]:
    """Published values of each column: (N, K) → (K,)."""
    return np.asarray(np.isfinite(values).sum(axis=0))


def competition_ranks(values: Figures) -> NDArray[np.int64]:
    """1 for the largest of a column; equal values share the better rank (1, 2, 2, 4); 0 where NaN."""
    order = np.argsort(-values, axis=0, kind="stable")
    ordered = np.take_along_axis(values, order, axis=0)
    place = np.broadcast_to(np.arange(len(values))[:, None], values.shape)
    is_new = np.ones(values.shape, dtype=bool)
    is_new[1:] = ordered[1:] != ordered[:-1]
    rank = np.maximum.accumulate(np.where(is_new, place, 0), axis=0) + 1
    ranks = np.empty(values.shape, dtype=np.int64)
    np.put_along_axis(ranks, order, rank, axis=0)
    return np.where(np.isfinite(values), ranks, 0)


def places(n: int, top_share: float) -> int:
    """How many of `n` values are the top share: ceil(share · n), safe against 0.1 · 30 = 3.0000000000000004."""
    return math.ceil(round(top_share * n, 9))


def top_cut(values: Figures, top_share: float) -> Figures:
    """The smallest value that is among the top share of its column: (N, K) → (K,); NaN in an empty column.

    The top 10 % of n are the ceil(0.1 · n) largest; ties at the cut all pass, because they reach it.
    """
    ordered = descending(values)
    last = np.array([places(int(n), top_share) for n in counts(values)], dtype=np.int64)
    return _at(ordered, last - 1)


def percentile_cut(values: Figures, fraction: float) -> Figures:
    """The percentile of each column by linear interpolation (type 7): (N, K) → (K,); NaN in an empty column."""
    ordered = np.sort(values, axis=0)
    position = (counts(values) - 1) * fraction
    low = np.floor(position).astype(np.int64)
    below, above = _at(ordered, low), _at(ordered, np.ceil(position).astype(np.int64))
    return np.asarray(below + (position - low) * (above - below))


def _at(ordered: Figures, row: NDArray[np.int64]) -> Figures:
    if not len(ordered):
        return np.full(ordered.shape[1:], np.nan)
    picked = np.take_along_axis(ordered, np.maximum(row, 0)[None], axis=0)[0]
    return np.where(row >= 0, picked, np.nan)
