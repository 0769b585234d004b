"""The place of each zone among the zones of the EU-27 in the same source."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from observatory.indicators import context_indicators
from observatory.loading.context.joining import ContextFigures

Place = tuple[int, int]
"""Competition rank (1 is best, ties share a rank) and the number of zones that were ranked; 0, 0 for none."""


def places_of(figures: Sequence[ContextFigures]) -> list[Place]:
    """The place of each figure among the zones of its kind in the same year, "less is better" turned round.

    Zones outside the EU-27, figures that are missing and results in words have no place.
    """
    places: list[Place] = [(0, 0)] * len(figures)
    for numbers in _peers(figures).values():
        values = np.array([figures[number].value for number in numbers])
        is_less_better = context_indicators()[figures[numbers[0]].indicator].direction == "less"
        for number, rank in zip(numbers, competition_ranks(values if is_less_better else -values), strict=True):
            places[number] = (int(rank), len(numbers))
    return places


def _peers(figures: Iterable[ContextFigures]) -> dict[tuple[str, int, int, str], list[int]]:
    peers = defaultdict(list)
    for number, one in enumerate(figures):
        has_place = one.zone.peers and not one.label and not np.isnan(one.value)
        if has_place:
            peers[one.dataset, one.indicator, one.year, one.zone.peers].append(number)
    return peers


def competition_ranks(values: np.ndarray) -> np.ndarray:
    """(N,) → (N,): 1 + how many are smaller."""
    return 1 + np.searchsorted(np.sort(values), values, side="left")
