"""What the site-wide search finds of the Observatory: regions, industry groups, statistical clusters and its pages."""

from django.utils.translation import gettext_lazy

from observatory.searching import clusters, industries, regions
from portal.core import searching
from portal.core.searching import Kind


def register() -> None:
    """Labels are shown as facets, in the order of the positions."""
    kinds = (
        Kind("regions", gettext_lazy("Regions"), 20, regions.entries, 1.0, regions.fingerprint),
        Kind("industries", gettext_lazy("Industries"), 30, industries.entries, 1.0, industries.fingerprint),
        Kind("clusters", gettext_lazy("Statistical clusters"), 40, clusters.entries, 0.35, clusters.fingerprint),
    )
    for kind in kinds:
        searching.register(kind)
