"""Sums of a reference area, group by group over the countries that publish the group."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from observatory.stats.quotient import Figures, share

LEAST_OF_AREA = 0.75
LEAST_FOR_DEFAULT_YEAR = 0.90


@dataclass(frozen=True, slots=True)
class Reference:
    """(G,) or (Y, G): E_c and E over the same countries; `publishes` (…, C, G) which ones; their share of the area."""

    group: Figures
    total: Figures
    publishes: NDArray[np.bool_]
    area_share: Figures


def reference(group_persons: Figures, totals: Figures, area_totals: Figures, in_area: NDArray[np.bool_]) -> Reference:
    """E_c and E of an area: (…, C, G) persons employed, (…, C) totals → (…, G).

    A country counts for a group where it is `in_area` (C,) and publishes both the group and a total.
    `area_totals` (…, C) hold a total for every country of the area that ever had one: the share of the
    area's persons employed in the counting countries is taken of their sum.
    """
    publishes = np.isfinite(group_persons) & np.isfinite(totals)[..., None] & in_area[:, None]
    total = (publishes * np.nan_to_num(totals)[..., None]).sum(-2)
    group = np.where(publishes, group_persons, 0.0).sum(-2)
    some = publishes.any(-2)
    area = np.where(in_area, np.nan_to_num(area_totals), 0.0).sum(-1)[..., None]
    return Reference(np.where(some, group, np.nan), np.where(some, total, np.nan), publishes, share(total, area))


def nearest_totals(totals: Figures) -> Figures:
    """Totals (Y, C) with gaps filled by the nearest year's (the earlier of two), to weigh countries by size."""
    filled = totals.copy()
    years = np.arange(len(totals))
    for country in range(totals.shape[1]):
        known = np.flatnonzero(np.isfinite(totals[:, country]))
        if known.size:
            nearest = known[np.abs(years[:, None] - known).argmin(axis=1)]
            filled[:, country] = totals[nearest, country]
    return filled


def default_year(totals: Figures, in_area: NDArray[np.bool_], least: float = LEAST_FOR_DEFAULT_YEAR) -> int:
    """Index of the latest year in which countries with `least` of the area's persons employed have a total.

    `totals` (Y, C). Where no year reaches it, the year that comes closest (the latest of several).
    """
    sizes = np.where(in_area, np.nan_to_num(nearest_totals(totals)), 0.0)
    held = share(np.where(np.isfinite(totals), sizes, 0.0).sum(1), sizes.sum(1))
    enough = np.flatnonzero(held >= least)
    if enough.size:
        return int(enough[-1])
    held = np.nan_to_num(held)
    return int(np.flatnonzero(held == held.max())[-1])
