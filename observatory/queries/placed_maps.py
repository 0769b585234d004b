"""The map that an editor placed in a text: default rules, year and area of the live release."""

from observatory.models import Release
from observatory.models.figure import Area
from observatory.queries.excerpts import NoFigure
from observatory.queries.mapping import MapAnswer, get_map
from observatory.queries.release import DEFAULT_RULES
from observatory.selection import Selection
from portal.registry.reference import reference

NUTS2 = "2"


def get_placed_map(release: Release, measure: str, scheme: str, group: str, country: str) -> MapAnswer:
    """NUTS 2 regions of a country or of Europe. 1 query. Raises NoFigure where a code is gone or nothing is known."""
    is_known = not group or reference().group(scheme, group) is not None
    is_place = not country or any(one.code == country for one in reference().countries)
    if not is_known or not is_place or release.default_year is None:
        raise NoFigure(f"No map of {group or measure} in {country or 'Europe'}.")
    answer = get_map(release, _selection(release, measure, scheme, group, country))
    if not answer.with_figure:
        raise NoFigure(f"Nothing is published on {group or measure} in {country or 'Europe'}.")
    return answer


def _selection(release: Release, measure: str, scheme: str, group: str, country: str) -> Selection:
    """Defaults are named as such, so that addresses stay short and follow the live release."""
    year, area = str(release.default_year), Area.EU27.value
    usual = {"figure": "stars", "scheme": "nace", "year": year, "rules": DEFAULT_RULES, "level": NUTS2, "area": area}
    return Selection(
        figure=measure,
        scheme=scheme,
        year=year,
        rules=DEFAULT_RULES,
        level=NUTS2,
        area=area,
        group=group,
        country=country,
        defaults=frozenset(usual.items()),
    )
