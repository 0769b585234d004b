"""Schemes with their groups and how many statistical clusters each has."""

from dataclasses import dataclass

from django.db.models import Count

from observatory.models import ClusterFigure, GroupFigure, Release
from observatory.models.figure import Unjudged
from observatory.selection import Selection
from portal.registry.models import IndustryGroup, Scheme


@dataclass(frozen=True, slots=True)
class GroupCount:
    """A group with its statistical clusters of the year; None where it was not judged, for the reason `unjudged`."""

    group: IndustryGroup
    clusters: int | None
    unjudged: str = ""


@dataclass(frozen=True, slots=True)
class SchemeGroups:
    scheme: Scheme
    groups: tuple[GroupCount, ...]


def list_schemes(release: Release, selection: Selection) -> tuple[SchemeGroups, ...]:
    """Every scheme with its groups, counts under the chosen rules. 4 queries."""
    counts, reasons = _clusters_by_group(release, selection), _unjudged_groups(release, selection)
    groups: dict[str, list[GroupCount]] = {}
    for group in IndustryGroup.objects.order_by("position"):
        groups.setdefault(group.scheme_id, []).append(_count(group, counts, reasons))
    return tuple(SchemeGroups(scheme, tuple(groups.get(scheme.pk, ()))) for scheme in Scheme.objects.all())


def _count(group: IndustryGroup, counts: dict[int, int], reasons: dict[int, int | None]) -> GroupCount:
    reason = reasons.get(group.pk, Unjudged.NO_FIGURE)
    if reason is None:
        return GroupCount(group, counts.get(group.pk, 0))
    return GroupCount(group, None, str(Unjudged(reason).label))


def _unjudged_groups(release: Release, selection: Selection) -> dict[int, int | None]:
    """Why the groups of the year could not be judged, None where they were; a group without figures is left out."""
    figures = GroupFigure.objects.filter(release=release, area=selection.area, year=selection.year)
    return dict(figures.values_list("group", "unjudged"))


def _clusters_by_group(release: Release, selection: Selection) -> dict[int, int]:
    stars = f"stars__{release.rule_sets.index(selection.rules)}__gte"
    rows = ClusterFigure.objects.filter(
        release=release, area=selection.area, year=selection.year, region__level=2, is_union=False, **{stars: 1}
    )
    return dict(rows.values_list("group").annotate(clusters=Count("pk")))
