"""Whether an unpublished cell can have a star: bounds from published sums, and the word that is kept of them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from observatory.computing.areas import AreaFigures, World
from observatory.computing.cells import single_members
from observatory.computing.cube import NOWHERE, NUTS2, Cube, Figures, Flags, Numbers
from observatory.stats.secrecy import NOTHING_SAID, Interval, Sums, Surroundings, chances, least, most
from observatory.stats.stars import RuleSet

Cells = tuple[Numbers, Numbers, Numbers]


def intervals(cube: Cube) -> Interval:
    """Bounds of every group in every NUTS 2 region (Y, R, G); a published figure is both its bounds.

    A composed group takes the weighted sums of its members' bounds.
    """
    divisions = cube.sections.divisions  # all of them: a division left out would count as nothing in its section
    industries = np.union1d(np.flatnonzero((cube.groups.weights > 0).any(0)), divisions[divisions != NOWHERE])
    lower, upper = np.zeros(cube.persons.shape), np.full(cube.persons.shape, np.inf)
    for year in range(len(cube.years)):
        regions = np.flatnonzero((cube.places.level == NUTS2) & cube.places.is_there[year])
        where = np.ix_(np.array([year]), regions, industries)
        lower[where], upper[where] = _of_year(cube, year, regions, industries)
    return Interval(_of_groups(lower, cube), _of_groups(upper, cube))


def _of_groups(bounds: Figures, cube: Cube) -> Figures:
    """(Y, R, I) → (Y, R, G)."""
    weights = cube.groups.weights
    single = single_members(weights)
    found = bounds[..., np.maximum(single, 0)]
    for group in np.flatnonzero(single < 0):
        members = np.flatnonzero(weights[group] > 0)
        found[..., group] = bounds[..., members] @ weights[group, members]
    return found


def _of_year(cube: Cube, year: int, regions: Numbers, industries: Numbers) -> tuple[Figures, Figures]:
    """Bounds of the regions' cells in one year: (R, I) each."""
    values = cube.persons[year][np.ix_(regions, industries)]
    units = cube.units[year][np.ix_(regions, industries)]
    by_region = _sums_of_regions(cube, year, regions, industries)
    by_section = _sums_of_sections(cube, year, regions, industries)
    upper = np.minimum.reduce([*(most(values, sums) for sums in by_region), most(values.T, by_section).T])
    upper = np.where(units == 0, 0.0, upper)
    lower = np.maximum.reduce(
        [*(least(values, upper, sums) for sums in by_region), least(values.T, upper.T, by_section).T]
    )
    is_known = np.isfinite(values)
    return np.where(is_known, values, np.minimum(lower, upper)), np.where(is_known, values, upper)


def _sums_of_regions(cube: Cube, year: int, regions: Numbers, industries: Numbers) -> tuple[Sums, Sums]:
    """The rows of countries, and those of NUTS 1 regions."""
    places = cube.places
    around, own = np.unique(places.parent[year, regions], return_inverse=True)
    nuts1 = np.where(around[own] == NOWHERE, -1, own)
    return (
        Sums(cube.persons[year][np.ix_(places.country_place, industries)], places.country[regions]),
        Sums(cube.persons[year][np.ix_(np.maximum(around, 0), industries)], nuts1),
    )


def _sums_of_sections(cube: Cube, year: int, regions: Numbers, industries: Numbers) -> Sums:
    """The rows of sections, regions across."""
    where = cube.sections
    section_of = dict(zip(where.divisions.tolist(), where.section_of.tolist(), strict=True))
    rows = np.where(where.rows >= 0, cube.persons[year][regions][:, np.maximum(where.rows, 0)], np.nan)
    own = set(where.rows.tolist())  # S95 is its own section, and no sum over itself
    of = [-1 if one in own else section_of.get(one, -1) for one in industries.tolist()]
    return Sums(rows.T, np.array(of, dtype=np.int64))


def star_outlook(world: World, area: AreaFigures, rule_sets: Sequence[RuleSet], bounds: Interval) -> NDArray[np.int8]:
    """(K, Y, R, G): `Chance` for unpublished cells of judged groups in regions with a total, else `NOTHING_SAID`."""
    found = np.full(area.stars.shape, NOTHING_SAID, dtype=np.int8)
    cells = np.nonzero(_has_outlook(world, area))
    year, region, group = cells
    reference = area.sums.reference
    around = Surroundings(
        world.totals.persons[year, region], reference.group[year, group], reference.total[year, group]
    )
    interval = Interval(bounds.lower[cells], bounds.upper[cells])
    for number, rules in enumerate(rule_sets):
        cuts = {test.code: _cuts(area, rules, test.code)[year, group] for test in rules.all_tests}
        found[number][cells] = chances(rules, interval, around, cuts)
    return found


def _has_outlook(world: World, area: AreaFigures) -> Flags:
    """(Y, R, G): unions, extra-regio territory and regions outside the area have none."""
    places = world.places
    proper = (places.level == NUTS2) & ~places.is_union & ~places.is_extra_regio & area.in_area[places.country]
    in_time = places.is_there & proper & np.isfinite(world.totals.persons)
    judged = area.sums.reference.publishes[:, places.country] & (area.sums.unjudged == 0)[:, None]
    return np.asarray(np.isnan(world.cells.persons) & in_time[..., None] & judged)


def _cuts(area: AreaFigures, rules: RuleSet, test: str) -> Figures:
    """(Y, G)"""
    values = np.full(area.sums.unjudged.shape, np.nan)
    for cut in area.cuts:
        if cut.rules == rules.code and cut.test.code == test:
            values[:, cut.part.groups] = cut.values
    return values
