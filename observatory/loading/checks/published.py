"""Eurostat's own growth rates and shares in the same file, against ours from the persons employed."""

import numpy as np

from observatory.loading.checks.finding import Finding, differences
from observatory.loading.checks.grid import Grid

PERSONS, GROWTH, MANUFACTURING_SHARE = 1, 4, 5
TOLERANCE = 0.1 + 1e-9
"""A tenth of a percentage point, and what binary fractions lose."""


def check_growth(grid: Grid) -> Finding:
    """Growth on the year before in per cent, against V91290; a difference above 0.1 is listed."""
    persons, published = grid.layer(PERSONS).values, grid.layer(GROWTH).values
    ours = np.full(persons.shape, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        ours[:, :, 1:] = (persons[:, :, 1:] / persons[:, :, :-1] - 1) * 100
    ours[~np.isfinite(ours)] = np.nan
    return differences("growth", grid, ours, published, np.abs(ours - published) - TOLERANCE)


def check_manufacturing_share(grid: Grid) -> Finding:
    """Share in the region's manufacturing (section C) in per cent, against V94310."""
    persons, published = grid.layer(PERSONS).values, grid.layer(MANUFACTURING_SHARE).values
    ours = np.full(persons.shape, np.nan)
    if "C" in grid.industry_at:
        manufacturing = persons[:, [grid.industry_at["C"]], :]
        with np.errstate(divide="ignore", invalid="ignore"):
            ours = persons / manufacturing * 100
    ours[~np.isfinite(ours)] = np.nan
    return differences("manufacturing-share", grid, ours, published, np.abs(ours - published) - TOLERANCE)
