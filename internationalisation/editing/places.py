"""Which region an address lies in: by its postcode, by its position, or by a click on the map of a country."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from observatory.queries.outlines import get_ground
from portal.core.palette import palette
from portal.registry.canvas import to_degrees
from portal.registry.geometry.locating import region_at
from portal.registry.models import Postcode
from portal.registry.models.region import OUTLINE_NUTS
from portal.registry.outlines import FINE, shapes
from portal.registry.queries.search import BY_BEGINNING, SHORTEST_PREFIX

MAP_WIDTH = 320  # pixels: fits into a narrow screen, since a click comes in pixels of the page
TALLEST = 400
MARGIN = 20  # map units around a country


class Box(NamedTuple):
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class CountryMap:
    """The part of the map of Europe that shows a country, and its size on the page in pixels."""

    box: Box
    width: int
    height: int

    def position(self, x: int, y: int) -> tuple[float, float]:
        """Longitude and latitude of a click."""
        unit = np.array(
            [[self.box.left + x * self.box.width / self.width, self.box.top + y * self.box.height / self.height]]
        )
        longitude, latitude = to_degrees(None)(unit)[0]
        return round(float(longitude), 5), round(float(latitude), 5)


def country_map(country_code: str) -> CountryMap | None:
    """The map of a country's mainland; None where no outline is known. 1 query, none when warm."""
    mainland = [shape.bbox for shape in shapes(OUTLINE_NUTS, 2, FINE, country_code) if not shape.inset]
    if not mainland:
        return None
    left, top = min(box[0] for box in mainland) - MARGIN, min(box[1] for box in mainland) - MARGIN
    right, bottom = max(box[2] for box in mainland) + MARGIN, max(box[3] for box in mainland) + MARGIN
    box = Box(left, top, right - left, bottom - top)
    width = min(MAP_WIDTH, round(TALLEST * box.width / box.height))
    return CountryMap(box, width, round(width * box.height / box.width))


def draw_country(country_code: str, drawn: CountryMap) -> str:
    """The country with its regions, among its neighbours."""
    ground, figure = get_ground(2, country_code), palette().figure
    box = drawn.box
    line = box.width / drawn.width
    land = "".join(shape.path for shape in ground.shapes)
    paint = f'fill="{palette().sequential.fill[0]}" stroke="{figure.axis}" stroke-width="{line:.2f}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box.left:g} {box.top:g} {box.width:g} {box.height:g}" '
        f'width="{drawn.width}" height="{drawn.height}">'
        f'<path fill="{figure.backdrop}" d="{ground.neighbours}"/>'
        f'<path {paint} d="{land}"/></svg>'
    )


def region_of_postcode(country_code: str, postcode: str) -> str:
    """Code of the NUTS 3 region, empty where the postcode is not known. 1 query."""
    plain = "".join(sign for sign in postcode.upper() if sign.isalnum()).removeprefix(country_code)
    if len(plain) < SHORTEST_PREFIX:
        return ""
    # A longer spelling than the table's (an Irish D02 X285) is known by its beginning.
    starts = [plain[:size] for size in range(SHORTEST_PREFIX, len(plain))] if country_code in BY_BEGINNING else []
    known = Postcode.objects.filter(country_id=country_code, postcode__in=[plain, *starts])
    rows = sorted(known.values_list("postcode", "region_code"), key=lambda row: len(row[0]))
    return rows[-1][1] if rows else ""


def region_of_position(country_code: str, longitude: float, latitude: float) -> str:
    """Code of the NUTS 3 region around a position, empty beyond the country's borders. 1 query, none when warm."""
    code = region_at(longitude, latitude)
    return code if code.startswith(country_code) else ""
