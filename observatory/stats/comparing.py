"""Where a value stands among those of its peers."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

Direction = Literal["more", "less", "neutral"]
QUARTERS = (0.25, 0.5, 0.75)
FEWEST_PEERS = 10


@dataclass(frozen=True, slots=True)
class Peers:
    """The peer group's published values of one indicator: how many, lowest, highest, mean, and the three quartiles.

    None but `n` where fewer than `FEWEST_PEERS` are published.
    """

    n: int
    lowest: float | None = None
    highest: float | None = None
    mean: float | None = None
    quartiles: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """`quarter` 1 is the lowest quarter of the peers, 4 the highest; gaps are value − mean and value − best.

    The best is the highest where more is better or neither is, the lowest where less is.
    """

    quarter: int | None
    to_mean: float | None
    to_best: float | None


def peers_of(values: ArrayLike) -> Peers:
    """The peers' figures, NaN left out; quartiles by linear interpolation (type 7)."""
    given = np.asarray(values, dtype=float)
    known = given[np.isfinite(given)]
    if known.size < FEWEST_PEERS:
        return Peers(int(known.size))
    quartiles = tuple(float(one) for one in np.quantile(known, QUARTERS))
    return Peers(int(known.size), float(known.min()), float(known.max()), float(known.mean()), quartiles)


def best_of(peers: Peers, direction: Direction) -> float | None:
    return peers.lowest if direction == "less" else peers.highest


def standing(value: float | None, peers: Peers, direction: Direction) -> Standing:
    """Quarter and gaps of a value; None where it or the peers have no figure. A value at a quartile is above it."""
    best = best_of(peers, direction)
    if value is None or peers.mean is None or best is None:
        return Standing(None, None, None)
    quarter = 1 + int(np.searchsorted(peers.quartiles, value, side="right"))
    return Standing(quarter, value - peers.mean, value - best)
