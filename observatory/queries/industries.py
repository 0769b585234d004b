"""Schemes with their groups and how many statistical clusters each has."""

from dataclasses import dataclass

from django.db.models import Count

from observatory.models import ClusterFigure, Release
from observatory.selection import Selection
from portal.registry.models import IndustryGroup, Scheme


@dataclass(frozen=True, slots=True)
class GroupCount:
    """A group with its statistical clusters of the year; 0 where it has none or gets no stars."""

    group: IndustryGroup
    clusters: int


@dataclass(frozen=True, slots=True)
class SchemeGroups:
    scheme: Scheme
    groups: tuple[GroupCount, ...]


def list_schemes(release: Release, selection: Selection) -> tuple[SchemeGroups, ...]:
    """Every scheme with its groups, counts under the chosen rules. 3 queries."""
    counts = _clusters_by_group(release, selection)
    groups: dict[str, list[GroupCount]] = {}
    for group in IndustryGroup.objects.order_by("position"):
        groups.setdefault(group.scheme_id, []).append(GroupCount(group, counts.get(group.pk, 0)))
    return tuple(SchemeGroups(scheme, tuple(groups.get(scheme.pk, ()))) for scheme in Scheme.objects.all())


def _clusters_by_group(release: Release, selection: Selection) -> dict[int, int]:
    stars = f"stars__{release.rule_sets.index(selection.rules)}__gte"
    rows = ClusterFigure.objects.filter(
        release=release, area=selection.area, year=selection.year, region__level=2, is_union=False, **{stars: 1}
    )
    return dict(rows.values_list("group").annotate(clusters=Count("pk")))
