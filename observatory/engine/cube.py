"""A table spread over years × regions × groups. Axis letters: Y years, R regions, G groups, C countries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from observatory.engine.faults import Faults, refuse
from observatory.engine.options import Options
from observatory.engine.published import GRAND, Published, spread
from observatory.engine.table import Table
from observatory.stats.quotient import Figures
from observatory.stats.reference import nearest_totals, reference

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Code = TypeVar("Code", str, int)
MOST_CELLS = 20_000_000


@dataclass(frozen=True, slots=True)
class Cube:
    """(Y, R, G) figures; `is_row` where the table has a row. `years` are (0,) where the table has none.

    `country` (R,) and `family` (G,) are numbers; `families` is empty where the table names none.
    """

    years: tuple[int, ...]
    regions: tuple[str, ...]
    groups: tuple[str, ...]
    countries: tuple[str, ...]
    families: tuple[str, ...]
    country: Numbers
    family: Numbers
    is_traded: Flags
    persons: Figures
    units: Figures
    wages: Figures
    is_row: Flags
    is_confidential: Flags


@dataclass(frozen=True, slots=True)
class Sums:
    """Totals of regions (Y, R); of groups and everything (Y, G), over the same regions unless published.

    `area_share` (Y, G) is how much of all regions' persons employed stands behind a group's sum.
    """

    regions: Figures
    groups: Figures
    everything: Figures
    area_share: Figures


def build_cube(table: Table, options: Options) -> Cube:
    """Every row in its place. A confidential row has no figure of any measure. Raises TableRefused if too large."""
    years, year = _numbered(table.year)
    regions, region = _numbered(table.region)
    groups, group = _numbered(table.group)
    _check_size(table.file, (len(years), len(regions), len(groups)), options)
    at = (year, region, group)
    shape = (len(years), len(regions), len(groups))
    hidden = np.array(table.confidential, dtype=bool)
    countries, country = _owners(table.country, region, len(regions))
    families, family = _owners(table.family, group, len(groups))
    is_row = _spread(shape, at, np.ones(len(table), dtype=bool), fill=False)
    empty = np.where(is_row, np.nan, 0.0) if options.absent_is_zero else np.full(shape, np.nan)
    figures = (table.employment, table.establishments, table.wages)
    persons, units, wages = (
        _spread(shape, at, np.where(hidden, np.nan, np.array(values)), fill=empty) for values in figures
    )
    return Cube(
        years, regions, groups, countries, families, country, family,
        is_traded=np.array([name not in options.local for name in groups]),
        persons=persons, units=units, wages=wages, is_row=is_row,
        is_confidential=_spread(shape, at, hidden, fill=False),
    )  # fmt: skip


def _check_size(file: str, shape: tuple[int, int, int], options: Options) -> None:
    """A table of a million different codes would be a cube that no machine holds."""
    faults = Faults(file)
    years, regions, groups = shape
    if years * regions * groups > MOST_CELLS:
        faults.add(0, f"{regions} regions × {groups} groups × {years} years are more than {MOST_CELLS:,} cells")
    if options.wants("similarity") and years * regions**2 > MOST_CELLS:
        faults.add(0, f"similarity of {regions} regions in {years} years is more than {MOST_CELLS:,} pairs")
    if options.wants("proximity", "density") and years * groups**2 > MOST_CELLS:
        faults.add(0, f"proximity of {groups} groups in {years} years is more than {MOST_CELLS:,} pairs")
    refuse(faults)


def sum_up(cube: Cube, published: Published) -> Sums:
    """Published totals where files give them, else sums.

    A region's own sum needs a figure of every group; a group's sum runs over the regions that publish it and have a
    total, and the whole over the same regions (`observatory.stats.reference`, each region in the part of a country).
    """
    regions = cube.persons.sum(-1) if published.regions is None else spread(published.regions, cube.regions, cube.years)
    found = reference(cube.persons, regions, nearest_totals(regions), np.ones(len(cube.regions), dtype=bool))
    if published.groups is None:
        return Sums(regions, found.group, found.total, found.area_share)
    groups = spread(published.groups, cube.groups, cube.years)
    whole = groups.sum(-1) if published.grand is None else spread(published.grand, (GRAND,), cube.years)[:, 0]
    everything = np.broadcast_to(whole[:, None], groups.shape)
    return Sums(regions, groups, everything, np.ones(groups.shape))


def _numbered(values: Sequence[Code]) -> tuple[tuple[Code, ...], Numbers]:
    """What there is, in order, and the place of each value in it."""
    names = tuple(sorted(set(values)))
    place = {name: number for number, name in enumerate(names)}
    return names, np.fromiter((place[value] for value in values), np.int64, len(values))


def _owners(owners: Sequence[str], member: Numbers, count: int) -> tuple[tuple[str, ...], Numbers]:
    if not any(owners):
        return (), np.zeros(count, dtype=np.int64)
    names, number = _numbered(owners)
    found = np.zeros(count, dtype=np.int64)
    found[member] = number
    return names, found


def _spread(shape: tuple[int, ...], at: tuple[Numbers, ...], values: np.ndarray, fill: object) -> np.ndarray:
    found = np.array(np.broadcast_to(np.asarray(fill), shape))
    found[at] = values
    return found
