"""Breadcrumbs of the Observatory's pages."""

from django.urls import reverse
from django.utils.translation import gettext

from observatory.presenters.addresses import region_address
from observatory.queries.place import Place
from observatory.selection import Selection
from portal.core.page import Link


def trail(*links: Link) -> tuple[Link, ...]:
    """From the Observatory to `links`; the last one is the page itself. The home page stands before all."""
    observatory = Link(gettext("Observatory"), reverse("observatory:mapping"))
    return (observatory, *links[:-1], *(_here(link) for link in links[-1:]))


def _here(link: Link) -> Link:
    return Link(link.label, link.url, is_current=True)


def tree(place: Place, selection: Selection) -> tuple[Link, ...]:
    """The regions around a place, the country first."""
    return tuple(Link(one.name, region_address(one.code, selection)) for one in place.around)


def regions_link() -> Link:
    return Link(gettext("Regions"), reverse("observatory:find"))


def industries_link() -> Link:
    return Link(gettext("Industries"), reverse("observatory:industries"))
