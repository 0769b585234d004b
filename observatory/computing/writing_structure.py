"""Structure, proximity and similarity as rows: whole columns by COPY."""

from collections.abc import Sequence

import numpy as np

from observatory.computing.areas import AreaFigures, World
from observatory.computing.cube import NOWHERE
from observatory.computing.positions import Outside, Positions, positions
from observatory.computing.related import Pairs, Related
from observatory.computing.structures import has_structure, place_structures
from observatory.computing.totals import section_tables
from observatory.computing.writing import constant, floats, place_columns
from observatory.models import Proximity, RegionStructure, Release, StructuralPosition
from portal.core.copying import Column, copy_rows


def write_structures(release: Release, world: World, area: AreaFigures) -> int:
    """Specialisation and variety of all places with a total, against one area."""
    found = place_structures(world, area)
    where = np.nonzero(has_structure(world, found))
    columns = [
        *place_columns(release, world, where),
        constant("area", "text", area.code, where),
        *floats(
            where,
            krugman=found.krugman,
            gini=found.gini,
            herfindahl=found.herfindahl,
            herfindahl_normalised=found.herfindahl_normalised,
            equivalent_number=found.equivalent_number,
            related_variety=found.related_variety,
            unrelated_variety=found.unrelated_variety,
            published_share=found.published_share,
        ),
        Column("divisions_published", "int2", found.published[where]),
    ]
    return copy_rows(RegionStructure, columns)


def write_proximities(release: Release, world: World, area: AreaFigures, related: Related) -> int:
    """Every pair of groups that some region publishes both, in both directions."""
    return sum(_write_pairs(release, world, area, pairs) for pairs in related.pairs)


def _write_pairs(release: Release, world: World, area: AreaFigures, pairs: Pairs) -> int:
    is_pair = pairs.found.regions > 0
    np.fill_diagonal(is_pair, False)
    where = np.nonzero(is_pair)
    ids = world.cube.groups.ids[pairs.groups]
    columns = [
        constant("release_id", "int8", release.pk, where),
        constant("area", "text", area.code, where),
        constant("year", "int2", int(world.cube.years[pairs.year]), where),
        Column("group_id", "int8", ids[where[0]]),
        Column("other_id", "int8", ids[where[1]]),
        *floats(where, proximity=pairs.found.values),
        Column("regions", "int2", pairs.found.regions[where]),
        Column("together", "int2", pairs.found.together[where]),
    ]
    return copy_rows(Proximity, columns) if len(where[0]) else 0


def write_positions(release: Release, world: World, outside: Sequence[Outside]) -> int:
    """Every place among all others; `outside` has the measures of other sources year by year."""
    tables = section_tables(world.cube)
    found = (positions(world, year, of_year, tables) for year, of_year in enumerate(outside))
    return sum(_write_positions(release, world, one) for one in found if one.places.size)


def _write_positions(release: Release, world: World, one: Positions) -> int:
    rows = world.places.rows[one.year, one.places]
    current = world.places.current_rows[one.year, one.places]
    where = (np.arange(len(rows)),)
    columns = [
        constant("release_id", "int8", release.pk, where),
        constant("year", "int2", int(world.cube.years[one.year]), where),
        Column("region_id", "int8", rows),
        Column("current_region_id", "int8", current, current == NOWHERE),
        Column("position", "int2", where[0]),
        Column("raw", "float8[]", one.raw),
        Column("variables", "float8[]", one.distances.variables),
        Column("distances", "float8[]", one.distances.values),
    ]
    return copy_rows(StructuralPosition, columns)
