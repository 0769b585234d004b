"""How specialised a region is: its composition over industries against that of the reference area.

Compositions lie along the last axis. NaN is "not published": an index runs over the industries that both sides
publish, shares renormalised to them, so that it says nothing of what is not published.
"""

import numpy as np
from numpy.typing import ArrayLike

from observatory.stats.quotient import Figures, share


def composition(values: ArrayLike) -> Figures:
    """Shares of the published values (…, K) in their sum; NaN where not published or where the sum is zero."""
    figures = np.asarray(values, dtype=float)
    return share(figures, np.nansum(figures, axis=-1, keepdims=True))


def krugman(values: ArrayLike, reference: ArrayLike) -> Figures:
    """Σ abs(s_ij − s_i): (…, K) persons employed of regions and of the area → (…), 0 to 2.

    0 is the area's own composition, 2 has no industry in common with it. NaN where nothing is published.
    Source: Krugman (1991), Geography and Trade; published check in REAT (Göttingen 2017: 0.4508469).
    """
    own, area = _both(values, reference)
    gaps = np.abs(composition(own) - composition(area))
    return np.where(np.isfinite(gaps).any(-1), np.nansum(gaps, axis=-1), np.nan)


def gini_specialisation(values: ArrayLike, reference: ArrayLike) -> Figures:
    """Gini coefficient of a region's location quotients: (…, K) → (…), 0 (as the area) to 1.

    Source: REAT, `gini.spec` (Göttingen 2017: 0.359852; Freiburg 2014: 0.2089009).
    """
    own, area = _both(values, reference)
    return gini(share(composition(own), composition(area)))


def gini(values: ArrayLike) -> Figures:
    """2 / (n² · mean) · Σ k · (x_(k) − mean) over the n published values (…, K), k their rank from the smallest.

    0 where all are equal; NaN where none is published or all are zero. 20, 50, 20, 10 give 0.3.
    """
    ordered = np.sort(np.asarray(values, dtype=float), axis=-1)  # NaN last
    n = np.isfinite(ordered).sum(-1)
    mean = share(np.nansum(ordered, axis=-1), n)
    ranks = np.arange(1, ordered.shape[-1] + 1)
    weighted = np.nansum(ranks * (ordered - mean[..., None]), axis=-1)
    return share(2 * weighted, n**2 * mean)


def gini_normalised(values: ArrayLike) -> Figures:
    """`gini` · n / (n − 1): 1 where one of n holds everything; NaN for a single value. 20, 50, 20, 10 give 0.4."""
    n = np.isfinite(np.asarray(values, dtype=float)).sum(-1)
    return gini(values) * share(n, n - 1)


def gini_weighted(values: ArrayLike, weights: ArrayLike) -> Figures:
    """Gini of values (…, K) that each stand for `weights` persons: Σ w_i w_j abs(x_i − x_j) / (2 · W² · mean).

    Only places with both count. Source: REAT, `gini` with weights (its example: 0.5278).
    """
    figures, counts = _both(values, weights)
    place = np.argsort(figures, axis=-1)
    ordered, held = (np.nan_to_num(np.take_along_axis(one, place, axis=-1)) for one in (figures, counts))
    total, amount = held.sum(-1), (held * ordered).sum(-1)
    below = held.cumsum(-1) - held / 2
    return share((held * ordered * (2 * below - total[..., None])).sum(-1), total * amount)


def herfindahl(values: ArrayLike) -> Figures:
    """Σ s²: (…, K) → (…), 1/n (all equal) to 1 (one alone). 20, 50, 20, 10 give 0.34."""
    shares = composition(values)
    return np.where(np.isfinite(shares).any(-1), np.nansum(shares**2, axis=-1), np.nan)


def herfindahl_normalised(values: ArrayLike) -> Figures:
    """(H − 1/n) / (1 − 1/n) over the n published values, 0 to 1; NaN for a single one. The example gives 0.12."""
    n = np.isfinite(np.asarray(values, dtype=float)).sum(-1)
    return share(herfindahl(values) - share(1.0, n), 1.0 - share(1.0, n))


def equivalent_number(values: ArrayLike) -> Figures:
    """1 / H: how many industries of equal size are as concentrated. The example gives 2.94."""
    return share(1.0, herfindahl(values))


def _both(values: ArrayLike, reference: ArrayLike) -> tuple[Figures, Figures]:
    """Both sides, NaN wherever one of them is not published."""
    own, area = np.broadcast_arrays(np.asarray(values, dtype=float), np.asarray(reference, dtype=float))
    known = np.isfinite(own) & np.isfinite(area)
    return np.where(known, own, np.nan), np.where(known, area, np.nan)
