"""The organisations nearest to a place, how many lie in the regions around it, and its statistical clusters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from internationalisation.directory.choices import Choices
from internationalisation.directory.queries.results import Found, find
from observatory.models import ClusterFigure, Release
from observatory.models.figure import Area
from observatory.presenters.stars import stars_of
from observatory.queries.place import Place, get_place
from observatory.queries.release import DEFAULT_RULES, DEFAULT_SCHEME, NoRelease, get_release
from portal.core.errors import NotFound
from portal.registry.codes import ancestors_and_self

NEAREST = 20
FIGURES_LETTERS = 4  # of a code of NUTS 2, the level of the figures
MOST_CLUSTERS = 8


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`positions` are rows of the catalogue, the nearest first; `around` counts by region, the smallest first."""

    code: str
    found: Found
    positions: Sequence[int]
    around: Sequence[tuple[str, int]]
    within: Sequence[tuple[int, int]]  # kilometres, organisations


def get_surroundings(code: str, today: date) -> Surroundings:
    """1 query, and those of a process that starts."""
    found = find(Choices(near=code), today)
    distances = found.distances if found.distances is not None else np.full(len(found.catalogue), np.nan)
    near = found.positions[np.isfinite(distances[found.positions])]
    around = [(one, int((found.shown.mask & found.catalogue.inside([one])).sum())) for one in ancestors_and_self(code)]
    return Surroundings(
        code=code,
        found=found,
        positions=near[:NEAREST].tolist(),
        around=tuple(reversed(around)),
        within=tuple((radius, int((distances[near] <= radius).sum())) for radius in (25, 50, 100, 200)),
    )


@dataclass(frozen=True, slots=True)
class LocalClusters:
    """Statistical clusters with a star in the region of NUTS 2, those with most persons employed first."""

    place: Place
    release: Release
    cells: tuple[ClusterFigure, ...]
    total: int


def get_local_clusters(code: str) -> LocalClusters | None:
    """None where no figures are published for the place. 2 queries, 2 more once a process."""
    if len(code) < FIGURES_LETTERS:
        return None
    try:
        place, release = get_place(code[:FIGURES_LETTERS]), get_release()
    except (NoRelease, NotFound):
        return None
    if release.default_year is None:
        return None
    rows = ClusterFigure.objects.filter(
        place.own_figures(),
        release=release,
        area=Area.EU27,
        year=release.default_year,
        group__scheme=DEFAULT_SCHEME,
        persons_employed__isnull=False,
    ).select_related("region", "current_region", "group")
    cells = [cell for cell in rows if stars_of(cell, release, DEFAULT_RULES)]
    cells.sort(key=lambda cell: -(cell.persons_employed or 0))
    return LocalClusters(place, release, tuple(cells[:MOST_CLUSTERS]), len(cells))
