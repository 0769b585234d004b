"""The arithmetic of all figures with nothing around it: what numpy alone needs on the same arrays."""

import numpy as np

from observatory.computing.areas import World
from observatory.computing.compute import Inputs

TOP = 0.1


def bare_figures(inputs: Inputs, world: World) -> list[np.ndarray]:
    """Quotients, shares, growth, wages, ranks and the tests of four rule sets, for both areas."""
    found = []
    for in_area in (inputs.members, np.ones_like(inputs.members)):
        found += _area(world, in_area)
    return found


def _area(world: World, in_area: np.ndarray) -> list[np.ndarray]:
    persons, totals = world.cells.persons, world.totals.persons[..., None]
    countries = world.cube.places.country_place[in_area]
    with np.errstate(all="ignore"):
        group = np.nansum(persons[:, countries], axis=1, keepdims=True)
        quotient = (persons / totals) / (group / np.nansum(totals[:, countries], axis=1, keepdims=True))
        size, focus = persons / group, persons / totals
        wage = world.cells.wages / persons
        growth = (persons[-1] / persons[0]) ** (1 / max(len(persons) - 1, 1)) - 1
    ranks = [_ranks(values) for values in (size, focus, quotient, wage)]
    stars = sum(rank <= TOP * np.isfinite(persons).sum(1, keepdims=True) for rank in ranks)
    tests = [quotient >= cut for cut in (1, 1.5, 2)] + [persons >= 1000, size >= 0.005]
    ordered = np.sort(np.where(persons > 0, quotient, np.nan), axis=1)
    return [quotient, size, focus, wage, growth, stars, *ranks, *tests, ordered]


def _ranks(values: np.ndarray) -> np.ndarray:
    """Rank of every place within year and group, highest first."""
    order = np.argsort(-values, axis=1)
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(1, values.shape[1] + 1)[None, :, None], axis=1)
    return ranks
