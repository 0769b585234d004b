"""How specialised every place is, how varied, and how concentrated every group is."""

from dataclasses import dataclass

import numpy as np

from observatory.computing.areas import AreaFigures, World
from observatory.computing.cube import NOWHERE, Cube, Figures, Flags, Numbers
from observatory.computing.unions import is_ranked
from observatory.stats.concentration import gini_concentration, top_share
from observatory.stats.quotient import share
from observatory.stats.structure import (
    equivalent_number,
    gini_specialisation,
    herfindahl,
    herfindahl_normalised,
    krugman,
)
from observatory.stats.variety import related_variety, unrelated_variety

LEAST_OF_GROUP = 0.75
FEW, MORE = 5, 10


@dataclass(frozen=True, slots=True)
class Structures:
    """(Y, R) each, over the divisions published in the place; `published_share` is of the place's total."""

    krugman: Figures
    gini: Figures
    herfindahl: Figures
    herfindahl_normalised: Figures
    equivalent_number: Figures
    related_variety: Figures
    unrelated_variety: Figures
    published: Numbers
    published_share: Figures


@dataclass(frozen=True, slots=True)
class Concentrations:
    """(Y, G) over the ranked regions of the area whose country publishes the group."""

    gini: Figures
    top5: Figures
    top10: Figures


def place_structures(world: World, area: AreaFigures) -> Structures:
    """Indices of every place with a total against the composition of the area.

    The area's composition takes each division's share over the countries that publish it, as quotients do.
    """
    columns = divisions(world.cube)
    totals = world.totals.persons
    persons = np.where(np.isfinite(totals)[..., None], world.cells.persons[..., columns], np.nan)
    reference = share(area.sums.reference.group, area.sums.reference.total)[:, None, columns]
    has_two = np.isfinite(persons).sum(-1) >= 2
    return Structures(
        krugman=np.where(has_two, krugman(persons, reference), np.nan),
        gini=np.where(has_two, gini_specialisation(persons, reference), np.nan),
        herfindahl=np.where(has_two, herfindahl(persons), np.nan),
        herfindahl_normalised=herfindahl_normalised(persons),
        equivalent_number=np.where(has_two, equivalent_number(persons), np.nan),
        **_varieties(world, persons, columns),
        published=np.isfinite(world.cells.persons[..., columns]).sum(-1),
        published_share=share(np.where(has_two, np.nansum(persons, axis=-1), np.nan), totals),
    )


def _varieties(world: World, persons: Figures, columns: Numbers) -> dict[str, Figures]:
    """Related variety where all divisions that the source holds are published, unrelated where all sections are.

    Where all divisions are, both are of the divisions, so that they add up to the whole entropy.
    """
    sections = np.where(np.isfinite(world.totals.persons)[..., None], world.totals.sections, np.nan)
    unrelated = unrelated_variety(sections, np.arange(sections.shape[-1]))
    held = world.cube.groups.held[columns] > 0
    family = sections_of(world.cube, columns)[held]
    if np.unique(family).size < sections.shape[-1]:  # the divisions leave a section out: no vector is complete
        return {"related_variety": np.full(unrelated.shape, np.nan), "unrelated_variety": unrelated}
    complete = persons[..., held]
    of_divisions = unrelated_variety(complete, family)
    return {
        "related_variety": related_variety(complete, family),
        "unrelated_variety": np.where(np.isfinite(of_divisions), of_divisions, unrelated),
    }


def concentrations(world: World, area: AreaFigures) -> Concentrations:
    """None where the published regions hold less than 75 % of the group: a large one may be among the rest."""
    ranked = is_ranked(world.places) & area.in_area[world.places.country]
    counts = area.sums.reference.publishes[:, world.places.country[ranked]]
    cells = np.where(counts, world.cells.persons[:, ranked], np.nan).transpose(1, 0, 2)
    totals = world.totals.persons[:, ranked].T[..., None]
    whole = area.sums.reference.group
    enough = share(np.nansum(cells, axis=0), whole) >= LEAST_OF_GROUP
    return Concentrations(
        gini=np.where(enough, gini_concentration(cells, totals), np.nan),
        top5=np.where(enough, top_share(cells, FEW, whole), np.nan),
        top10=np.where(enough, top_share(cells, MORE, whole), np.nan),
    )


def has_structure(world: World, structures: Structures) -> Flags:
    """(Y, R): places that get a row."""
    proper = world.places.is_there & ~world.places.is_extra_regio
    return np.asarray(proper & np.isfinite(structures.published_share))


def divisions(cube: Cube) -> Numbers:
    """Groups that are exactly one division of the business economy covered."""
    weights, known = cube.groups.weights, cube.sections.divisions
    alone = (weights > 0).sum(1) == 1
    return np.flatnonzero(alone & np.isin(weights.argmax(1), known[known != NOWHERE]) & _of_first_scheme(cube))


def _of_first_scheme(cube: Cube) -> Flags:
    """The scheme of NACE divisions: the one with the most groups of a single industry."""
    groups = cube.groups
    alone = ((groups.weights > 0).sum(1) == 1) & (groups.weights.sum(1) == 1)
    counts = np.bincount(groups.scheme[alone], minlength=max(len(groups.schemes), 1))
    return np.asarray(alone & (groups.scheme == counts.argmax()))


def sections_of(cube: Cube, columns: Numbers) -> Numbers:
    """The section of each division among the groups `columns`."""
    industry = cube.groups.weights[columns].argmax(1)
    by_industry = dict(zip(cube.sections.divisions.tolist(), cube.sections.section_of.tolist(), strict=True))
    return np.array([by_industry[one] for one in industry.tolist()], dtype=np.int64)
