"""The page of a NUTS 3 region: figures are published one level up, and the page says so and leads there."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from observatory.presenters.trail import regions_link, trail
from observatory.presenters.words import region_name, region_url
from observatory.queries.place import Around, Place
from portal.core.page import Link, PageMeta


@dataclass(frozen=True, slots=True)
class LocalPage:
    page: PageMeta
    text: str
    parent: Link


def present_local(place: Place) -> LocalPage:
    region, nearest = place.region, place.around[-1]
    values = {"name": region_name(region), "parent": nearest.name}
    lead = gettext("%(name)s is a NUTS 3 region inside: %(parent)s.") % values
    links = [Link(one.name, _address(one)) for one in place.around]
    return LocalPage(
        page=PageMeta(
            title=region_name(region),
            description=lead,
            lead=lead,
            canonical_path=region_url(region),
            breadcrumbs=trail(regions_link(), *links, Link(region_name(region), region_url(region))),
            is_indexable=False,
            section="observatory",
        ),
        text=gettext(
            "Figures by industry are published for NUTS 2 regions, so statistical clusters are shown there and not "
            "for smaller areas."
        ),
        parent=Link(f"{nearest.name} ({nearest.code})", _address(nearest)),
    )


def _address(one: Around) -> str:
    return reverse("observatory:region", args=[one.code])
