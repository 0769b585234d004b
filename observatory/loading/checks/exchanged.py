"""Series that two regions seem to have exchanged: each continues what the other one had the year before."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from observatory.loading.checks.finding import Finding, Severity, worst
from observatory.loading.checks.grid import Grid
from observatory.models import Mark

PERSONS = 1
LEAST_DIVISIONS = 10
"""Fewer divisions in common say too little about whose series it is."""


def check_exchanged(grid: Grid) -> Finding:
    """Pairs of NUTS 2 regions of a country of which each is closer to the other's year before than to its own.

    A code given to another territory between two versions of NUTS, or two rows mixed up, looks like this. `compared`
    counts regions and years; the examples are the cells that moved most.
    """
    layer = grid.layer(PERSONS)
    compared, pairs = 0, []
    for country in grid.level(0):
        inside = [place for place in grid.level(2) if grid.codes[place][:2] == grid.codes[country]]
        regions = np.array(inside, int)
        for year in range(1, len(grid.years)):
            distances = _distances(grid, layer.values, regions, year)
            compared += int(np.isfinite(np.diagonal(distances)).sum())
            pairs += [(regions[one], regions[other], year) for one, other in exchanged(distances)]
    pairs = [pair for pair in pairs if not _is_flagged(layer.marks, *pair)]
    examples = worst(grid, *_moved(layer.values, pairs))
    return Finding("exchanged", Severity.WARNING if pairs else Severity.OK, compared, 2 * len(pairs), examples)


def exchanged(distances: NDArray[np.float64]) -> Iterator[tuple[int, int]]:
    """Pairs (i < j), from distances between this year of region i and the year before of region j; NaN: unknown."""
    own = np.diagonal(distances)[:, None]
    is_closer = distances < own
    yield from zip(*np.nonzero(np.triu(is_closer & is_closer.T, 1)), strict=True)


def _distances(grid: Grid, persons: NDArray[np.float64], regions: NDArray[np.int64], year: int) -> NDArray[np.float64]:
    """Sum of differences over the sum of both, over divisions that both publish: 0 alike, 1 disjoint."""
    codes = grid.industry_at.items()
    divisions = np.array([place for code, place in codes if len(code) == 3 and code[1:].isdigit()], int)
    now = persons[np.ix_(regions, divisions)][:, :, year][:, None, :]
    before = persons[np.ix_(regions, divisions)][:, :, year - 1][None, :, :]
    both = ~np.isnan(now) & ~np.isnan(before)
    total = np.where(both, now + before, 0.0).sum(axis=2)
    apart = np.where(both, np.abs(now - before), 0.0).sum(axis=2)
    is_known = (both.sum(axis=2) >= LEAST_DIVISIONS) & (total > 0)
    return np.where(is_known, apart / np.where(is_known, total, 1.0), np.nan)


def _is_flagged(marks: NDArray[np.uint8], one: int, other: int, year: int) -> bool:
    """The publisher says itself that the series of one of the two breaks."""
    return bool((marks[[one, other], :, year] & Mark.BREAK).any())


def _moved(
    persons: NDArray[np.float64], pairs: list[tuple[int, int, int]]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Figures, those of the year before, and by how much they moved, for the regions that were exchanged."""
    before, size = np.full(persons.shape, np.nan), np.zeros(persons.shape)
    for one, other, year in pairs:
        for region in (one, other):
            before[region, :, year] = persons[region, :, year - 1]
            size[region, :, year] = np.abs(persons[region, :, year] - before[region, :, year])
    return persons, before, size
