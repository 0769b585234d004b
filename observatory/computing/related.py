"""Proximity of groups and relatedness density of cells, scheme by scheme and year by year."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from observatory.computing.areas import AreaFigures, World
from observatory.computing.cube import Figures, Flags, Numbers
from observatory.computing.unions import is_ranked
from observatory.models.figure import Unjudged
from observatory.stats.relatedness import Proximities, proximity, relatedness_density, specialised


@dataclass(frozen=True, slots=True)
class Pairs:
    """Proximities of one year (an index) between the groups of one scheme, `groups` their columns."""

    year: int
    groups: Numbers
    found: Proximities


@dataclass(frozen=True, slots=True)
class Related:
    """All pairs, and the density (Y, R, G) of every cell, NaN where there is none."""

    pairs: tuple[Pairs, ...]
    density: Figures


def relatedness(world: World, area: AreaFigures) -> Related:
    """Pairs are counted over the ranked regions of the area; every place then has its densities from them."""
    ranked = is_ranked(world.places) & area.in_area[world.places.country]
    known = np.isfinite(area.location_quotient) & measurable(world, area)[:, None]
    has = specialised(area.location_quotient) & known
    pairs = tuple(_pairs(world, has[:, ranked], known[:, ranked]))
    density = np.full(known.shape, np.nan)
    for one in pairs:
        density[one.year][:, one.groups] = relatedness_density(
            has[one.year][:, one.groups], one.found.values, known[one.year][:, one.groups]
        )
    return Related(pairs, density)


def measurable(world: World, area: AreaFigures) -> Flags:
    """(Y, G): groups of which the source holds enough."""
    return np.asarray((area.sums.unjudged != Unjudged.NOT_MEASURABLE) & (world.cube.groups.held > 0))


def _pairs(world: World, has: Flags, known: Flags) -> Iterator[Pairs]:
    for year in range(len(world.cube.years)):
        for scheme in range(len(world.cube.groups.schemes)):
            columns = np.flatnonzero(world.cube.groups.scheme == scheme)
            yield Pairs(year, columns, proximity(has[year][:, columns], known[year][:, columns]))
