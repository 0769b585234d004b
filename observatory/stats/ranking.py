"""Ranks and cuts down the columns of a table: (N, K) arrays, NaN = not ranked."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from observatory.stats.quotient import Figures


@dataclass(frozen=True, slots=True)
class Ordered:
    """The columns of a table, sorted once for all cuts: `rows` (K, N) ascending, NaN last, with `n` (K,) figures."""

    rows: Figures
    n: NDArray[np.int64]

    def top_cut(self, top_share: float) -> Figures:
        """The smallest value that is among the top share of its column: (K,); NaN in an empty column.

        The top 10 % of n are the ceil(0.1 · n) largest; ties at the cut all pass, because they reach it.
        """
        return self._at(self.n - places(self.n, top_share))

    def percentile_cut(self, fraction: float) -> Figures:
        """The percentile of each column by linear interpolation (type 7): (K,); NaN in an empty column."""
        position = (self.n - 1) * fraction
        low = np.floor(position).astype(np.int64)
        below, above = self._at(low), self._at(np.ceil(position).astype(np.int64))
        return np.asarray(below + (position - low) * (above - below))

    def _at(self, place: NDArray[np.int64]) -> Figures:
        if not self.rows.shape[1]:
            return np.full(len(self.rows), np.nan)
        picked = self.rows[np.arange(len(self.rows)), np.clip(place, 0, self.rows.shape[1] - 1)]
        return np.where(self.n > 0, picked, np.nan)


def order(values: Figures) -> Ordered:
    """Sort each column of (N, K); columns become contiguous rows, which sort several times faster."""
    rows = np.sort(np.ascontiguousarray(values.T), axis=1)
    return Ordered(rows, np.asarray(np.isfinite(rows).sum(axis=1)))


def competition_ranks(values: Figures) -> NDArray[np.int32]:
    """1 for the largest of a column; equal values share the better rank (1, 2, 2, 4); 0 where NaN."""
    rows = np.ascontiguousarray(values.T)
    is_ranked = np.isfinite(rows)
    rows = np.where(is_ranked, -rows, np.inf)  # infinite, not NaN: arrays without NaN are sorted several times faster
    sequence = np.argsort(rows, axis=1)
    ordered = np.take_along_axis(rows, sequence, axis=1)
    place = np.broadcast_to(np.arange(1, rows.shape[1] + 1, dtype=np.int32), rows.shape).copy()
    _share_ranks(place, ordered)
    ranks = np.empty(rows.shape, dtype=np.int32)
    np.put_along_axis(ranks, sequence, place, axis=1)
    return np.where(is_ranked, ranks, 0).T


def _share_ranks(place: NDArray[np.int32], ordered: Figures) -> None:
    """Give equal neighbours of `ordered` (K, N) the better place; only rows that have any are touched."""
    is_tied = (ordered[:, 1:] == ordered[:, :-1]) & np.isfinite(ordered[:, 1:])
    rows = np.flatnonzero(is_tied.any(axis=1))
    tied = place[rows]
    tied[:, 1:][is_tied[rows]] = 0
    place[rows] = np.maximum.accumulate(tied, axis=1)


def places(n: ArrayLike, top_share: float) -> NDArray[np.int64]:
    """How many of `n` values are the top share: ceil(share · n), safe against 0.1 · 30 = 3.0000000000000004."""
    return np.ceil(np.round(top_share * np.asarray(n), 9)).astype(np.int64)


def top_cut(values: Figures, top_share: float) -> Figures:
    """`Ordered.top_cut` of the columns of (N, K)."""
    return order(values).top_cut(top_share)


def percentile_cut(values: Figures, fraction: float) -> Figures:
    """`Ordered.percentile_cut` of the columns of (N, K)."""
    return order(values).percentile_cut(fraction)
