"""Where every place stands among all others by structure: the variables of similarity and the distances."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from observatory.computing.areas import World
from observatory.computing.cube import NOWHERE, NUTS2, Cube, Figures, Flags, Numbers
from observatory.computing.scope import SECTIONS
from observatory.computing.totals import SectionTables, section_tables
from observatory.similarity import SPLIT, Variable, groups, industries, layout, variables
from observatory.stats.quotient import persons_per_unit, share
from observatory.stats.similarity import Distances, structural_distances
from observatory.stats.wages import mean_wage, relative_wage

LEAST_OF_SPLIT = 0.90
LEAST_OF_TOTAL = 0.90
"""Wages and units of a place are those of its sections that publish both, if these hold so much of its total."""

Outside = Mapping[str, Mapping[int, float]]
"""Measures from other sources in one year: values by the key of a region's row."""


@dataclass(frozen=True, slots=True)
class Positions:
    """One year (an index): the places (P,) with a position, `raw` (P, V) in own units, and their distances."""

    year: int
    places: Numbers
    raw: Figures
    distances: Distances


@dataclass(frozen=True, slots=True)
class Year:
    """What the variables of one year are drawn from; `total` (R,) and tables of places without unions."""

    world: World
    tables: SectionTables
    year: int
    total: Figures

    @property
    def cube(self) -> Cube:
        return self.world.cube


def positions(world: World, year: int, outside: Outside, tables: SectionTables | None = None) -> Positions:
    """Places of NUTS 0 to 2 with a total, sums over former regions and extra-regio territory left out.

    The scale of every variable is that of the NUTS 2 regions of all countries.
    """
    own = world.cube.places
    there = own.is_there[year] & ~own.is_extra_regio
    total = world.totals.persons[year, : len(own.level)]
    places = np.flatnonzero(there & (total > 0))
    one = Year(world, tables or section_tables(world.cube), year, total)
    raw = raw_variables(one, outside)[places]
    return Positions(year, places, raw, structural_distances(_on_scale(raw), layout(), own.level[places] == NUTS2))


def raw_variables(one: Year, outside: Outside) -> Figures:
    """(R, V) in own units, in the order of `variables()`."""
    shares, is_split = _shares(one)
    measures = _measures(one) | {name: _outside(one, values) for name, values in outside.items()}
    nothing = np.full(len(one.total), np.nan)
    columns = [
        _mix(variable, shares, is_split) if variable.industry else measures.get(variable.group.measure, nothing)
        for variable in variables()
    ]
    return np.column_stack(columns)


def _mix(variable: Variable, shares: Mapping[str, Figures], is_split: Flags) -> Figures:
    """The detailed form only where enough of manufacturing is published by division."""
    values = shares[variable.industry]
    return np.where(is_split, values, np.nan) if variable.is_detail else values


def _shares(one: Year) -> tuple[dict[str, Figures], Flags]:
    """Shares of sections and divisions in the total, and where the divisions hold enough of manufacturing."""
    where = one.cube.sections
    sections = one.tables.persons.values[one.year]
    found = {code: share(sections[:, place], one.total) for place, code in enumerate(SECTIONS)}
    columns = where.divisions[where.section_of == SECTIONS.index(SPLIT)]
    table = one.cube.persons[one.year]
    split = {code: _of_industry(one.cube, table, code) for code in industries() if code not in SECTIONS}
    visible = np.nansum(table[:, columns[columns != NOWHERE]], axis=1)
    is_split = share(visible, sections[:, SECTIONS.index(SPLIT)]) >= LEAST_OF_SPLIT
    return found | {code: share(values, one.total) for code, values in split.items()}, is_split


def _of_industry(cube: Cube, table: Figures, code: str) -> Figures:
    place = cube.industries.index(code) if code in cube.industries else NOWHERE
    return table[:, place] if place != NOWHERE else np.full(len(table), np.nan)


def _measures(one: Year) -> dict[str, Figures]:
    """Persons employed, persons per local unit, and wages against those of the own country."""
    persons = one.tables.persons.values[one.year]
    units, wages = one.tables.units[one.year], one.tables.wages[one.year]
    with_units, with_wages = (np.where(np.isfinite(other), persons, np.nan) for other in (units, wages))
    per_unit = persons_per_unit(
        np.nansum(with_units, axis=1), np.nansum(np.where(np.isfinite(persons), units, np.nan), axis=1)
    )
    of_country = one.world.totals.mean_wage[one.year, one.cube.places.country]
    return {
        "persons_employed": one.total,
        "persons_per_unit": np.where(_holds_enough(with_units, one.total), per_unit, np.nan),
        "relative_wage": np.where(
            _holds_enough(with_wages, one.total), relative_wage(mean_wage(wages, persons), of_country), np.nan
        ),
    }


def _holds_enough(persons: Figures, total: Figures) -> Flags:
    return np.asarray(share(np.nansum(persons, axis=1), total) >= LEAST_OF_TOTAL)


def _outside(one: Year, values: Mapping[int, float]) -> Figures:
    """By the region's own row, else by today's row of the same territory."""
    places = one.cube.places
    pairs = zip(places.rows[one.year].tolist(), places.current_rows[one.year].tolist(), strict=True)
    return np.array([values.get(row, values.get(current, np.nan)) for row, current in pairs], dtype=float)


def _on_scale(raw: Figures) -> Figures:
    """Single variables in logarithms where the data file says so; a value of zero or less has no place there."""
    found = raw.copy()
    for column, group in zip(range(*layout().singles.indices(raw.shape[1])), groups()[1:], strict=True):
        if group.scale == "log":
            positive = np.where(raw[:, column] > 0, raw[:, column], np.nan)
            found[:, column] = np.log(positive)
    return found
