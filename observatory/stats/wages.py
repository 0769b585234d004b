"""Wages of employees per person employed, owners included."""

import numpy as np
from numpy.typing import ArrayLike

from observatory.stats.quotient import Figures, share

EUR_PER_MEUR = 1_000_000


def wage_per_person(wages_meur: ArrayLike, persons: ArrayLike) -> Figures:
    """W / E in euro a year; wages in million euro. NaN where persons employed are zero or either is missing."""
    return share(np.asarray(wages_meur, dtype=float) * EUR_PER_MEUR, persons)


def mean_wage(section_wages_meur: ArrayLike, section_persons: ArrayLike) -> Figures:
    """A country's mean over its sections: (…, S) arrays → (…) euro a year.

    Both sums run over the sections that publish both, so that neither holds persons without wages.
    """
    wages, persons = np.asarray(section_wages_meur, dtype=float), np.asarray(section_persons, dtype=float)
    both = np.isfinite(wages) & np.isfinite(persons)
    return wage_per_person(np.where(both, wages, 0.0).sum(-1), np.where(both, persons, 0.0).sum(-1))


def relative_wage(wage_eur: ArrayLike, country_mean_eur: ArrayLike) -> Figures:
    """A wage against the mean of the region's own country over all sections: 1 is the mean."""
    return share(wage_eur, country_mean_eur)
