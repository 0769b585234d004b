"""The bare arithmetic of `make bench` is no straw man: it gives the portal's own results."""

import numpy as np
import pytest

from observatory.computing.compute import all_areas, build_world
from observatory.computing.release import read_inputs
from observatory.models import Mark
from tests.bench.bare import bare_figures
from tests.observatory.computing.world import NUTS2, add_composed_group, build_registry, store, usual_numbers

RANKS = ("size", "location_quotient", "relative_wage", "focus")


@pytest.mark.django_db
def test_the_bare_arithmetic_gives_the_same_figures_ranks_and_stars() -> None:
    build_registry()
    add_composed_group("Mobility", {"C10": 0.5, "C29": 1.0})
    numbers = usual_numbers()
    for place, region in enumerate(NUTS2):
        numbers.persons(region, "C29", 300.0 + 250 * place, 2013, 2014)
    numbers.hide("FR21", "C", 2013)
    numbers.drop("DE12", "G", 2014)
    numbers.mark("UKC1", "C29", Mark.BREAK, 2013)
    numbers.add_up()
    inputs = read_inputs(store(numbers))
    world = build_world(inputs)
    bare = bare_figures(inputs)
    places = slice(len(inputs.cube.places.level))
    same(world.totals.persons[:, places], bare.total)
    same(world.derived.growth.rate[:, places], bare.growth)
    same(world.derived.relative_wage[:, places], bare.relative_wage)
    for ours, found in zip(all_areas(inputs, world), bare.areas, strict=True):
        for name in ("location_quotient", "size", "focus"):
            same(getattr(ours, name)[:, places], getattr(found, name))
        same(ours.sums.trend, found.trend)
        same(ours.sums.total_trend, found.total_trend)
        for name, ranks in zip(RANKS, found.ranks, strict=True):
            same(ours.ranks[name][:, found.ranked].transpose(0, 2, 1), ranks)
        same(ours.stars[:, :, found.ranked].transpose(0, 1, 3, 2), found.stars)


def same(ours: np.ndarray, bare: np.ndarray) -> None:
    np.testing.assert_allclose(ours, bare, rtol=1e-9)
