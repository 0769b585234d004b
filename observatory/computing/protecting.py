"""Withhold what would give confidential cells away, before any figure is made of the cells."""

from dataclasses import replace

import numpy as np

from observatory.computing.cube import NO_ROW, NOWHERE, NUTS1, NUTS2, Cube, Figures, Flags, Places
from observatory.models import Status
from observatory.stats.protection import Families, Table, withheld


def protect(cube: Cube) -> Cube:
    """The cube without the cells that, with their neighbours, would tell a confidential one.

    Totals are made of the sections as published, which are shown nowhere by themselves: they use the cube as it was.
    A cell whose persons employed are withheld is confidential like those of the publisher.
    """
    shown = _shown_industries(cube)
    persons = cube.persons.copy()
    units, wages, status = cube.units.copy(), cube.wages.copy(), cube.status.copy()
    is_row = cube.status != NO_ROW
    for year in range(len(cube.years)):
        families = families_of(cube.places, year)
        secret = cube.status[year] == Status.CONFIDENTIAL
        hidden = _hidden(persons[year], is_row[year], secret, shown, families)
        persons[year][hidden], status[year][hidden] = np.nan, Status.CONFIDENTIAL
        for values in (units, wages):
            gap = is_row[year] & np.isnan(values[year])
            values[year][_hidden(values[year], is_row[year], gap, shown, families)] = np.nan
    return replace(cube, persons=persons, units=units, wages=wages, status=status)


def _hidden(values: Figures, is_row: Flags, is_secret: Flags, shown: np.ndarray, families: Families) -> Flags:
    """(R, I), of the shown industries only."""
    table = Table(values[:, shown], is_row[:, shown], is_secret[:, shown])
    found = np.zeros(values.shape, dtype=bool)
    found[:, shown] = withheld(table, families)
    return found


def _shown_industries(cube: Cube) -> np.ndarray:
    """Industries that are cells or parts of cells: the members of any group."""
    return np.flatnonzero((cube.groups.weights > 0).any(0))


def families_of(places: Places, year: int) -> Families:
    """Countries of their NUTS 1 and of their NUTS 2 places, NUTS 1 places of their NUTS 2 places."""
    there = places.is_there[year]
    pairs = [
        (int(whole), there & (places.level == level) & (places.country == country))
        for country, whole in enumerate(places.country_place)
        for level in (NUTS1, NUTS2)
    ]
    inside = places.parent[year]
    pairs += [(int(whole), there & (inside == whole)) for whole in np.unique(inside[there & (inside != NOWHERE)])]
    found = [(whole, np.flatnonzero(parts)) for whole, parts in pairs if there[whole] and parts.any()]
    return Families.of(found)
