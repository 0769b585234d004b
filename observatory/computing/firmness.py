"""How firm the stars of a place are: how many fall where every cut rises by a tenth, how many come where it sinks."""

from dataclasses import dataclass

import numpy as np

from observatory.computing.areas import AreaFigures, FoundCut, World, table_of
from observatory.computing.counts import add_up
from observatory.computing.cube import Numbers
from observatory.stats.stars import Cut, RuleSet, Table, judge_by

PERCENT = 10


@dataclass(frozen=True, slots=True)
class Firmness:
    """(Y, R): stars lost and gained, summed over the place's cells of one scheme under one rule set."""

    lost: Numbers
    gained: Numbers


def firmness(world: World, area: AreaFigures, rules: RuleSet, number: int, scheme: int) -> Firmness:
    """Every cut of every gate and test is moved at once, those of rankings too, and all cells are judged again.

    A rise can only take stars away and a fall only give them. NUTS 1 regions and countries have the sums of theirs.
    """
    cuts = [one for one in area.cuts if one.rules == rules.code and one.part.scheme == scheme]
    if not cuts:
        nothing = np.zeros(world.places.rows.shape, dtype=np.int64)
        return Firmness(nothing, nothing)
    part = cuts[0].part
    stars = part.take(area.stars[number])
    table = table_of(area, world, part, stars >= 0, {test.measure for test in rules.all_tests})
    return Firmness(*(_difference(world, cuts, table, rules, stars, percent) for percent in (PERCENT, -PERCENT)))


def _difference(
    world: World, cuts: list[FoundCut], table: Table, rules: RuleSet, stars: np.ndarray, percent: int
) -> Numbers:
    moved = tuple(Cut(one.values.ravel(), one.n.ravel()).moved(percent) for one in cuts)
    found = judge_by(rules, table, moved).stars
    difference = np.where(stars >= 0, np.abs(stars - found), 0)
    by_region = difference.reshape(len(stars), cuts[0].part.years, -1).sum(-1).T
    sums = np.zeros(world.places.rows.shape, dtype=np.int64)
    sums[:, cuts[0].part.ranked] = by_region
    return add_up(sums, world.places)
