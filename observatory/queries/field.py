"""All places of a year, and where one stands among them."""

from dataclasses import dataclass

from observatory.models import RegionClusters, RegionFigure, RegionStructure
from observatory.queries.place import Place

PEERS = 6
NUTS2 = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """Statistical clusters of one region under one rule set, and its place among the regions that were judged."""

    counts: RegionClusters
    rank: int
    of: int


@dataclass(frozen=True, slots=True)
class Field:
    """All places of the year, of every level: totals, clusters under the chosen rules, and structures.

    Totals are without extra-regio territory and sums over former regions.
    """

    all_totals: tuple[RegionFigure, ...]
    clusters: tuple[RegionClusters, ...]
    structures: tuple[RegionStructure, ...]

    def total_of(self, region_pk: int) -> RegionFigure | None:
        """Of a region as published or of today."""
        return next((one for one in self.all_totals if region_pk in (one.region_id, one.current_region_id)), None)

    @property
    def totals(self) -> tuple[RegionFigure, ...]:
        """Of NUTS 2 regions."""
        return tuple(one for one in self.all_totals if one.region.level == NUTS2)

    def clusters_of(self, region_pk: int) -> RegionClusters | None:
        """Of a region as published."""
        return next((one for one in self.clusters if one.region_id == region_pk), None)

    @property
    def of_regions(self) -> tuple[RegionClusters, ...]:
        """Counts of NUTS 2 regions."""
        return tuple(one for one in self.clusters if one.region.level == NUTS2)

    def structures_like(self, own: RegionStructure) -> tuple[RegionStructure, ...]:
        """Structures of the same level."""
        level = own.region.level
        return tuple(one for one in self.structures if one.region.level == level and not one.region.is_extra_regio)


def standing_of(region_id: int, rows: tuple[RegionClusters, ...]) -> Standing | None:
    """Rank by number of clusters: 1 = most, ties share a rank."""
    own = next((row for row in rows if row.region_id == region_id), None)
    if own is None or not own.judged:
        return None
    judged = [row for row in rows if row.judged]
    return Standing(own, 1 + sum(number_of(row) > number_of(own) for row in judged), len(judged))


def number_of(row: RegionClusters) -> int:
    """Statistical clusters of a region."""
    return row.one_star + row.two_stars + row.three_stars


def peers_of(place: Place, rows: tuple[RegionFigure, ...], total: RegionFigure) -> tuple[RegionFigure, ...]:
    others = [one for one in rows if one.region_id != total.region_id and one.persons_employed is not None]
    if total.persons_employed is None:
        own = [one for one in others if one.region.country_id == place.region.country_id]
        return tuple(sorted(own, key=lambda one: -(one.persons_employed or 0)))[:PEERS]
    size = total.persons_employed
    nearest = sorted(others, key=lambda one: (abs((one.persons_employed or 0) - size), one.region.code))
    return tuple(nearest[:PEERS])


def structure_of(total: RegionFigure | None, field: Field) -> RegionStructure | None:
    if total is None:
        return None
    return next((one for one in field.structures if one.region_id == total.region_id), None)
