"""From the observations of a release to its figures, in one transaction."""

from collections.abc import Callable

import numpy as np
from django.db import connection, transaction
from django.utils import timezone

from observatory.computing.compute import Inputs, all_areas, build_world, latest_complete_year
from observatory.computing.method import current_method
from observatory.computing.outlook import intervals, star_outlook
from observatory.computing.places import build_places, counting_regions, list_unions, read_regions
from observatory.computing.reading import Records, build_cube, read_industries, read_records
from observatory.computing.related import relatedness
from observatory.computing.scope import MEASURES
from observatory.computing.writing import Beside, write_cluster_figures, write_region_clusters, write_region_figures
from observatory.computing.writing_groups import write_cuts, write_group_figures
from observatory.computing.writing_structure import write_positions, write_proximities, write_structures
from observatory.models import (
    ClusterFigure,
    GroupFigure,
    Proximity,
    RegionClusters,
    RegionFigure,
    RegionStructure,
    Release,
    StarCut,
    StructuralPosition,
)
from observatory.queries.context import context_values
from observatory.rules import rule_sets
from observatory.similarity import groups
from portal.registry.conversion import conversions
from portal.registry.models import Country

Progress = Callable[[str, int, int], None]
FIGURES = (
    ClusterFigure,
    RegionFigure,
    RegionClusters,
    GroupFigure,
    StarCut,
    RegionStructure,
    Proximity,
    StructuralPosition,
)
STEPS = 12


class NothingToCompute(ValueError):
    """The release holds no regional figures."""


def _silent(step: str, done: int, total: int) -> None:
    return None


@transaction.atomic
def compute_figures(release: Release, progress: Progress | None = None) -> None:
    """Replace the figures of `release` by newly computed ones and mark it as computed.

    `progress(step, done, total)` is told of every step. Safe to run again: the same observations give the same
    figures. Raises NothingToCompute for a release without regional figures.
    """
    steps = _Steps(progress or _silent)
    inputs = read_inputs(release)
    steps.done("reading observations")
    world = build_world(inputs)
    steps.done("computing totals")
    _delete_figures(release)
    write_region_figures(release, world)
    bounds = intervals(inputs.cube)
    steps.done("writing totals")
    for area in all_areas(inputs, world):
        write_group_figures(release, world, area)
        write_cuts(release, world, area)
        steps.done("computing figures")
        related = relatedness(world, area)
        write_structures(release, world, area)
        write_proximities(release, world, area, related)
        steps.done("computing structure and relatedness")
        outlook = star_outlook(world, area, inputs.rule_sets, bounds)
        write_cluster_figures(release, world, area, Beside(related.density, outlook))
        steps.done("writing cells")
        write_region_clusters(release, world, area, inputs.rule_sets)
        steps.done("counting clusters")
    write_positions(release, world, [read_outside(release, int(year)) for year in inputs.cube.years])
    steps.done("computing distances")
    release.years = inputs.cube.years.tolist()
    release.default_year = latest_complete_year(inputs, world)
    release.rule_sets = [rules.code for rules in inputs.rule_sets]
    release.method = current_method()
    release.state = Release.State.COMPUTED
    release.computed_at = timezone.now()
    release.save(update_fields=["years", "default_year", "rule_sets", "method", "state", "computed_at"])
    _analyze()


def read_inputs(release: Release) -> Inputs:
    """The release as arrays. 9 queries and those of the conversions, which are kept in the process."""
    records, industries, known = read_records(release), read_industries(), read_regions()
    by_year = counting_regions(_published(records), known)
    if not by_year:
        raise NothingToCompute(f"Release {release.code} holds no regional figures.")
    years = np.array(list(by_year), dtype=np.int64)
    places = build_places(by_year, known, conversions())
    country_of = {
        row.pk: places.countries.index(row.country)
        for row in known.by_pk.values()
        if row.level == 0 and row.country in places.countries
    }
    members = set(Country.objects.filter(membership=Country.Membership.EU27).values_list("code", flat=True))
    return Inputs(
        cube=build_cube(records, places, country_of, years, industries),
        unions=list_unions(places, by_year, known, conversions()),
        members=np.array([country in members for country in places.countries]),
        rule_sets=rule_sets(),
    )


def read_outside(release: Release, year: int) -> dict[str, dict[int, float]]:
    """Measures of similarity from other sources: of the same year where the release holds it, else the latest.

    1 or 2 queries for each.
    """
    return {
        group.measure: context_values(release, group.measure, year) or context_values(release, group.measure)
        for group in groups()
        if group.is_context
    }


def _published(records: Records) -> list[tuple[int, int]]:
    """Years and regions of which the regional file publishes anything."""
    regional = np.isin(records.indicator, MEASURES) & np.isfinite(records.value)
    pairs = np.unique(np.column_stack([records.year[regional], records.region[regional]]), axis=0)
    return [(int(year), int(region)) for year, region in pairs]


class _Steps:
    """Counts steps for the caller's progress bar."""

    def __init__(self, progress: Progress):
        self._progress, self._done = progress, 0

    def done(self, step: str) -> None:
        self._done += 1
        self._progress(step, self._done, STEPS)


def _delete_figures(release: Release) -> None:
    for model in FIGURES:
        model._base_manager.filter(release=release)._raw_delete("default")


def _analyze() -> None:
    """Fresh statistics for the planner: pages ask right after."""
    with connection.cursor() as cursor:
        for model in FIGURES:
            cursor.execute(f'ANALYZE "{model._meta.db_table}"')
