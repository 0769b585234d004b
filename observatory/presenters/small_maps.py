"""Small maps beside a text: where a region lies, and a measure at a glance. Both are pictures, not links."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext

from observatory.maps import choropleth
from observatory.maps.insets import Moved
from observatory.maps.spec import Box, Ground, Legend, MapClass, MapSpec, Note, Place
from observatory.presenters.mapping import frames_path, map_spec, moved_places, view_of
from observatory.presenters.mapping.words import MapWords
from observatory.queries.mapping import MapAnswer
from observatory.queries.names import Names
from observatory.queries.outlines import MapGround, Surroundings
from portal.core.palette import palette
from portal.registry.canvas import inset_of, project
from portal.registry.outlines import Shape

BESIDE, INSIDE = 0, 1
SMALL_ON_MAP = 0.05  # of the map's width: what is smaller gets a ring around it
RING = 0.05
LABEL_ROOM = 0.06


def locator_map(around: Surroundings, name: str) -> str:
    """SVG of a region in its country, or of a country in Europe; empty where it has no outline.

    The far places of a country are shown only where the region is one of them.
    """
    if not around.inside:
        return ""
    view, moved = _layout(around)
    places = (*(_place(shape, BESIDE) for shape in around.beside), *(_place(shape, INSIDE) for shape in around.inside))
    extent = _extent(around.inside, moved)
    ground = around.ground
    spec = MapSpec(
        id="locator",
        title=gettext("Map: where %(name)s lies") % {"name": name},
        description="",
        places=moved_places(places, moved, ground),
        legend=_two_tones(),
        view=view,
        ground=Ground(ground.neighbours, ground.borders, frames_path(moved) if around.country else ground.insets),
        ring=_ring(extent, view),
        label=_label(extent, view, name),
    )
    return choropleth.picture(spec)


def spot_on_locator(around: Surroundings, longitude: float, latitude: float) -> tuple[int, int] | None:
    """Where a place lies on the locator map of these surroundings; None where that map does not show it."""
    view, moved = _layout(around)
    inset, (x, y) = inset_of(longitude, latitude), project(longitude, latitude)
    spot = (round(x), round(y))
    if inset is not None and around.country:
        return next((one.point(*spot) for one in moved if one.frame.code == inset.code), None)
    is_inside = view.x <= spot[0] <= view.x + view.width and view.y <= spot[1] <= view.y + view.height
    return spot if is_inside else None


def measure_map(answer: MapAnswer, ground: MapGround, names: Names) -> tuple[str, Legend]:
    """SVG of a measure without links, and its legend: for pages whose subject is not the map."""
    words = MapWords(answer, names)
    spec = map_spec(answer, ground, words.title, words.summary)
    return choropleth.picture(spec, "map"), spec.legend


def _layout(around: Surroundings) -> tuple[Box, tuple[Moved, ...]]:
    is_far = any(shape.inset for shape in around.inside)
    return view_of(around.country, around.ground if is_far else replace(around.ground, frames=()))


def _two_tones() -> Legend:
    fills = (palette().sequential.fill[1], palette().figure.accent)
    return Legend("", "", tuple(MapClass(fill, "", 0) for fill in fills))


def _place(shape: Shape, index: int) -> Place:
    return Place(shape.code, shape.path, class_index=index, is_far=bool(shape.inset))


def _extent(inside: Sequence[Shape], moved: Sequence[Moved]) -> Box:
    """The box around the region where it is drawn."""
    frames = {one.frame.code: one for one in moved}
    corners = [
        frames[shape.inset].point(x, y) if shape.inset in frames else (x, y)
        for shape in inside
        for x, y in (shape.bbox[:2], shape.bbox[2:])
    ]
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    return Box(left, top, max(x for x, _ in corners) - left, max(y for _, y in corners) - top)


def _label(extent: Box, view: Box, name: str) -> Note:
    """The name above the region, or beneath it where it reaches up to the edge."""
    room = round(LABEL_ROOM * view.width)
    is_above = extent.y - room > view.y
    y = extent.y - room // 3 if is_above else extent.y + extent.height + room
    return Note(extent.x + extent.width // 2, y, name)


def _ring(extent: Box, view: Box) -> tuple[int, int, int] | None:
    """Centre and radius of a ring around a region that would be overlooked."""
    if max(extent.width, extent.height) > SMALL_ON_MAP * view.width:
        return None
    return extent.x + extent.width // 2, extent.y + extent.height // 2, round(RING * view.width)
