"""What the site-wide search finds of the Observatory: places, industry groups, clusters, policies and its pages."""

from django.utils.translation import gettext_lazy

from observatory.searching import answers, clusters, industries, policies, regions
from portal.core import searching
from portal.core.searching import Kind


def register() -> None:
    """Labels are shown as facets, in the order of the positions."""
    kinds = (
        Kind("regions", gettext_lazy("Regions"), 20, regions.entries, 1.0, regions.fingerprint),
        Kind("industries", gettext_lazy("Industries"), 30, industries.entries, 1.0, industries.fingerprint),
        Kind("answers", gettext_lazy("Figures and methods"), 15, answers.entries, 0.9, answers.fingerprint),
        Kind(
            "policies",
            gettext_lazy("Cluster policy"),
            45,
            policies.entries,
            0.8,
            policies.fingerprint,
            follows=("observatory.countrypolicy",),
            keys_of=policies.keys_of,
        ),
        Kind("clusters", gettext_lazy("Statistical clusters"), 40, clusters.entries, 0.1, clusters.fingerprint),
    )
    for kind in kinds:
        searching.register(kind)
