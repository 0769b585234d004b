"""The middles of regions, for organisations and readers of which only the region is known."""

from collections.abc import Mapping

import numpy as np
from django.db.models import FloatField, Value
from django.db.models.functions import Cast

from portal.registry.canvas import INSETS, to_degrees
from portal.registry.codes import ancestors_and_self
from portal.registry.memory import remember
from portal.registry.models import Outline, Region
from portal.registry.models.region import CURRENT_NUTS
from portal.registry.outlines import COARSE

Position = tuple[float, float]


@remember
def _centres() -> Mapping[str, Position]:
    """By code, as the newest version that tells it has it: longitude and latitude. 1 query, once."""
    regions = Region.objects.order_by().filter(longitude__isnull=False, latitude__isnull=False)
    outlines = Outline.objects.order_by().filter(region__version=CURRENT_NUTS, region__longitude__isnull=True)
    rows = regions.values_list("version", "code", "longitude", "latitude", Value(""), Value(False)).union(
        outlines.filter(detail=COARSE).values_list(
            Value(CURRENT_NUTS), "region__code", Cast("label_x", FloatField()), Cast("label_y", FloatField()), "inset",
            Value(True),
        ),
        all=True,
    )  # fmt: skip
    return {
        code: _from_map(x, y, frame) if is_drawn else (x, y) for _version, code, x, y, frame, is_drawn in sorted(rows)
    }


def _from_map(x: float, y: float, frame: str) -> Position:
    """A point of the map of Europe, or of one of its frames, in degrees."""
    inset = next((one for one in INSETS if one.code == frame), None)
    longitude, latitude = to_degrees(inset)(np.array([[x, y]], dtype=np.float64))[0]
    return float(longitude), float(latitude)


def centre_of(code: str) -> Position | None:
    """Longitude and latitude of the middle of a region, else of the smallest region around it that has one."""
    around = (_centres().get(one) for one in reversed(ancestors_and_self(code)))
    return next((position for position in around if position), None)
