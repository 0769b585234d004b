"""The directory on a map: a dot a country, then a region, then a place; each opens what it stands for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from internationalisation.directory.choices import LIST, Choices
from internationalisation.directory.codes import FacetName
from internationalisation.directory.drawing import EUROPE, Dot, Frame, draw_dots, frame_around
from internationalisation.directory.facets import place_name
from internationalisation.directory.presenting import directory_path
from internationalisation.directory.queries.centres import centre_of
from internationalisation.directory.queries.results import Found, count_inside
from observatory.queries.outlines import MapGround, get_ground
from portal.core.formatting import named, number
from portal.core.page import Link
from portal.registry.canvas import ATTRIBUTION, HEIGHT, WIDTH, project
from portal.registry.names import local_sort_key
from portal.registry.outlines import COARSE, MEDIUM, Shape

DEEPEST_OUTLINE, SMALLEST_CODE, COUNTRY_LETTERS = 2, 5, 2


@dataclass(frozen=True, slots=True)
class MapView:
    """`places` are the dots as a list; `elsewhere` is what lies beyond the map, or in no part of the region."""

    svg: str
    caption: str
    title: str
    places: tuple[Link, ...]
    elsewhere: tuple[Link, ...]
    up: Link | None
    attribution: str = ATTRIBUTION


def present_map(found: Found, choices: Choices) -> MapView:
    """At most 1 query, none when warm."""
    node = found.node
    counts = _counts(found)
    ground = ground_of(node)
    spots = {code: _spot(code, ground) for code in counts}
    links = {
        code: Link(_label(code, counts[code]), _opened(choices, code).address(directory_path())) for code in counts
    }
    drawn = [code for code in counts if spots[code]]
    title = named(_("Cluster organisations"), place_name(node)) if node else _("Cluster organisations in Europe")
    dots = [_dot(spots[code], counts[code], links[code]) for code in drawn]
    frame = frame_of(node, ground)
    return MapView(
        svg=draw_dots(_land(node), frame, dots, title),
        title=title,
        caption=_caption(node),
        places=tuple(links[code] for code in _by_name(drawn)),
        elsewhere=tuple(links[code] for code in _by_name(code for code in counts if not spots[code])),
        up=_up(choices, node),
    )


def _counts(found: Found) -> Mapping[str, int]:
    """By country, or by part of the chosen place; what names no part stands under the place itself."""
    mask = found.narrowing.found
    if not found.node:
        return found.catalogue.count_places(mask, COUNTRY_LETTERS)
    inside = count_inside(found.catalogue, mask, found.node)
    rest = found.total - sum(inside.values())
    return {**inside, **({found.node: rest} if rest else {})}


def _label(code: str, count: int) -> str:
    words = ngettext("%(count)s organisation", "%(count)s organisations", count)
    return named(place_name(code), words % {"count": number(count)})


def _opened(choices: Choices, code: str) -> Choices:
    """The same choices inside a place: on its map, or in the list where no smaller places are known."""
    name = FacetName.COUNTRY if len(code) == COUNTRY_LETTERS else FacetName.REGION
    left = choices.without(FacetName.COUNTRY).without(FacetName.REGION).with_values(name, [code])
    is_last = len(code) == SMALLEST_CODE or code in (*choices.of(FacetName.COUNTRY), *choices.of(FacetName.REGION))
    return replace(left, view=LIST) if is_last else left


def _up(choices: Choices, node: str) -> Link | None:
    if not node:
        return None
    outside = choices.without(FacetName.COUNTRY).without(FacetName.REGION)
    if len(node) == COUNTRY_LETTERS:
        return Link(_("Map of Europe"), outside.address(directory_path()))
    around = node[:-1]
    name = FacetName.COUNTRY if len(around) == COUNTRY_LETTERS else FacetName.REGION
    return Link(named(_("Map"), place_name(around)), outside.with_values(name, [around]).address(directory_path()))


def _caption(node: str) -> str:
    if node:
        return _("Each dot is a region and says how many organisations it has; it opens the region.")
    return _("Each dot is a country and says how many organisations it has; it opens the map of the country.")


def _by_name(codes: Iterable[str]) -> list[str]:
    return sorted(codes, key=lambda code: local_sort_key(place_name(code)))


def _dot(spot: tuple[float, float] | None, count: int, link: Link) -> Dot:
    x, y = spot or (0, 0)
    return Dot(x, y, count, number(count), link.label, link.url)


def ground_of(node: str) -> MapGround:
    """Europe by country; a country by its regions of NUTS 2. 1 query, none when warm."""
    return get_ground(DEEPEST_OUTLINE, node[:COUNTRY_LETTERS], MEDIUM) if node else get_ground(0, detail=COARSE)


def frame_of(node: str, ground: MapGround) -> Frame:
    """What of the map is shown: the parts of the place on the main map, else its frame among the far places."""
    if not node:
        return EUROPE
    own = [shape for shape in ground.shapes if shape.code.startswith(node[: DEEPEST_OUTLINE + COUNTRY_LETTERS])]
    own = own or list(ground.shapes)
    return frame_around(shape.bbox for shape in [one for one in own if not one.inset] or own)


def _land(node: str) -> str:
    return reverse("internationalisation:land", args=[node or "EU"])


def _spot(code: str, ground: MapGround) -> tuple[float, float] | None:
    """Where the dot of a place stands: on its outline, else in its middle; None beyond the edge of the map."""
    shape = next((one for one in ground.shapes if one.code == code), None)
    if shape:
        return _middle(shape)
    centre = centre_of(code)
    if centre is None:
        return None
    x, y = project(*centre)
    return (x, y) if 0 <= x <= WIDTH and 0 <= y <= HEIGHT and np.isfinite([x, y]).all() else None


def _middle(shape: Shape) -> tuple[float, float]:
    return shape.label_x, shape.label_y
