"""The bare arithmetic of structure is no straw man: it gives the portal's own results."""

import numpy as np

from observatory.computing.compute import all_areas, build_world
from observatory.similarity import layout
from observatory.stats.relatedness import proximity, relatedness_density, specialised
from observatory.stats.similarity import structural_distances
from tests.bench import bare_structure, generated
from tests.bench.bare import bare_figures
from tests.bench.test_bare import same


def test_bare_proximity_and_density_are_those_of_the_portal() -> None:
    quotients = generated.quotients(60, 9)
    has, known = specialised(quotients), np.isfinite(quotients)
    links = proximity(has, known)
    same(links.values, bare_structure.proximity(quotients))
    same(relatedness_density(has, links.values, known), bare_structure.density(quotients, links.values))


def test_bare_distances_are_those_of_the_portal() -> None:
    raw = generated.raw_variables(60)
    population = np.arange(60) > 5
    found = structural_distances(raw, layout(), population).values
    np.testing.assert_allclose(found, bare_structure.distances(raw, layout(), population), atol=1e-7)
    assert np.isfinite(found).mean() > 0.5


def test_bare_figures_of_generated_inputs_are_those_of_the_portal() -> None:
    inputs = generated.inputs(regions=40, groups=26, years=3, countries=4)
    world, bare = build_world(inputs), bare_figures(inputs)
    same(world.totals.persons, bare.total)
    for ours, found in zip(all_areas(inputs, world), bare.areas, strict=True):
        same(ours.location_quotient, found.location_quotient)
        same(ours.stars[:, :, found.ranked].transpose(0, 1, 3, 2), found.stars)
        assert (ours.stars > 0).any()
