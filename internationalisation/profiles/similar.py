"""Organisations like one: candidates by indexed questions, the order by `likeness`."""

from dataclasses import dataclass

from django.db.models import QuerySet

from internationalisation.profiles.likeness import NEAREST, Likeness, Traits, ranked
from portal.registry.models import ClusterOrganisation

SHOWN = 4
CANDIDATES = 40  # of each circle: its region, its country, and all of Europe
FIELDS = (
    "pk", "name", "acronym", "city", "country_id", "region_code", "region_name", "members_total", "groups", "services",
    "technologies", "is_demonstration",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Similar:
    organisation: ClusterOrganisation
    likeness: Likeness


def list_similar(organisation: ClusterOrganisation) -> tuple[Similar, ...]:
    """Those with the most in common, at least an industry group; invented ones among themselves. 1 query."""
    if not organisation.groups:
        return ()
    region, country, europe = _circles(organisation)
    found = {one.pk: one for one in region.union(country, europe, all=True)}
    order = ranked(traits_of(organisation), [(pk, traits_of(one)) for pk, one in sorted(found.items())])
    return tuple(Similar(found[pk], likeness) for pk, likeness in order[:SHOWN])


def traits_of(organisation: ClusterOrganisation) -> Traits:
    return Traits(
        groups=frozenset(organisation.groups),
        services=frozenset(organisation.services),
        technologies=frozenset(organisation.technologies),
        region_code=organisation.region_code or organisation.country_id,
    )


def _circles(organisation: ClusterOrganisation) -> "tuple[QuerySet[ClusterOrganisation], ...]":
    """Who shares a group in the region and in the country, and who shares all groups anywhere: bitmaps of indexes."""
    others = ClusterOrganisation.objects.public().exclude(pk=organisation.pk).order_by("pk").only(*FIELDS)
    others = others.filter(is_demonstration=organisation.is_demonstration)
    sharing = others.filter(groups__overlap=organisation.groups)
    near = organisation.region_code[:NEAREST] or organisation.country_id
    return (
        sharing.filter(places__contains=[near])[:CANDIDATES],
        sharing.filter(places__contains=[organisation.country_id])[:CANDIDATES],
        others.filter(groups__contains=organisation.groups)[:CANDIDATES],
    )
