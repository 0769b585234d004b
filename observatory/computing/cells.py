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

DIGITS = 6
"""Decimals of weighted sums: equal sums are to be equal, in whatever order the machine added them up."""


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
    cells = _members(cube, np.maximum(single, 0))
    _own_status(cells)
    _compose(cube, cells, np.flatnonzero(single < 0))
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


def _members(cube: Cube, industries: Numbers) -> Cells:
    return Cells(
        persons=cube.persons[..., industries],
        units=cube.units[..., industries],
        wages=cube.wages[..., industries],
        status=cube.status[..., industries],
        marks=cube.marks[..., industries],
    )


def _own_status(cells: Cells) -> None:
    """Status of persons employed; not available where only other measures are published."""
    other = np.isfinite(cells.units) | np.isfinite(cells.wages)
    nothing = np.isnan(cells.persons) & (cells.status != Status.CONFIDENTIAL) & ((cells.status != NO_ROW) | other)
    cells.status[nothing] = Status.NOT_AVAILABLE


def _compose(cube: Cube, cells: Cells, composed: Numbers) -> None:
    """Fill the columns of composed groups with weighted sums of their members."""
    weights = cube.groups.weights[composed]
    industries = np.flatnonzero((weights > 0).any(0))
    weights, members = weights[:, industries], _members(cube, industries)
    found = sums.weighted_sums(members.persons, weights, _published_part(cube.places, members.persons, weights))
    has_sum = np.isfinite(found.values)
    cells.persons[..., composed] = np.round(found.values, DIGITS)
    for values, of_members in ((cells.units, members.units), (cells.wages, members.wages)):
        accompanying = sums.accompanying_sums(of_members, members.persons, weights)
        values[..., composed] = np.round(np.where(has_sum, accompanying, np.nan), DIGITS)
    _join_flags(cells, composed, members, weights > 0, has_sum)
    cells.marks[..., composed] |= np.where(found.is_partial, np.uint8(Mark.PARTIAL), np.uint8(0))
    for group in composed[~(weights > 0).any(1)]:
        _empty(cells, int(group))


def _join_flags(cells: Cells, composed: Numbers, members: Cells, is_member: Flags, has_sum: Flags) -> None:
    """Status and marks of composed groups (G,) from those of the members in their sums; `is_member` (G, I).

    The status is the weakest; where there is no sum, confidential if a member is.
    """
    published = np.isfinite(members.persons)
    weakest = _by_member(np.where(published, members.status, 0))
    marks = _by_member(np.where(published, members.marks, 0))
    hidden, nothing = _by_member(members.status == Status.CONFIDENTIAL), _by_member(members.status == NO_ROW)
    for place, group in enumerate(composed):
        own, is_sum = is_member[place], has_sum[..., place]
        absent = np.where(nothing[own].all(0), np.uint8(NO_ROW), np.uint8(Status.NOT_AVAILABLE))
        absent[hidden[own].any(0)] = Status.CONFIDENTIAL
        cells.status[..., group] = np.where(is_sum, weakest[own].max(0, initial=0), absent)
        cells.marks[..., group] = np.where(is_sum, np.bitwise_or.reduce(marks[own], axis=0), 0)


def _by_member(flags: np.ndarray) -> np.ndarray:
    """(Y, R, I) → (I, Y, R), contiguous: joining members is then joining whole tables."""
    return np.ascontiguousarray(np.moveaxis(flags, -1, 0))


def _empty(cells: Cells, group: int) -> None:
    """The source holds none of the group's members: no rows."""
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


def is_row(cells: Cells) -> Flags:
    """(Y, R, G): the cells that get a row."""
    return np.asarray(cells.status != NO_ROW)
