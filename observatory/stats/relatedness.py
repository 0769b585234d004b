"""Relatedness of industry groups: how often regions are specialised in two of them at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from observatory.stats.quotient import Figures, share

FEWEST_REGIONS = 30
LEAST_KNOWN = 0.5
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Proximities:
    """(G, G), symmetric: `values` 0–1 or NaN; `regions` that publish both groups, `together` specialised in both."""

    values: Figures
    regions: NDArray[np.int64]
    together: NDArray[np.int64]


def specialised(location_quotient: ArrayLike) -> Flags:
    """Where the location quotient is 1 or more; False where there is none."""
    return np.asarray(np.nan_to_num(np.asarray(location_quotient, dtype=float)) >= 1.0)


def proximity(is_specialised: Flags, published: Flags | None = None, fewest: int = FEWEST_REGIONS) -> Proximities:
    """Regions specialised in both groups ÷ the larger number specialised in either: (R, G) → (G, G).

    With `published` (R, G) each pair is counted over the regions that publish both of its groups, and a pair
    with fewer than `fewest` such regions has none; without, every region counts (the plain form). NaN where no
    region is specialised in either. It is the smaller of the two conditional probabilities. Source: Hidalgo,
    Klinger, Barabási and Hausmann (2007), "The product space conditions the development of nations".
    """
    masked = np.ones(is_specialised.shape, bool) if published is None else published
    has, known = (is_specialised & masked).astype(float), masked.astype(float)
    together, regions = has.T @ has, known.T @ known
    alone = has.T @ known  # row: the group specialised in, counted over regions that publish the column's group
    values = share(together, np.maximum(alone, alone.T))
    if published is not None:
        values[regions < fewest] = np.nan
    return Proximities(values, _counts(regions), _counts(together))


def relatedness_density(
    is_specialised: Flags,
    proximities: Figures,
    published: Flags | None = None,
    least_known: float = LEAST_KNOWN,
) -> Figures:
    """Σ x_ri φ_ij ÷ Σ φ_ij over the other groups i: (R, G) and (G, G) → (R, G), 0 to 1.

    The group itself is left out, so that a density says nothing of the cell it stands in. With `published`
    (R, G) only published groups count, and there is no density where they hold less than `least_known` of
    Σ φ_ij. NaN too where a group has no proximity to any other. Source: as `proximity`.
    """
    masked = np.ones(is_specialised.shape, bool) if published is None else published
    links = np.nan_to_num(proximities)
    np.fill_diagonal(links, 0.0)
    known, every = masked @ links, links.sum(0)
    density = share((is_specialised & masked) @ links, known)
    return np.where(known >= least_known * every - 1e-12, np.minimum(density, 1.0), np.nan)


def _counts(values: Figures) -> NDArray[np.int64]:
    return np.asarray(np.rint(values), dtype=np.int64)
