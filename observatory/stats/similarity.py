"""How far apart regions are by structure: a weighted distance over a composition and single variables.

Every part is scaled so that two regions drawn at random are, on the average of squares, at distance 1; the parts are
then weighted, and a part that one of two regions lacks is left out of their distance and of its weights.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from observatory.stats.quotient import Figures, share

LEAST_OF_COMPOSITION = 0.90
LEAST_OF_WEIGHTS = 0.60


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns (V,) of a table of variables are.

    `compositions` are alternatives for one composition, the most detailed first: a pair of regions uses the first
    that both have. `weight` is theirs, `weights` (of `singles`) those of the single variables; together 1.
    """

    compositions: tuple[slice, ...]
    weight: float
    singles: slice
    weights: tuple[float, ...]
    least_of_composition: float = LEAST_OF_COMPOSITION
    least_of_weights: float = LEAST_OF_WEIGHTS


@dataclass(frozen=True, slots=True)
class Distances:
    """`variables` (R, V) scaled and weighted, so that their squared differences add up; `values` (R, R) or NaN."""

    variables: Figures
    values: Figures


@dataclass(frozen=True, slots=True)
class Position:
    """One region: `raw` (V,) shares and values, `variables` (V,) the same scaled and weighted; NaN = not known."""

    raw: Figures
    variables: Figures


def hellinger_squares(shares: Figures, least: float = LEAST_OF_COMPOSITION) -> Figures:
    """1 − Σ √(p q), the square of the Hellinger distance, between all rows of (R, K): (R, R), 0 to 1.

    `shares` are of each region's total, NaN where not published. A pair is compared over the industries that both
    publish, renormalised to them; NaN where these hold less than `least` of either total.
    """
    known = np.isfinite(shares)
    filled = np.where(known, shares, 0.0)
    roots = np.sqrt(filled)
    held = filled @ known.T.astype(float)  # of the row's total, what the column's region publishes too
    overlap = share(roots @ roots.T, np.sqrt(held * held.T))
    squares = np.where(np.minimum(held, held.T) >= least - 1e-9, np.clip(1.0 - overlap, 0.0, 1.0), np.nan)
    np.fill_diagonal(squares, np.where(np.isfinite(np.diagonal(squares)), 0.0, np.nan))
    return squares


def squared_gaps(values: Figures) -> Figures:
    """(x_i − x_j)² between all of (R,): (R, R); NaN where one is missing."""
    return np.asarray((values[:, None] - values) ** 2)


def typical_square(squares: Figures, population: NDArray[np.bool_]) -> float:
    """The mean over all pairs of two different regions of the `population` (R,); NaN where there is none."""
    among = squares[np.ix_(population, population)]
    count = np.isfinite(among).sum() - np.isfinite(np.diagonal(among)).sum()
    return float(np.nansum(among) / count) if count else float("nan")


def structural_distances(raw: Figures, layout: Layout, population: NDArray[np.bool_]) -> Distances:
    """√(Σ weight · square / typical square ÷ Σ weight) over the parts both regions have: (R, V) → (R, R).

    Compositions are shares of the region's total and enter by their Hellinger distance, single variables by their
    difference. NaN where the parts in common hold less than `layout.least_of_weights`. Symmetric; zero to itself.
    Method: our own.
    """
    variables = np.full(raw.shape, np.nan)
    sums, weights = np.zeros((len(raw), len(raw))), np.zeros((len(raw), len(raw)))
    mix = np.full(sums.shape, np.nan)
    for block in reversed(layout.compositions):
        squares = hellinger_squares(raw[:, block], layout.least_of_composition)
        scale = _scale(typical_square(squares, population))
        mix = np.where(np.isfinite(squares * scale), squares * scale, mix)
        variables[:, block] = np.sqrt(raw[:, block] * layout.weight / 2 * scale)
    _add(sums, weights, mix * layout.weight, layout.weight)
    for column, weight in zip(range(*layout.singles.indices(raw.shape[1])), layout.weights, strict=True):
        mean, typical = _mean_and_typical(raw[population, column])
        variables[:, column] = (raw[:, column] - mean) * (weight * _scale(typical)) ** 0.5
        _add(sums, weights, squared_gaps(variables[:, column]), weight)
    enough = weights >= layout.least_of_weights - 1e-9
    return Distances(variables, np.where(enough, np.sqrt(share(sums, weights)), np.nan))


def contributions(own: Position, other: Position, layout: Layout) -> Figures:
    """What each variable adds to the squared distance of two regions: (V,), NaN where it has no part in it.

    They add up to the square of `structural_distances`.
    """
    found = np.full(own.raw.shape, np.nan)
    known = 0.0
    for block in layout.compositions:
        parts = _renormalised(own, other, block, layout.least_of_composition)
        if parts is not None:
            found[block], known = (parts[0] - parts[1]) ** 2, layout.weight
            break
    gaps = (own.variables[layout.singles] - other.variables[layout.singles]) ** 2
    found[layout.singles] = gaps
    known += float(np.where(np.isfinite(gaps), layout.weights, 0.0).sum())
    return share(found, known)


def typical_contributions(variables: Figures) -> Figures:
    """The mean squared gap of each variable between two different regions: (R, V) → (V,), NaN where none is known.

    A variable brings two regions near where it contributes less than this, and sets them apart where more.
    """
    n = np.isfinite(variables).sum(0)
    mean = share(np.nansum(variables, axis=0), n)
    return 2 * share(np.nansum((variables - mean) ** 2, axis=0), n - 1)


def nearest(distances: ArrayLike, n: int) -> NDArray[np.int64]:
    """Places of the `n` smallest of (R,), nearest first, equal ones in their order; without those that are NaN."""
    values = np.asarray(distances, dtype=float)
    order = np.argsort(values, kind="stable")
    return np.asarray(order[: min(n, int(np.isfinite(values).sum()))], dtype=np.int64)


def _add(sums: Figures, weights: Figures, squares: Figures, weight: float) -> None:
    """Add a part, `squares` already weighted, to pairs that have it."""
    known = np.isfinite(squares)
    np.add(sums, squares, out=sums, where=known)
    np.add(weights, weight, out=weights, where=known)


def _scale(typical: float) -> float:
    """What makes typical squares 1; 0 where all regions are the same, so that the part sets none apart."""
    return 0.0 if typical == 0 else 1.0 / typical


def _mean_and_typical(values: Figures) -> tuple[float, float]:
    """The mean, and the mean square of the gaps between all pairs: twice the variance with n − 1."""
    known = values[np.isfinite(values)]
    typical = 2 * float(known.var(ddof=1)) if known.size > 1 else float("nan")
    return float(known.mean()) if known.size else float("nan"), typical


def _renormalised(own: Position, other: Position, block: slice, least: float) -> tuple[Figures, Figures] | None:
    """Both compositions over the industries in common; None where these hold too little of either."""
    both = np.isfinite(own.variables[block]) & np.isfinite(other.variables[block])
    held = [float(one.raw[block][both].sum()) for one in (own, other)]
    if not min(held) >= least - 1e-9:
        return None
    parts = (np.where(both, one.variables[block], np.nan) for one in (own, other))
    first, second = (part / part_held**0.5 for part, part_held in zip(parts, held, strict=True))
    return first, second
