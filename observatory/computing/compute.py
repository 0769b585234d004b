"""All figures of a release from its cube: no database, no Django request, only arrays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from observatory.computing.areas import AreaFigures, World, area_figures
from observatory.computing.cells import derive, group_cells
from observatory.computing.cube import Cube, Flags, Union
from observatory.computing.totals import place_totals
from observatory.computing.unions import add_unions
from observatory.models.figure import Area
from observatory.stats.reference import default_year
from observatory.stats.stars import RuleSet


@dataclass(frozen=True, slots=True)
class Inputs:
    """`members` (C,) says which countries of the cube belong to the EU-27."""

    cube: Cube
    unions: Sequence[Union]
    members: Flags
    rule_sets: Sequence[RuleSet]


def build_world(inputs: Inputs) -> World:
    """Everything that does not depend on the reference area."""
    cube = inputs.cube
    cells, totals = group_cells(cube), place_totals(cube)
    places, cells, totals = add_unions(cube.places, cells, totals, inputs.unions)
    return World(cube, places, cells, totals, derive(cells, totals, places, cube.years))


def all_areas(inputs: Inputs, world: World) -> Iterator[AreaFigures]:
    """Both reference areas, one after the other."""
    everyone = np.ones_like(inputs.members)
    for code, in_area in ((Area.EU27, inputs.members), (Area.ALL, everyone)):
        yield area_figures(code.value, in_area, world, inputs.rule_sets)


def latest_complete_year(inputs: Inputs, world: World) -> int:
    """The default year of the release, by the countries of the EU-27."""
    members = inputs.members if inputs.members.any() else np.ones_like(inputs.members)
    return int(inputs.cube.years[default_year(world.totals.countries, members)])
