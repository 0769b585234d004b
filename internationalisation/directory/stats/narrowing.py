"""Which organisations a reader's choices leave, with and without each facet, and how many have each value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from internationalisation.directory.stats.catalogue import Catalogue

Mask = NDArray[np.bool_]
EARTH_KM = 6371.0088  # mean radius (IUGG)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """`base` is everything that is shown at all, `masks` what the choices of each facet leave of everything."""

    base: Mask
    masks: Mapping[str, Mask]

    def all_but(self, *names: str) -> Mask:
        """What all facets leave but the named ones: a facet's own choice does not narrow its own counts."""
        chosen = [mask for name, mask in self.masks.items() if name not in names]
        left: Mask = np.logical_and.reduce([self.base, *chosen])
        return left

    @property
    def found(self) -> Mask:
        return self.all_but()


def count_values(catalogue: Catalogue, narrowing: Narrowing, codes: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Exact counts by code of every facet in `codes`, each without its own choice.

    Facets without a choice share one mask and are counted together.
    """
    free = [code for name, own in codes.items() if name not in narrowing.masks for code in own]
    counts = catalogue.count_codes(narrowing.found, free)
    for name, own in codes.items():
        if name in narrowing.masks:
            counts |= catalogue.count_codes(narrowing.all_but(name), own)
    return counts


def kilometres(
    longitude: NDArray[np.float64], latitude: NDArray[np.float64], origin: tuple[float, float]
) -> NDArray[np.float64]:
    """Great-circle distances to `origin` (longitude, latitude in degrees), NaN where a position is missing.

    Haversine formula on a sphere: up to 0.5 percent off, less than what a region's middle stands for.
    """
    east, north = np.radians(longitude), np.radians(latitude)
    east_0, north_0 = np.radians(origin)
    chord = np.sin((north - north_0) / 2) ** 2 + np.cos(north) * np.cos(north_0) * np.sin((east - east_0) / 2) ** 2
    distances: NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
    return distances
