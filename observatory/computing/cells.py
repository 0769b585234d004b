"""Figures of the cells that do not depend on a reference area: sums of groups, wages, growth."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from observatory.computing.cube import NO_ROW, Cube, Figures, Flags, Numbers, Places
from observatory.computing.totals import PlaceTotals
from observatory.models import Mark, Status
from observatory.stats import groups as sums
from observatory.stats.growth import Growth, growth_as_of
from observatory.stats.quotient import persons_per_unit
from observatory.stats.wages import relative_wage, wage_per_person


@dataclass(frozen=True, slots=True)
class Cells:
    """(Y, R, G): published figures of the groups with status and marks; `NO_ROW` where the source has nothing."""

    persons: Figures
    units: Figures
    wages: Figures
    status: NDArray[np.uint8]
    marks: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Derived:
    """(Y, R, G) measures that follow from the cell alone and its country."""

    wage: Figures
    relative_wage: Figures
    persons_per_unit: Figures
    growth: Growth


def group_cells(cube: Cube) -> Cells:
    """Observations of all groups. A confidential cell has no figure of any measure."""
    single = single_members(cube.groups.weights)
    columns = np.maximum(single, 0)
    cells = Cells(
        persons=cube.persons[..., columns],
        units=cube.units[..., columns],
        wages=cube.wages[..., columns],
        status=_own_status(cube)[..., columns],
        marks=cube.marks[..., columns],
    )
    for group in np.flatnonzero(single < 0):
        _compose(cube, cells, int(group))
    hidden = cells.status == Status.CONFIDENTIAL
    for values in (cells.persons, cells.units, cells.wages):
        values[hidden] = np.nan
    return cells


def single_members(weights: Figures) -> Numbers:
    """The industry (G,) of a group that is exactly one industry, −1 for a composed group."""
    is_single = ((weights > 0).sum(1) == 1) & (weights.sum(1) == 1)
    return np.where(is_single, weights.argmax(1), -1)


def derive(cells: Cells, totals: PlaceTotals, places: Places, years: Numbers) -> Derived:
    """Wages, persons per local unit and growth of all cells."""
    wage = wage_per_person(cells.wages, cells.persons)
    return Derived(
        wage=wage,
        relative_wage=relative_wage(wage, totals.mean_wage[:, places.country][..., None]),
        persons_per_unit=persons_per_unit(cells.persons, cells.units),
        growth=_growth(cells, places, years),
    )


def _growth(cells: Cells, places: Places, years: Numbers) -> Growth:
    """A break of the country's own cell breaks all its regions' series; "at least" sums have no growth."""
    breaks = (cells.marks & Mark.BREAK) > 0
    breaks |= breaks[:, places.country_place][:, places.country]
    whole = np.where(cells.marks & Mark.PARTIAL, np.nan, cells.persons)
    return growth_as_of(whole, breaks, years)


def _own_status(cube: Cube) -> NDArray[np.uint8]:
    """Status of persons employed; not available where only other measures are published."""
    status = cube.status.copy()
    other = np.isfinite(cube.units) | np.isfinite(cube.wages)
    nothing = np.isnan(cube.persons) & (status != Status.CONFIDENTIAL) & ((status != NO_ROW) | other)
    status[nothing] = Status.NOT_AVAILABLE
    return status


def _compose(cube: Cube, cells: Cells, group: int) -> None:
    """Fill the group's column with weighted sums of its members; no rows where the source holds none of them."""
    members = np.flatnonzero(cube.groups.weights[group] > 0)
    if not members.size:
        _empty(cells, group)
        return
    weights = cube.groups.weights[group : group + 1, members]
    persons = cube.persons[..., members]
    found = sums.weighted_sums(persons, weights, _published_part(cube.places, persons, weights))
    counted = np.where(np.isfinite(found.values), persons, np.nan)
    cells.persons[..., group] = found.values[..., 0]
    cells.units[..., group] = sums.accompanying_sums(cube.units[..., members], counted, weights)[..., 0]
    cells.wages[..., group] = sums.accompanying_sums(cube.wages[..., members], counted, weights)[..., 0]
    cells.status[..., group] = _joint_status(cube.status[..., members], persons, found.values[..., 0])
    marks = np.bitwise_or.reduce(np.where(np.isfinite(counted), cube.marks[..., members], 0), axis=-1)
    cells.marks[..., group] = marks | np.where(found.is_partial[..., 0], Mark.PARTIAL, 0)


def _empty(cells: Cells, group: int) -> None:
    for values in (cells.persons, cells.units, cells.wages):
        values[..., group] = np.nan
    cells.status[..., group] = NO_ROW
    cells.marks[..., group] = 0


def _published_part(places: Places, persons: Figures, weights: Figures) -> Figures:
    """Measured by the own country's composition; a country's, and where it has none, by all countries'."""
    countries = persons[:, places.country_place]
    everywhere = np.nansum(countries, axis=1, keepdims=True)
    of_all = sums.published_part(np.isfinite(persons), weights, everywhere)
    of_own = sums.published_part(np.isfinite(persons), weights, countries[:, places.country])
    country_part = of_all[:, places.country_place][:, places.country]
    is_measured = np.isfinite(of_own) & (country_part >= sums.LEAST_OF_COMPOSITION)
    is_country = np.isin(np.arange(persons.shape[1]), places.country_place)[:, None]
    return np.where(is_measured & ~is_country, of_own, of_all)


def _joint_status(member_status: NDArray[np.uint8], persons: Figures, found: Figures) -> NDArray[np.uint8]:
    """The weakest status of the members in the sum; where there is none, confidential if a member is."""
    weakest = np.where(np.isfinite(persons), member_status, 0).max(-1)
    hidden = (member_status == Status.CONFIDENTIAL).any(-1)
    nothing = (member_status == NO_ROW).all(-1)
    absent = np.where(hidden, Status.CONFIDENTIAL, np.where(nothing, NO_ROW, Status.NOT_AVAILABLE))
    return np.where(np.isfinite(found), weakest, absent).astype(np.uint8)


def is_row(cells: Cells) -> Flags:
    """(Y, R, G): the cells that get a row."""
    return np.asarray(cells.status != NO_ROW)
