"""The portal's formulas against bare ones, on generated figures: 1,500 regions, 88 groups, 15 years."""

from collections.abc import Callable, Iterator

import numpy as np

from observatory.computing.compute import all_areas, build_world
from observatory.similarity import layout
from observatory.stats.relatedness import proximity, relatedness_density, specialised
from observatory.stats.similarity import structural_distances
from tests.bench import bare_structure, generated
from tests.bench.bare import bare_figures
from tests.bench.clocks import cpu_seconds

ROUNDS = 5
SHORT = 50
Work = Callable[[], object]


def many_regions() -> Iterator[str]:
    """One line a kernel. Of several rounds the least counts: what a busy machine disturbed least."""
    for name, ours, bare in _kernels():
        mine, plain = zip(*((cpu_seconds(ours), cpu_seconds(bare)) for _ in range(ROUNDS)), strict=True)
        yield (
            f"{name}: {min(mine) / min(plain):.2f} times the CPU time of bare numpy "
            f"({min(mine):.2f} s against {min(plain):.2f} s)"
        )


def _kernels() -> Iterator[tuple[str, Work, Work]]:
    inputs, quotients, raw = generated.inputs(), generated.quotients(), generated.raw_variables()
    everyone = np.ones(len(raw), dtype=bool)
    yield (
        "location quotients, ranks and stars of 1,500 regions × 88 groups × 15 years",
        lambda: list(all_areas(inputs, build_world(inputs))),
        lambda: bare_figures(inputs),
    )
    yield (
        "similarity of 1,500 regions, all to all",
        lambda: structural_distances(raw, layout(), everyone),
        lambda: bare_structure.distances(raw, layout(), everyone),
    )
    yield (
        f"proximity and density of 1,500 regions × 88 groups, {SHORT} times",
        lambda: [_related(quotients) for _ in range(SHORT)],
        lambda: [bare_structure.density(quotients, bare_structure.proximity(quotients)) for _ in range(SHORT)],
    )


def _related(quotients: np.ndarray) -> np.ndarray:
    has, known = specialised(quotients), np.isfinite(quotients)
    return relatedness_density(has, proximity(has, known).values, known)
