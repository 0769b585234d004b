"""What an analysis says of regions, of groups and of pairs of regions."""

from dataclasses import dataclass, replace

import numpy as np

from observatory.engine.analysis import Analysis
from observatory.engine.cube import Cube
from observatory.similarity import MIX, layout
from observatory.similarity import groups as similarity_groups
from observatory.stats.concentration import gini_concentration, top_share
from observatory.stats.quotient import Figures, share
from observatory.stats.similarity import Layout, structural_distances
from observatory.stats.structure import (
    equivalent_number,
    gini_specialisation,
    herfindahl,
    herfindahl_normalised,
    krugman,
)
from observatory.stats.variety import entropy, related_variety, unrelated_variety
from observatory.stats.wages import EUR_PER_MEUR, mean_wage, relative_wage

FEW, MORE = 5, 10
SINGLES = tuple(group for group in similarity_groups() if group.measure != MIX and not group.is_context)
"""Single variables of structural similarity that a table can give."""


def region_measures(found: Analysis) -> dict[str, Figures]:
    """(Y, R) each: specialisation and variety of regions, for the measures that were asked."""
    cube, options = found.cube, found.options
    has_two = np.isfinite(cube.persons).sum(-1) >= 2
    persons = np.where(has_two[..., None], cube.persons, np.nan)
    area = share(found.sums.groups, found.sums.everything)[:, None]
    measures: dict[str, Figures] = {}
    if options.wants("krugman"):
        measures["krugman"] = krugman(persons, area)
    if options.wants("gini"):
        measures["gini_specialisation"] = gini_specialisation(persons, area)
    if options.wants("variety"):
        measures |= {
            "herfindahl": herfindahl(persons),
            "herfindahl_normalised": herfindahl_normalised(persons),
            "equivalent_number": equivalent_number(persons),
            "entropy": entropy(persons),
        }
    if options.wants("variety") and cube.families:
        measures["unrelated_variety"] = unrelated_variety(persons, cube.family)
        measures["related_variety"] = related_variety(persons, cube.family)
    return measures


def group_measures(found: Analysis) -> dict[str, Figures]:
    """(Y, G) each: how concentrated groups are over regions."""
    if not found.options.wants("gini"):
        return {}
    cells, totals = found.cube.persons.transpose(1, 0, 2), found.sums.regions.T[..., None]
    return {
        "gini_concentration": gini_concentration(cells, totals),
        "top5_share": top_share(cells, FEW, found.sums.groups),
        "top10_share": top_share(cells, MORE, found.sums.groups),
    }


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Distances (R, R) of regions in one year (an index), NaN where too little is known."""

    year: int
    distances: Figures


def similarity(found: Analysis, year: int) -> Resemblance:
    """The portal's structural distance with its weights: mix of groups, size, size of units, relative wage.

    Variables of other sources, such as GDP per head, have no part in it.
    """
    cube, total = found.cube, found.sums.regions[year]
    measures = _single_measures(found, year)
    singles = np.column_stack([_log(measures[group.measure]) for group in SINGLES])
    raw = np.hstack([share(cube.persons[year], total[:, None]), singles])
    distances = structural_distances(raw, _layout(len(cube.groups)), np.isfinite(total))
    return Resemblance(year, distances.values)


def _single_measures(found: Analysis, year: int) -> dict[str, Figures]:
    cube, total = found.cube, found.sums.regions[year]
    persons, units, wages = cube.persons[year], cube.units[year], cube.wages[year]
    with_units, with_wages = np.isfinite(persons + units), np.isfinite(persons + wages)
    per_unit = share(np.where(with_units, persons, 0.0).sum(-1), np.where(with_units, units, 0.0).sum(-1))
    wage = share(np.where(with_wages, wages, 0.0).sum(-1), np.where(with_wages, persons, 0.0).sum(-1))
    countries = range(int(cube.country.max(initial=0)) + 1)
    means = np.array([mean_wage(_of(wages, cube, one), _of(persons, cube, one)) for one in countries])
    return {
        "persons_employed": total,
        "persons_per_unit": per_unit,
        "relative_wage": relative_wage(wage * EUR_PER_MEUR, means[cube.country]),
    }


def _of(values: Figures, cube: Cube, country: int) -> Figures:
    """All cells of a country, flat."""
    return np.asarray(values[cube.country == country].ravel())


def _log(values: Figures) -> Figures:
    return np.log(np.where(values > 0, values, np.nan))


def _layout(groups: int) -> Layout:
    """The portal's layout with one composition, of the table's groups, and the single variables it can give."""
    return replace(
        layout(),
        compositions=(slice(0, groups),),
        singles=slice(groups, groups + len(SINGLES)),
        weights=tuple(group.weight for group in SINGLES),
    )
