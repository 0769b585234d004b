"""Outlines of maps as polygons in degrees: the way back from the canvas, insets included."""

import re
from functools import lru_cache
from itertools import zip_longest
from typing import Any

import numpy as np
import shapely
from shapely.geometry import mapping
from shapely.geometry.polygon import orient

from portal.registry.canvas import INSETS, to_degrees
from portal.registry.geometry.coverage import inset_at

WHOLE_NUMBER = re.compile(r"-?\d+")
DECIMALS = 4  # some ten metres; outlines are true to a kilometre
FRAMES = {inset.code: inset for inset in INSETS}


@lru_cache(maxsize=2048)
def geometry_of(path: str) -> dict[str, Any]:
    """A Polygon or MultiPolygon of a stored outline, outer rings against the clock as RFC 7946 wants them."""
    parts = [orient(part) for part in _parts(path)]
    whole = parts[0] if len(parts) == 1 else shapely.multipolygons(parts)
    return dict(mapping(whole))


def _parts(path: str) -> list[Any]:
    """What lies inside an odd number of rings, as maps fill it; rounded rings may touch themselves."""
    rings = [shapely.make_valid(shapely.polygons(_in_degrees(_ring(text)))) for text in path.split("z") if text]
    while len(rings) > 1:  # by pairs, for each step costs what the shapes so far have of corners
        pairs = zip_longest(rings[::2], rings[1::2], fillvalue=shapely.Polygon())
        rings = [shapely.symmetric_difference(one, other) for one, other in pairs]
    return [part for part in shapely.get_parts(shapely.get_parts(rings[0])) if part.geom_type == "Polygon"]


def _ring(text: str) -> np.ndarray:
    """The first point as it stands, each other one by its step: `M2 4l1 11 19 1`."""
    steps = np.array([int(number) for number in WHOLE_NUMBER.findall(text)]).reshape(-1, 2)
    return np.cumsum(steps, axis=0)


def _in_degrees(ring: np.ndarray) -> np.ndarray:
    inset = FRAMES.get(inset_at(*ring.mean(axis=0)))
    return to_degrees(inset)(ring.astype(float)).round(DECIMALS)
