"""The figures of a briefing: the queries of its page, the arithmetic of the clusters it lists, and public panels."""

from collections.abc import Callable
from datetime import date

from django.contrib.auth.models import AnonymousUser

from observatory.pictures import PictureChoice
from observatory.presenters.briefing.area import brief_area, top_inside
from observatory.presenters.briefing.custom import brief_custom
from observatory.presenters.briefing.industry import brief_industry, top_regions
from observatory.presenters.briefing.parts import Briefing, Picture
from observatory.presenters.briefing.region import brief_region, top_clusters
from observatory.presenters.custom.page import present_custom
from observatory.presenters.industry_map import present_group_map
from observatory.presenters.mapping.page import leaving
from observatory.presenters.words import region_of
from observatory.queries.area_profile import get_area_profile
from observatory.queries.arithmetic import list_arithmetic
from observatory.queries.custom import get_custom_profile
from observatory.queries.custom_members import CustomSubject
from observatory.queries.custom_sets import get_custom_surroundings
from observatory.queries.group import GroupProfile, get_group_profile
from observatory.queries.mapping import get_map
from observatory.queries.names import get_names
from observatory.queries.outlines import get_ground
from observatory.queries.place import Place
from observatory.queries.region import get_region_profile
from observatory.queries.similar import list_similar
from observatory.views.asking import Asked
from observatory.views.custom import several_of
from portal.core.panels import About, Panel, Subject, panels_for
from portal.registry.models import IndustryGroup

Make = Callable[[date], Briefing]
NUTS2 = 2


def of_place(place: Place, asked: Asked) -> Make:
    """Of a NUTS 2 region, a NUTS 1 region or a country. At most 8 queries when made, and those of the panels."""
    return lambda today: (_region if place.region.level == NUTS2 else _area)(place, asked, today)


def _region(place: Place, asked: Asked, today: date) -> Briefing:
    profile = get_region_profile(place, asked.release, asked.selection)
    arithmetic = list_arithmetic(top_clusters(profile), asked.selection.rules)
    similar = list_similar(place, asked.release, profile.year)
    return brief_region(profile, arithmetic, similar, _panels_of_place(place), asked.path, today)


def _area(place: Place, asked: Asked, today: date) -> Briefing:
    profile = get_area_profile(place, asked.release, asked.selection)
    arithmetic = list_arithmetic(top_inside(profile), asked.selection.rules)
    return brief_area(profile, arithmetic, _panels_of_place(place), asked.path, today)


def _panels_of_place(place: Place) -> tuple[Panel, ...]:
    return _panels(Subject.PLACE, About(region_codes=place.codes, country_code=place.region.country_id))


def _panels(subject: Subject, about: About) -> tuple[Panel, ...]:
    """What everybody may read, for the file is made once for all; what is empty takes no room on its two pages."""
    return tuple(panel for panel in panels_for(subject, about, AnonymousUser()) if panel.rows)


def of_group(group: IndustryGroup, asked: Asked) -> Make:
    """Of an industry group. At most 8 queries when made, and those of the panels."""
    return lambda today: _industry(group, asked, today)


def _industry(group: IndustryGroup, asked: Asked, today: date) -> Briefing:
    profile = get_group_profile(group, asked.release, asked.selection)
    arithmetic = list_arithmetic(top_regions(profile), asked.selection.rules)
    about = About(scheme=group.scheme_id, group_code=group.code)
    panels = _panels(Subject.INDUSTRY_GROUP, about)
    return brief_industry(profile, arithmetic, _map(profile, asked), panels, asked.path, today)


def of_several(subject: CustomSubject, asked: Asked) -> Make:
    """Of several regions taken as one. At most 10 queries when made, and those of the panels."""
    return lambda today: _several(subject, asked, today)


def _several(subject: CustomSubject, asked: Asked, today: date) -> Briefing:
    chosen = several_of(asked)
    profile = get_custom_profile(subject, asked.release, chosen)
    page = present_custom(profile, chosen, get_custom_surroundings(subject))
    codes = tuple(region_of(row).code for row in profile.members_now.rows)
    panels = _panels(Subject.PLACE, About(region_codes=codes))
    return brief_custom(profile, page, panels, asked.path, today)


def _map(profile: GroupProfile, asked: Asked) -> Picture | None:
    """None where the group cannot be measured: a map of what is left of it would mislead."""
    if not profile.is_measurable:
        return None
    group = profile.group
    shown = asked.selection.with_(scheme=group.scheme_id, group=group.code, level="2", figure="location_quotient")
    answer, ground, names = get_map(asked.release, shown), get_ground(2), get_names(group.scheme_id)
    figure = present_group_map(answer, ground, names, asked.selection, asked.path)
    if figure is None:
        return None
    alone = leaving(answer, ground, names).picture(PictureChoice())
    return Picture(figure.title, figure.summary, figure.svg, figure.legend, alone)
