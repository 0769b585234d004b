"""Releases that nobody needs to go back to, and the room they take."""

from dataclasses import dataclass

from django.db import connection

from observatory.models import (
    ClusterFigure,
    CurrentRelease,
    GroupFigure,
    Observation,
    RegionClusters,
    RegionFigure,
    Release,
    StarCut,
)

HELD = (Observation, ClusterFigure, RegionFigure, RegionClusters, GroupFigure, StarCut)
BYTES_A_MEGABYTE = 1_000_000
PART = (
    "SELECT release_id, pg_total_relation_size('{table}') * count(*) / sum(count(*)) OVER () AS bytes "
    "FROM {table} GROUP BY release_id"
)


@dataclass(frozen=True, slots=True)
class Superseded:
    """A release that may go. `megabytes` is its part, by rows, of the tables and their indexes."""

    release: Release
    megabytes: float


def list_superseded(keep: int) -> list[Superseded]:
    """All but the `keep` newest releases; never the published one or the one a rollback leads to. 3 queries."""
    kept = {pk for pair in CurrentRelease.objects.values_list("release", "previous") for pk in pair}
    releases = [release for release in Release.objects.order_by("-pk")[keep:] if release.pk not in kept]
    sizes = _bytes_by_release() if releases else {}
    return [Superseded(release, sizes.get(release.pk, 0.0) / BYTES_A_MEGABYTE) for release in releases]


def _bytes_by_release() -> dict[int, float]:
    parts = " UNION ALL ".join(PART.format(table=model._meta.db_table) for model in HELD)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT release_id, sum(bytes) FROM ({parts}) p GROUP BY 1")  # noqa: S608  # our own tables
        return {int(release): float(size) for release, size in cursor.fetchall()}
