"""Sums over few members of many: sparse weights."""

import numpy as np
from numpy.typing import NDArray

from observatory.stats.quotient import Figures


def sum_members(values: NDArray, weights: NDArray) -> Figures:
    """Σ weight × value over the members of each group: (…, I) values, (G, I) weights → (…, G).

    `values` hold no NaN. Adds member by member: weights are nearly all zero, and unlike a product of matrices this
    adds in the same order for every row, so that equal rows have equal sums.
    """
    by_member = np.ascontiguousarray(np.moveaxis(values, -1, 0), dtype=float)
    found = np.zeros((len(weights), *by_member.shape[1:]))
    for group, member in np.argwhere(weights):
        found[group] += weights[group, member] * by_member[member]
    return np.moveaxis(found, 0, -1)
