"""Breadcrumbs of the Observatory's pages."""

from django.urls import reverse
from django.utils.translation import gettext

from observatory.presenters.words import region_name, region_url
from observatory.queries.place import Place
from portal.core.page import Link


def trail(*links: Link) -> tuple[Link, ...]:
    """From the Observatory to `links`; the last one is the page itself. The home page stands before all."""
    observatory = Link(gettext("Observatory"), reverse("observatory:mapping"))
    return (observatory, *links[:-1], *(_here(link) for link in links[-1:]))


def _here(link: Link) -> Link:
    return Link(link.label, link.url, is_current=True)


def tree(place: Place) -> tuple[Link, ...]:
    """The regions around a place, the country first; a NUTS 1 region named as its country is left out."""
    named = {region_name(parent): parent for parent in reversed(place.parents)}
    return tuple(
        Link(region_name(parent), region_url(parent))
        for parent in place.parents
        if named[region_name(parent)] is parent and region_name(parent) != region_name(place.region)
    )


def regions_link() -> Link:
    return Link(gettext("Regions"), reverse("observatory:find"))


def industries_link() -> Link:
    return Link(gettext("Industries"), reverse("observatory:industries"))
