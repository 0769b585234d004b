"""How many statistical clusters a place has, and the persons employed in them."""

from dataclasses import dataclass

import numpy as np

from observatory.computing.areas import AreaFigures, World
from observatory.computing.cube import NOWHERE, NUTS0, NUTS2, Figures, Numbers, Places
from observatory.stats.quotient import share
from observatory.stats.stars import RuleSet

MOST_STARS = 3


@dataclass(frozen=True, slots=True)
class Counts:
    """(Y, R): clusters with one, two, three stars, judged cells, and persons employed, for one rule set and scheme.

    `traded` and `strong` are persons employed in traded groups and in strong clusters.
    """

    one: Numbers
    two: Numbers
    three: Numbers
    judged: Numbers
    persons: Figures
    strong: Figures
    traded: Figures

    def share_of(self, totals: Figures) -> Figures:
        """Share of all persons employed, NaN where nothing was judged."""
        return np.where(self.judged > 0, share(self.persons, totals), np.nan)

    @property
    def strength(self) -> Figures:
        return np.where(self.judged > 0, share(self.strong, self.traded), np.nan)


def count_clusters(world: World, area: AreaFigures, rules: RuleSet, number: int, scheme: int) -> Counts:
    """Counts of NUTS 2 regions, and of the countries and NUTS 1 regions around them."""
    groups = world.cube.groups
    columns = np.flatnonzero(groups.scheme == scheme)
    stars = area.stars[number][..., columns]
    persons = np.nan_to_num(world.cells.persons[..., columns])
    own = {
        "one": (stars == 1).sum(-1),
        "two": (stars == 2).sum(-1),
        "three": (stars == MOST_STARS).sum(-1),
        "judged": (stars >= 0).sum(-1),
        "persons": np.where(stars >= 1, persons, 0.0).sum(-1),
        "strong": np.where(stars >= rules.strong_from, persons, 0.0).sum(-1),
        "traded": np.where(groups.is_traded[columns], persons, 0.0).sum(-1),
    }
    return Counts(**{name: add_up(values, world.places) for name, values in own.items()})


def add_up(values: np.ndarray, places: Places) -> np.ndarray:
    """Values (Y, R) of NUTS 2 regions, summed into their NUTS 1 regions and countries."""
    inside = (places.level == NUTS2) & ~places.is_union & ~places.is_extra_regio
    sums = np.where(inside, values, 0)
    for year in range(len(values)):
        regions = np.flatnonzero(inside & places.is_there[year])
        in_nuts1 = regions[places.parent[year, regions] != NOWHERE]
        np.add.at(sums[year], places.parent[year, in_nuts1], values[year, in_nuts1])
        np.add.at(sums[year], places.country_place[places.country[regions]], values[year, regions])
    return sums


def has_counts(world: World, area: AreaFigures) -> np.ndarray:
    """(Y, R): places of the area that are published in the year; unions and extra-regio territory have none."""
    places = world.places
    proper = ~places.is_union & ~places.is_extra_regio & (places.level >= NUTS0)
    return places.is_there & proper & area.in_area[places.country]
