"""Variety of a region's composition: entropy between and within families of industries, in bits.

Defined on complete vectors only: one industry that is not published leaves no figure.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from observatory.stats.quotient import Figures, share


def entropy(values: ArrayLike) -> Figures:
    """−Σ p · log2 p over (…, K), p the shares in the sum: 0 (one industry) to log2 K (all equal)."""
    figures = np.asarray(values, dtype=float)
    shares = share(figures, figures.sum(-1, keepdims=True))
    surprise = np.log2(shares, out=np.zeros_like(shares), where=shares > 0)
    return np.asarray(-(shares * surprise).sum(-1)) + 0.0  # no negative zero


def unrelated_variety(values: ArrayLike, family: NDArray[np.int64]) -> Figures:
    """Entropy of the families' sums: (…, K) values, `family` (K,) numbers the family of each → (…).

    Source: Frenken, van Oort and Verburg (2007), "Related variety, unrelated variety and regional economic growth".
    """
    return entropy(_family_sums(values, family))


def related_variety(values: ArrayLike, family: NDArray[np.int64]) -> Figures:
    """Σ P_g · H_g, the entropy inside each family weighted by its share: (…, K) → (…).

    Unrelated and related variety add up to the entropy of the whole.
    """
    figures = np.asarray(values, dtype=float)
    sums = _family_sums(figures, family)
    weights = share(sums, sums.sum(-1, keepdims=True))
    found = np.zeros(figures.shape[:-1])
    for place, one in enumerate(np.unique(family)):
        inside = np.where(sums[..., place] > 0, np.nan_to_num(entropy(figures[..., family == one])), 0.0)
        found = found + weights[..., place] * inside
    return np.asarray(found)


def _family_sums(values: ArrayLike, family: NDArray[np.int64]) -> Figures:
    figures = np.asarray(values, dtype=float)
    return np.stack([figures[..., family == one].sum(-1) for one in np.unique(family)], axis=-1)
