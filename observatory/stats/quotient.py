"""Shares and the location quotient of a cell. Each function takes numbers or arrays that broadcast."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Figures = NDArray[np.float64]


def share(part: ArrayLike, whole: ArrayLike) -> Figures:
    """`part / whole`, a share between 0 and 1; NaN where `whole` is zero or either is missing.

    Size is the share of the group's persons employed (E_rc / E_c); focus the share of the region's (E_rc / E_r).
    """
    top, bottom = np.asarray(part, dtype=float), np.asarray(whole, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(bottom > 0, top / bottom, np.nan)


def location_quotient(cell: ArrayLike, region: ArrayLike, group: ArrayLike, total: ArrayLike) -> Figures:
    """(E_rc / E_r) / (E_c / E): how many times the area's share the region's share is; 1 is the area's share.

    `cell` E_rc, `region` E_r, `group` E_c and `total` E in persons employed, E_c and E over the same countries.
    NaN where a denominator is zero or missing. Source: Florence (1939); published check in REAT
    (`locq(1714, 79006, 879213, 15593224)` is 0.3847623).
    """
    return share(share(cell, region), share(group, total))


def persons_per_unit(persons: ArrayLike, units: ArrayLike) -> Figures:
    """Persons employed per local unit; NaN where there is no unit or either is missing."""
    return share(persons, units)
