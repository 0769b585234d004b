"""The figures of one scheme alone: looked at before it is opened, added to a release, taken out again.

A scheme has no part in the totals of regions, nor in the figures of other schemes, so that adding one changes no
figure that stands.
"""

from dataclasses import dataclass, replace

import numpy as np
from django.db import transaction
from django.utils import timezone

from observatory.computing.areas import AreaFigures, World, area_figures
from observatory.computing.compute import Inputs, all_areas, build_world
from observatory.computing.cube import Cube, Groups
from observatory.computing.outlook import intervals, star_outlook
from observatory.computing.related import relatedness
from observatory.computing.release import read_inputs
from observatory.computing.writing import Beside, write_cluster_figures, write_region_clusters
from observatory.computing.writing_groups import write_cuts, write_group_figures
from observatory.computing.writing_structure import write_proximities
from observatory.models import ClusterFigure, GroupFigure, Proximity, RegionClusters, Release, StarCut
from observatory.models.figure import Area
from observatory.stats.groups import composition_coverage
from portal.registry.models import GroupMember, IndustryGroup

BY_GROUP = (ClusterFigure, GroupFigure, Proximity)
BY_SCHEME = (RegionClusters, StarCut)


@dataclass(frozen=True, slots=True)
class Lens:
    """A scheme over a release: the arrays of its groups only, against the EU-27."""

    inputs: Inputs
    world: World
    area: AreaFigures


def look_through(release: Release, scheme: str) -> Lens:
    """Compute the scheme's figures in memory; nothing is written. 11 queries and some seconds.

    Raises NothingToCompute.
    """
    inputs = _inputs(release, scheme)
    world = build_world(inputs)
    return Lens(inputs, world, area_figures(Area.EU27.value, inputs.members, world, inputs.rule_sets))


@transaction.atomic
def compute_scheme(release: Release, scheme: str) -> None:
    """Replace the scheme's figures in `release` by newly computed ones; those of other schemes are not touched.

    Safe to run again: the same observations give the same figures, and a run that dies leaves what stood before.
    """
    inputs = _inputs(release, scheme)
    world = build_world(inputs)
    bounds = intervals(inputs.cube)
    remove_scheme(release, scheme)
    for area in all_areas(inputs, world):
        related = relatedness(world, area)
        write_group_figures(release, world, area)
        write_cuts(release, world, area)
        write_proximities(release, world, area, related)
        outlook = star_outlook(world, area, inputs.rule_sets, bounds)
        write_cluster_figures(release, world, area, Beside(related.density, outlook))
        write_region_clusters(release, world, area, inputs.rule_sets)
    touch(release)


def remove_scheme(release: Release, scheme: str) -> None:
    """Delete the scheme's figures from `release`."""
    groups = list(IndustryGroup.everything.filter(scheme=scheme).values_list("pk", flat=True))
    for model in BY_GROUP:
        model._base_manager.filter(release=release, group__in=groups)._raw_delete("default")
    for model in BY_SCHEME:
        model._base_manager.filter(release=release, scheme=scheme)._raw_delete("default")


def touch(release: Release) -> None:
    """Kept downloads and entity tags belong to the moment at which figures were computed."""
    release.computed_at = timezone.now()
    release.save(update_fields=["computed_at"])


def _inputs(release: Release, scheme: str) -> Inputs:
    inputs = read_inputs(release)
    return replace(inputs, cube=replace(inputs.cube, groups=_groups(scheme, inputs.cube)))


def _groups(scheme: str, cube: Cube) -> Groups:
    """The groups of one scheme, draft or public, over the industries of the cube. 2 queries."""
    rows = list(IndustryGroup.everything.filter(scheme=scheme).order_by("position").values_list("pk", "market"))
    row = {pk: number for number, (pk, _) in enumerate(rows)}
    column = {code: number for number, code in enumerate(cube.industries)}
    weights = np.zeros((len(rows), len(cube.industries)))
    members = GroupMember.everything.filter(group__scheme=scheme)
    for group, industry, weight in members.values_list("group", "industry", "weight"):
        weights[row[group], column[industry]] = weight
    held = np.isfinite(cube.persons).any(axis=(0, 1))
    return Groups(
        ids=np.array([pk for pk, _ in rows], dtype=np.int64),
        schemes=(scheme,),
        scheme=np.zeros(len(rows), dtype=np.int64),
        is_traded=np.array([market == IndustryGroup.Market.TRADED for _, market in rows], dtype=bool),
        weights=weights * held,
        held=np.nan_to_num(composition_coverage(weights, held)),
    )
