"""Series over the years: gaps between published years, and jumps without a marked break."""

import numpy as np

from observatory.loading.checks.finding import Finding, differences
from observatory.loading.checks.grid import Grid
from observatory.models import Mark
from observatory.stats.jumps import FACTOR_A_YEAR, LEAST_PERSONS

PERSONS = 1


def check_gaps(grid: Grid) -> Finding:
    """Sections of NUTS 2 regions that are published before and after a year, but not in it."""
    regions, sections = grid.level(2), grid.sections()
    persons = grid.layer(PERSONS).values
    is_published = np.zeros(persons.shape, bool)
    is_published[np.ix_(regions, sections)] = ~np.isnan(persons[np.ix_(regions, sections)])
    before = np.maximum.accumulate(is_published, axis=2)
    after = np.maximum.accumulate(is_published[:, :, ::-1], axis=2)[:, :, ::-1]
    excess = np.where(before & after, (~is_published).astype(float), np.nan)
    last = _last_published(persons)
    return differences("gaps", grid, np.full(persons.shape, -1.0), last, excess * np.nan_to_num(last))


def _last_published(persons: np.ndarray) -> np.ndarray:
    """The figure of the year before, or of the last one that has one; NaN before the first."""
    last = persons.copy()
    for year in range(1, last.shape[2]):
        last[:, :, year] = np.where(np.isnan(last[:, :, year]), last[:, :, year - 1], last[:, :, year])
    return last


def check_jumps(grid: Grid) -> Finding:
    """Cells of at least 1,000 persons employed that change by half or more in a year without a marked break."""
    layer = grid.layer(PERSONS)
    before = np.full(layer.values.shape, np.nan)
    before[:, :, 1:] = layer.values[:, :, :-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.maximum(layer.values / before, before / layer.values)
    is_judged = (np.fmax(layer.values, before) >= LEAST_PERSONS) & ~(layer.marks & Mark.BREAK).astype(bool)
    excess = np.where(is_judged & np.isfinite(ratio), ratio - FACTOR_A_YEAR, np.nan)
    return differences("jumps", grid, layer.values, before, excess)
