"""The middles of regions, for organisations and readers of which only the region is known."""

from collections.abc import Mapping

import numpy as np

from portal.registry.canvas import INSETS, to_degrees
from portal.registry.codes import ancestors_and_self
from portal.registry.memory import remember
from portal.registry.models import Outline, Region
from portal.registry.models.region import CURRENT_NUTS
from portal.registry.outlines import COARSE

Position = tuple[float, float]


@remember
def _centres() -> Mapping[str, Position]:
    """By code, as the newest version that tells it has it: longitude and latitude. 2 queries, once."""
    rows = Region.objects.filter(longitude__isnull=False, latitude__isnull=False).order_by("version")
    known: dict[str, Position] = {
        code: (longitude, latitude) for code, longitude, latitude in rows.values_list("code", "longitude", "latitude")
    }
    outlines = Outline.objects.filter(region__version=CURRENT_NUTS, region__longitude__isnull=True, detail=COARSE)
    frames = {inset.code: inset for inset in INSETS}
    for code, x, y, frame in outlines.values_list("region__code", "label_x", "label_y", "inset"):
        longitude, latitude = to_degrees(frames.get(frame))(np.array([[x, y]], dtype=np.float64))[0]
        known[code] = (float(longitude), float(latitude))
    return known


def centre_of(code: str) -> Position | None:
    """Longitude and latitude of the middle of a region, else of the smallest region around it that has one."""
    around = (_centres().get(one) for one in reversed(ancestors_and_self(code)))
    return next((position for position in around if position), None)
