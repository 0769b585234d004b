"""Totals against their parts: divisions in a section, regions in a country, and no territory counted twice."""

import numpy as np
from numpy.typing import NDArray

from observatory.loading.cells import REGIONS
from observatory.loading.checks.finding import Finding, Severity, differences, worst
from observatory.loading.checks.grid import Grid

PERSONS, NATIONAL_PERSONS = 1, 6
NATIONAL_TOTAL = "B-N_S95_X_K"
RELATIVE_TOLERANCE = 0.005
ROUNDING = 2.0
TWICE = 0.02
"""Regions that add up to more than their country by this share count some territory twice."""


def _excess(found: NDArray[np.float64], expected: NDArray[np.float64]) -> NDArray[np.float64]:
    """By how much the difference exceeds half a per cent (and rounding of the parts)."""
    return np.abs(found - expected) - np.maximum(RELATIVE_TOLERANCE * np.abs(expected), ROUNDING)


def check_divisions(grid: Grid) -> Finding:
    """Each section against the sum of its divisions, wherever all of them are published."""
    persons = grid.layer(PERSONS).values
    sums = np.full(persons.shape, np.nan)
    for section in grid.sections():
        divisions = grid.divisions_of(grid.industries[section])
        if divisions and len(grid.industries[section]) == 1:
            sums[:, section, :] = persons[:, divisions, :].sum(axis=1)
    return differences("divisions", grid, sums, persons, _excess(sums, persons))


def check_regions(grid: Grid) -> Finding:
    """Each country and NUTS 1 region against the sum of the regions inside, wherever all are published."""
    persons = grid.layer(PERSONS).values
    sums = np.full(persons.shape, np.nan)
    for level in (0, 1):
        for parent in grid.level(level):
            sums[parent] = _sum_of_children(grid, persons, grid.codes[parent])
    return differences("regions", grid, sums, persons, _excess(sums, persons))


def _sum_of_children(grid: Grid, persons: NDArray[np.float64], parent: str) -> NDArray[np.float64]:
    """Sum over the children that have any cell in the year; NaN where one of them lacks the industry.

    A child without any figure in a year is no region of that year's NUTS version. Extra-regio territory counts
    where it has a figure.
    """
    places = [place for code, place in grid.code_at.items() if code[:-1] == parent and "Z" not in code[2:]]
    extra = [place for code, place in grid.code_at.items() if code[:-1] == parent and "Z" in code[2:]]
    if not places:
        return np.full(persons.shape[1:], np.nan)
    children = persons[places]
    exists = np.logical_or.reduce(~np.isnan(children), axis=1)
    total: NDArray[np.float64] = np.where(exists[:, None, :], children, 0.0).sum(axis=0) + np.nan_to_num(
        persons[extra]
    ).sum(axis=0)
    total[:, ~np.logical_or.reduce(exists, axis=0)] = np.nan
    return total


def check_twice(grid: Grid) -> Finding:
    """Countries whose published NUTS 2 regions add up to more than the country in a section."""
    persons, sections = grid.layer(PERSONS).values, grid.sections()
    sums = np.full(persons.shape, np.nan)
    for country in grid.level(0):
        inside = [place for place in grid.level(2) if grid.codes[place][:2] == grid.codes[country]]
        if inside:
            sums[np.ix_([country], sections)] = np.nansum(persons[np.ix_(inside, sections)], axis=0)
    excess = sums - persons * (1 + TWICE) - ROUNDING
    finding = differences("twice", grid, sums, persons, excess)
    severity = Severity.WARNING if finding.differing else Severity.OK
    return Finding(finding.check, severity, finding.compared, finding.differing, finding.examples)


def check_versions(grid: Grid) -> Finding:
    """Years in which a country is published under two NUTS versions: the figures may use one of them only."""
    cells, territory = grid.reading.cells, grid.reading.territory
    is_regional = (cells.indicator == PERSONS) & (territory.levels[cells.region] == 2)
    versions = np.array([int(version or 0) for version in territory.versions])
    countries = np.array([code[:2] for code in territory.codes])
    pairs = np.unique(cells.year[is_regional].astype(np.int64) * REGIONS + cells.region[is_regional])
    found: dict[tuple[int, str], set[int]] = {}
    for year, region in (divmod(int(pair), REGIONS) for pair in pairs):
        found.setdefault((year, str(countries[region])), set()).add(int(versions[region]))
    doubles = {key: value for key, value in found.items() if len(value) > 1}
    examples = worst(grid, *_version_arrays(grid, doubles))
    severity = Severity.NOTE if doubles else Severity.OK
    return Finding("versions", severity, len(found), len(doubles), examples)


def _version_arrays(
    grid: Grid, doubles: dict[tuple[int, str], set[int]]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Later and earlier version of each country and year as arrays, as `worst` takes them."""
    shape = (len(grid.codes), len(grid.industries), len(grid.years))
    later, earlier, size = np.full(shape, np.nan), np.full(shape, np.nan), np.zeros(shape)
    for (year, country), versions in doubles.items():
        if country in grid.code_at:
            place = (grid.code_at[country], 0, grid.years.index(year))
            later[place], earlier[place], size[place] = max(versions), min(versions), 1
    return later, earlier, size


def check_national(grid: Grid) -> Finding:
    """A country's sections added up (local units) against the national total (enterprises)."""
    regional, national = grid.layer(PERSONS).values, grid.layer(NATIONAL_PERSONS).values
    ours, published = np.full(regional.shape, np.nan), np.full(regional.shape, np.nan)
    if NATIONAL_TOTAL in grid.industry_at:
        total, countries = grid.industry_at[NATIONAL_TOTAL], grid.level(0)
        ours[countries, total] = regional[np.ix_(countries, grid.sections())].sum(axis=1)
        published[countries, total] = national[countries, total]
    excess = np.abs(ours - published) / published - 0.006
    return differences("national", grid, ours, published, excess)
