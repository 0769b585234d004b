"""Trends of sums over countries, chain-linked so that no country enters or leaves between two years."""

import numpy as np
from numpy.typing import NDArray

from observatory.stats.quotient import Figures, share


def chain_linked_index(values: Figures, usable: NDArray[np.bool_]) -> Figures:
    """Index of Σ over countries, first year with a figure = 100: (Y, C, …) → (Y, …).

    Each step from a year to the next is taken over the countries whose `values` are published in both years
    and whose link is `usable` (Y, C, …; read at the later year; False for a break in series). Where no
    country is left the index ends: NaN in that year and after.
    """
    published = np.isfinite(values)
    index = np.full((values.shape[0], *values.shape[2:]), np.nan)
    index[0] = np.where(published[0].any(axis=0), 100.0, np.nan)
    for year in range(1, len(values)):
        common = published[year - 1] & published[year] & usable[year]
        step = share(
            np.where(common, values[year], 0.0).sum(axis=0), np.where(common, values[year - 1], 0.0).sum(axis=0)
        )
        starts_here = ~published[:year].any(axis=(0, 1)) & published[year].any(axis=0)
        index[year] = np.where(starts_here, 100.0, index[year - 1] * step)
    return index
