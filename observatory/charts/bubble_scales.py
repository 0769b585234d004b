"""The scales of a bubble chart: which bubbles set them, where they end, and where a bubble stands in pixels."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from portal.core.charts import WIDE

LEAST_QUOTIENT, MOST_RATE = 0.1, 0.2
TELLING = 0.03  # of the largest bubble: smaller ones do not stretch the scales, they stand at the edge
PADDING = 1.15  # of the widest distance from the middle
EDGE = 8  # pixels: what is off the scale stands inside the drawing


@dataclass(frozen=True, slots=True)
class Bubble:
    """`tone` is a place in the chart's tones; bubbles come in the order in which they deserve a name."""

    name: str
    short: str
    quotient: float
    rate: float
    persons: float
    tone: int


@dataclass(frozen=True, slots=True)
class Frame:
    """The drawing in pixels and the ends of both scales."""

    width: int
    height: int
    most_radius: float
    quotients: tuple[float, float]
    rates: tuple[float, float]
    is_wide: bool

    def x(self, quotient: float) -> float:
        low, high = (math.log(end) for end in self.quotients)
        place = (math.log(min(max(quotient, self.quotients[0]), self.quotients[1])) - low) / (high - low) * self.width
        return min(max(place, EDGE), self.width - EDGE)

    def y(self, rate: float) -> float:
        low, high = self.rates
        place = (high - min(max(rate, low), high)) / (high - low) * self.height
        return min(max(place, EDGE), self.height - EDGE)


def beyond(bubbles: Sequence[Bubble]) -> int:
    """How many bubbles stand at the edge because their values are off the scales."""
    (low, high), (fall, rise) = _quotients(bubbles), _rates(bubbles)
    return sum(not (low <= one.quotient <= high and fall <= one.rate <= rise) for one in bubbles)


def _telling(bubbles: Sequence[Bubble]) -> list[Bubble]:
    """Bubbles large enough to set the scales; all of them where few are."""
    most = max((one.persons for one in bubbles), default=0.0)
    return [one for one in bubbles if one.persons >= TELLING * most] or list(bubbles)


def _quotients(bubbles: Sequence[Bubble]) -> tuple[float, float]:
    """Ends of the scale of quotients, at least from 0.6 to 2."""
    logs = [math.log(max(one.quotient, LEAST_QUOTIENT)) for one in _telling(bubbles)]
    return math.exp(min([*logs, -0.5]) * PADDING), math.exp(max([*logs, 0.7]) * PADDING)


def _rates(bubbles: Sequence[Bubble]) -> tuple[float, float]:
    """Ends of the scale of rates: zero is on it, and there is room for the words in the corners."""
    rates = [max(-MOST_RATE, min(MOST_RATE, one.rate)) for one in _telling(bubbles)] or [0.0]
    low, high = min([*rates, 0.0]), max([*rates, 0.0])
    span = max(high - low, 0.04)
    return low - span * 0.14, high + span * 0.18


def frame_of(bubbles: Sequence[Bubble], width: int) -> Frame:
    is_wide = width >= WIDE
    return Frame(
        width=width - (70 if is_wide else 52),
        height=460 if is_wide else 400,
        most_radius=38.0 if is_wide else 22.0,
        quotients=_quotients(bubbles),
        rates=_rates(bubbles),
        is_wide=is_wide,
    )
