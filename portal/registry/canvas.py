"""The canvas of the map of Europe: size, projection, insets.

One map unit is a kilometre on the ground in ETRS89-LAEA (EPSG:3035), y downwards. Far regions and islands are moved
into labelled frames in the empty north-east, as Eurostat's maps do; every frame has its own scale, and wide
archipelagos have wide frames, or their islands would be specks.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer
from pyproj.enums import TransformDirection

UNIT_M = 1000
WEST_M, NORTH_M = 2_520_000, 5_450_000
WIDTH, HEIGHT = 4920, 4120
ATTRIBUTION = "© EuroGeographics for the administrative boundaries"

FRAME_WIDTH, FRAME_HEIGHT, FRAME_GAP = 470, 570, 24
LOW_HEIGHT = 450  # of a frame in the last row
LABEL_STRIP = 110
_FRAMES_RIGHT, _FRAMES_TOP, _FRAMES_A_ROW = WIDTH - 30, 30, 3

Coordinates = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Inset:
    """A frame for a far place: `place` is (west, south, east, north) in degrees, the rest map units."""

    code: str
    name: str
    place: tuple[float, float, float, float]
    x: int
    y: int
    width: int
    height: int

    @property
    def label_x(self) -> int:
        return self.x + self.width // 2

    @property
    def label_y(self) -> int:
        return self.y + self.height - LABEL_STRIP // 3

    def holds(self, longitude: float, latitude: float) -> bool:
        west, south, east, north = self.place
        return west <= longitude <= east and south <= latitude <= north


# Code, name, place, row and column of the frame, columns that it takes.
_PLACES = (
    ("guadeloupe", "Guadeloupe", (-61.9, 15.8, -60.95, 16.6), 0, 0, 1),
    ("martinique", "Martinique", (-61.3, 14.35, -60.75, 14.95), 0, 1, 1),
    ("guyane", "Guyane", (-54.8, 1.9, -51.4, 6.1), 0, 2, 1),
    ("reunion", "La Réunion", (55.15, -21.45, 55.9, -20.8), 1, 0, 1),
    ("mayotte", "Mayotte", (44.95, -13.05, 45.35, -12.6), 1, 1, 1),
    ("madeira", "Madeira", (-17.35, 32.35, -16.2, 33.2), 1, 2, 1),
    ("svalbard", "Svalbard", (10.0, 76.3, 34.0, 81.0), 2, 0, 1),
    ("acores", "Açores", (-31.4, 36.85, -24.9, 39.8), 2, 1, 2),
    ("canarias", "Canarias", (-18.3, 27.5, -13.3, 29.5), 3, 1, 2),
)
_LAST_ROW = max(place[3] for place in _PLACES)


def _frame(row: int, column: int, columns: int) -> tuple[int, int, int, int]:
    """Upper left corner, width and height of a frame: rows of three, from the right edge of the canvas."""
    left = _FRAMES_RIGHT - _FRAMES_A_ROW * FRAME_WIDTH - (_FRAMES_A_ROW - 1) * FRAME_GAP
    return (
        left + column * (FRAME_WIDTH + FRAME_GAP),
        _FRAMES_TOP + row * (FRAME_HEIGHT + FRAME_GAP),
        columns * FRAME_WIDTH + (columns - 1) * FRAME_GAP,
        LOW_HEIGHT if row == _LAST_ROW else FRAME_HEIGHT,
    )


INSETS = tuple(Inset(code, name, place, *_frame(*cells)) for code, name, place, *cells in _PLACES)


def inset_of(longitude: float, latitude: float) -> Inset | None:
    """The inset that shows this place, if it is not on the main map."""
    return next((inset for inset in INSETS if inset.holds(longitude, latitude)), None)


@cache
def _main() -> Transformer:
    return Transformer.from_crs("EPSG:4326", "EPSG:3035", always_xy=True)


def _from_main(units: Coordinates) -> Coordinates:
    x, y = units[:, 0] * UNIT_M + WEST_M, NORTH_M - units[:, 1] * UNIT_M
    return np.column_stack(_main().transform(x, y, direction=TransformDirection.INVERSE))


def _to_main(lonlat: Coordinates) -> Coordinates:
    x, y = _main().transform(lonlat[:, 0], lonlat[:, 1])
    return np.column_stack([(np.asarray(x) - WEST_M) / UNIT_M, (NORTH_M - np.asarray(y)) / UNIT_M])


@cache
def _local(inset: Inset) -> tuple[Callable[[Coordinates], Coordinates], Callable[[Coordinates], Coordinates]]:
    """Equal-area projection around the inset's middle, scaled and moved into its frame; and the way back."""
    west, south, east, north = inset.place
    middle = f"+lon_0={(west + east) / 2} +lat_0={(south + north) / 2}"
    transformer = Transformer.from_crs("EPSG:4326", f"+proj=laea {middle} +ellps=GRS80", always_xy=True)
    edge = np.array([[west, south], [east, south], [west, north], [east, north]])
    x, y = (np.asarray(part) for part in transformer.transform(edge[:, 0], edge[:, 1]))
    scale = min(inset.width * 0.94 / np.ptp(x), (inset.height - LABEL_STRIP) * 0.92 / np.ptp(y))
    shift_x = inset.x + inset.width / 2 - scale * (x.max() + x.min()) / 2
    shift_y = inset.y + (inset.height - LABEL_STRIP) / 2 + scale * (y.max() + y.min()) / 2

    def to_frame(lonlat: Coordinates) -> Coordinates:
        east_m, north_m = transformer.transform(lonlat[:, 0], lonlat[:, 1])
        return np.column_stack([scale * np.asarray(east_m) + shift_x, shift_y - scale * np.asarray(north_m)])

    def from_frame(units: Coordinates) -> Coordinates:
        east_m, north_m = (units[:, 0] - shift_x) / scale, (shift_y - units[:, 1]) / scale
        return np.column_stack(transformer.transform(east_m, north_m, direction=TransformDirection.INVERSE))

    return to_frame, from_frame


def projection(inset: Inset | None) -> Callable[[Coordinates], Coordinates]:
    """Function that takes an n × 2 array of degrees (longitude, latitude) to map units."""
    return _local(inset)[0] if inset else _to_main


def to_degrees(inset: Inset | None) -> Callable[[Coordinates], Coordinates]:
    """Function that takes an n × 2 array of map units back to degrees (longitude, latitude)."""
    return _local(inset)[1] if inset else _from_main


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """A point in map units, in its inset if it lies in one."""
    x, y = projection(inset_of(longitude, latitude))(np.array([[longitude, latitude]]))[0]
    return float(x), float(y)
