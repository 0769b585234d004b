"""How concentrated an industry group is over regions. Regions lie along the first axis."""

import numpy as np
from numpy.typing import ArrayLike

from observatory.stats.quotient import Figures, share
from observatory.stats.structure import gini_specialisation


def gini_concentration(values: ArrayLike, totals: ArrayLike) -> Figures:
    """Gini of the regions' quotients (E_rc / E_c) / (E_r / E): (R, …) of a group and (R,) or (R, …) totals → (…).

    Over the regions that publish both; 0 where the group is spread as all persons employed are. Source: REAT,
    `gini.conc` (its example: 0.4068966).
    """
    cells = np.moveaxis(np.asarray(values, dtype=float), 0, -1)
    return gini_specialisation(cells, np.moveaxis(np.asarray(totals, dtype=float), 0, -1))


def top_share(values: ArrayLike, k: int, whole: ArrayLike | None = None) -> Figures:
    """Share of the `k` largest regions in `whole` (…), by default in the sum of the published ones: (R, …) → (…).

    NaN where fewer than `k` are published. Where a large region is not published the share is "at least".
    """
    figures = np.asarray(values, dtype=float)
    largest = -np.sort(-figures, axis=0)[:k]  # NaN last
    if len(largest) < k:
        return np.full(figures.shape[1:], np.nan)
    return share(largest.sum(0), np.nansum(figures, axis=0) if whole is None else whole)
