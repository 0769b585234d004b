"""Outlines and backdrop of the map of Europe, as the database keeps them, remembered in process."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from portal.registry.memory import remember
from portal.registry.models import Backdrop, Outline

COARSE, MEDIUM, FINE = 8000, 4000, 1500


@dataclass(frozen=True, slots=True)
class Shape:
    """A region ready to draw, in map units of `portal.registry.canvas`; bbox is (left, top, right, bottom)."""

    code: str
    name: str
    country: str
    path: str
    bbox: tuple[int, int, int, int]
    label_x: int
    label_y: int
    inset: str


@remember
def shapes(version: str, level: int, detail: int = MEDIUM, country: str = "") -> tuple[Shape, ...]:
    """Outlines of one level of a NUTS version, ordered by code; of one country only if given.

    `detail` is one of COARSE, MEDIUM, FINE (tolerance in metres). One query, none when asked before.
    """
    found = Outline.objects.filter(region__version=version, region__level=level, detail=detail)
    if country:
        found = found.filter(region__country_id=country)
    return tuple(map(_shape, found.select_related("region").order_by("region__code")))


def _shape(outline: Outline) -> Shape:
    region = outline.region
    return Shape(
        code=region.code,
        name=region.name_latin,
        country=region.country_id,
        path=outline.path,
        bbox=(outline.min_x, outline.min_y, outline.max_x, outline.max_y),
        label_x=outline.label_x,
        label_y=outline.label_y,
        inset=outline.inset,
    )


@remember
def backdrop(version: str, detail: int = MEDIUM) -> Mapping[str, str]:
    """Paths by kind: `neighbours` (land), `borders` (open lines between countries), `insets` (frames).

    One query, none when asked before; empty where no outlines are loaded.
    """
    found = Backdrop.objects.filter(version=version, detail=detail)
    return MappingProxyType({item.kind: item.path for item in found})
