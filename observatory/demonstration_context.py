"""Demonstration figures of context: seeded, plausible, and no statistics, in a TSV file like Eurostat's.

Output follows population and a level drawn for each region; innovation follows output per head with noise of its own.
The group of a region is that of its index against the mean, as in the Regional Innovation Scoreboard.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from observatory.demonstration import SEED, NoRegions, places_of, region_codes

YEARS = tuple(range(2018, 2023))
GROUP_CUTS = (0.7, 1.0, 1.25)
Figures = NDArray[np.floating[Any]]
SCORES = ("INNOVATION", "PATENTS", "TRADEMARKS", "DESIGNS", "PRODUCTIVITY")


@dataclass(frozen=True, slots=True)
class ContextWorld:
    """Regions (NUTS 2 codes) with inhabitants (regions,), output in million euro and scores (regions, years)."""

    regions: tuple[str, ...]
    inhabitants: Figures
    output: Figures
    scores: dict[str, Figures]


def write_demonstration_context(path: Path, seed: int = SEED) -> None:
    """Write the file for the regions of the registry; the same seed, the same file. 1 SQL query. Raises NoRegions."""
    regions = region_codes()
    if not regions:
        raise NoRegions("Load the registry first: manage.py load_registry")
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_text("".join(lines_of(make_context(regions, seed))), encoding="utf-8")
    part.replace(path)


def make_context(regions: Sequence[str], seed: int) -> ContextWorld:
    """Figures drawn from log-normal distributions; scores move with output per head."""
    rng = np.random.default_rng([seed, 1])
    inhabitants = np.round(rng.lognormal(np.log(1_600_000), 0.6, len(regions)))
    level = rng.lognormal(0, 0.4, (len(regions), 1))
    growth = 1.025 ** np.arange(len(YEARS)) * np.exp(rng.normal(0, 0.01, (len(regions), len(YEARS))))
    output = np.round(inhabitants[:, None] * 0.03 * level * growth)
    scores = {name: _scores(level, growth, rng) for name in SCORES}
    return ContextWorld(tuple(regions), inhabitants, output, scores)


def _scores(level: Figures, growth: Figures, rng: np.random.Generator) -> Figures:
    drawn = 100 * level**0.7 * rng.lognormal(0, 0.25, level.shape) * growth**0.5
    return np.round(drawn, 1)


def groups_of(index: Figures) -> Figures:
    """(regions, years) → 1 to 4: emerging, moderate, strong, leader, against the mean of the year."""
    return np.asarray(1.0 + np.searchsorted(GROUP_CUTS, index / index.mean(axis=0), side="right"))


def lines_of(world: ContextWorld) -> Iterator[str]:
    """The file line by line: output for NUTS 2, NUTS 1 and countries, scores for NUTS 2, the latest year first."""
    yield "indic,geo\\time\t" + "\t".join(f"{year} " for year in reversed(YEARS)) + "\n"
    for place, inside in places_of(world.regions).items():
        output = world.output[inside].sum(axis=0)
        yield _line(f"GDP,{place}", output)
        yield _line(f"GDP_HEAD,{place}", np.round(output * 1e6 / world.inhabitants[inside].sum(), -2))
    for row, region in enumerate(world.regions):
        for name in SCORES:
            yield _line(f"{name},{region}", world.scores[name][row])
    for region, group in zip(world.regions, groups_of(world.scores["INNOVATION"]), strict=True):
        yield _line(f"GROUP,{region}", group)


def _line(key: str, figures: Figures) -> str:
    cells = [f"{figure:.1f}".removesuffix(".0") + " " for figure in figures.tolist()]
    return "\t".join([key, *reversed(cells)]) + "\n"
