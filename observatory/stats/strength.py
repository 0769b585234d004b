"""How much of a region's employment its statistical clusters hold."""

import numpy as np
from numpy.typing import NDArray

from observatory.stats.quotient import Figures, share


def persons_in(persons: Figures, chosen: NDArray[np.bool_]) -> Figures:
    """Σ of persons employed over the chosen cells of a region: (…, G) → (…); zero where none is chosen."""
    return np.asarray(np.where(chosen & np.isfinite(persons), persons, 0.0).sum(axis=-1))


def strength(persons: Figures, strong: NDArray[np.bool_], traded: NDArray[np.bool_]) -> Figures:
    """Persons employed in strong clusters ÷ all published traded persons employed, a share 0–1: (…, G) → (…).

    Source: US Cluster Mapping, "cluster strength". `traded` (G,) leaves out groups that serve local markets.
    """
    return share(persons_in(persons, strong & traded), persons_in(persons, np.broadcast_to(traded, persons.shape)))
