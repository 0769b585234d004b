"""The small map of a profile: its region in its country, and a dot where the organisation is."""

from observatory.presenters.small_maps import locator_map, spot_on_locator
from observatory.presenters.words import region_name
from observatory.queries.outlines import Surroundings, get_ground, get_surroundings
from portal.core.palette import palette
from portal.editorial.events.maps import draw_place
from portal.registry.canvas import HEIGHT, WIDTH, project
from portal.registry.models import ClusterOrganisation, Region
from portal.registry.outlines import COARSE

DOT = 11  # radius in map units (kilometres)
END = "</svg>"


def draw(organisation: ClusterOrganisation, region: Region | None, title: str) -> str:
    """SVG; Europe with a dot where there is no region; empty where no map shows it. 2 queries, none when warm."""
    if region is not None:
        around = get_surroundings(region.code, region.version)
        drawn = locator_map(around, region_name(region))
        return drawn.replace(END, f"{_dot(organisation, around)}{END}") if drawn else ""
    if not is_on_canvas(organisation) or organisation.latitude is None or organisation.longitude is None:
        return ""
    return draw_place(get_ground(0, detail=COARSE), organisation.latitude, organisation.longitude, title)


def is_on_canvas(organisation: ClusterOrganisation) -> bool:
    """Whether the map of Europe reaches as far as the organisation's own position."""
    longitude, latitude = organisation.longitude, organisation.latitude
    if longitude is None or latitude is None:
        return False
    x, y = project(longitude, latitude)
    return 0 <= x <= WIDTH and 0 <= y <= HEIGHT


def _dot(organisation: ClusterOrganisation, around: Surroundings) -> str:
    """Empty where the position is not known, or lies off this map: there the region alone is marked."""
    longitude, latitude = organisation.longitude, organisation.latitude
    spot = spot_on_locator(around, longitude, latitude) if longitude is not None and latitude is not None else None
    if spot is None:
        return ""
    colours = palette()
    return (
        f'<circle cx="{spot[0]}" cy="{spot[1]}" r="{DOT}" fill="{colours.figure.star}" '
        f'stroke="{colours.surface.page}" stroke-width="{DOT // 4}"/>'
    )
