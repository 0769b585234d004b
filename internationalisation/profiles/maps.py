"""The small map of a profile: its region in its country, and a dot where the organisation is."""

from observatory.presenters.small_maps import locator_map
from observatory.presenters.words import region_name
from observatory.queries.outlines import get_ground, get_surroundings
from portal.core.palette import palette
from portal.editorial.events.maps import draw_place
from portal.registry.canvas import inset_of, project
from portal.registry.models import ClusterOrganisation, Region
from portal.registry.outlines import COARSE

DOT = 11  # radius in map units (kilometres)
END = "</svg>"


def draw(organisation: ClusterOrganisation, region: Region | None, title: str) -> str:
    """SVG; Europe with a dot where there is no region; empty where nothing is known. 2 queries, none when warm."""
    if region is not None:
        around = locator_map(get_surroundings(region.code, region.version), region_name(region))
        return around.replace(END, f"{_dot(organisation)}{END}") if around else ""
    if organisation.latitude is None or organisation.longitude is None:
        return ""
    return draw_place(get_ground(0, detail=COARSE), organisation.latitude, organisation.longitude, title)


def _dot(organisation: ClusterOrganisation) -> str:
    """Far places stand in frames of their own, which maps of a country move: there the region alone is marked."""
    longitude, latitude = organisation.longitude, organisation.latitude
    if longitude is None or latitude is None or inset_of(longitude, latitude):
        return ""
    x, y = project(longitude, latitude)
    colours = palette()
    return (
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{DOT}" fill="{colours.figure.star}" '
        f'stroke="{colours.surface.page}" stroke-width="{DOT // 4}"/>'
    )
