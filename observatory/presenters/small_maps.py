"""Small maps beside a text: where a region lies, and a measure at a glance. Both are pictures, not links."""

from dataclasses import replace

from django.utils.translation import gettext

from observatory.maps import choropleth
from observatory.maps.spec import Box, Ground, Legend, MapClass, MapSpec, Place
from observatory.presenters.mapping import map_spec, view_of
from observatory.presenters.mapping_words import MapWords
from observatory.queries.mapping import MapAnswer
from observatory.queries.names import Names
from observatory.queries.outlines import MapGround, Surroundings
from portal.core.palette import palette
from portal.registry.outlines import Shape

BESIDE, INSIDE = 0, 1
SMALL_ON_MAP = 0.05  # of the map's width: what is smaller gets a ring around it
RING = 0.05


def locator_map(around: Surroundings, name: str) -> str:
    """SVG of a region in its country (a country in Europe); empty where it has no outline.

    Far regions stand in their insets, so their map is that of Europe.
    """
    if not around.inside:
        return ""
    view = _view(around)
    colours = palette()
    fills = (colours.sequential.fill[1], colours.figure.accent)
    classes = tuple(MapClass(fill, fill, "", 0) for fill in fills)
    places = (*(_place(shape, BESIDE) for shape in around.beside), *(_place(shape, INSIDE) for shape in around.inside))
    title = gettext("Map: where %(name)s lies") % {"name": name}
    ground = around.ground
    spec = MapSpec(
        id="locator",
        title=title,
        description=title,
        places=places,
        legend=Legend("", "", classes),
        view=view,
        ground=Ground(ground.neighbours, ground.borders, ground.insets if _is_whole(view, ground) else ""),
        ring=_ring(around.inside, view),
    )
    return choropleth.picture(spec)


def measure_map(answer: MapAnswer, ground: MapGround, names: Names) -> tuple[str, Legend]:
    """SVG of a measure without links, and its legend: for pages whose subject is not the map."""
    words = MapWords(answer, names)
    spec = map_spec(answer, ground, words.title, words.summary)
    return choropleth.picture(spec, "map"), spec.legend


def _view(around: Surroundings) -> Box:
    own_country = around.ground.shapes[0].country if around.ground.shapes else ""
    is_country_map = all(shape.country == own_country for shape in around.ground.shapes)
    is_far = all(shape.inset for shape in around.inside)
    view, _ = view_of(own_country if is_country_map and not is_far else "", replace(around.ground, frames=()))
    return view


def _is_whole(view: Box, ground: MapGround) -> bool:
    return view.width == ground.width


def _place(shape: Shape, index: int) -> Place:
    return Place(shape.code, shape.path, class_index=index)


def _ring(inside: tuple[Shape, ...], view: Box) -> tuple[int, int, int] | None:
    """Centre and radius of a ring around a region that would be overlooked."""
    left, top = min(shape.bbox[0] for shape in inside), min(shape.bbox[1] for shape in inside)
    right, bottom = max(shape.bbox[2] for shape in inside), max(shape.bbox[3] for shape in inside)
    if max(right - left, bottom - top) > SMALL_ON_MAP * view.width:
        return None
    return (left + right) // 2, (top + bottom) // 2, round(RING * view.width)
