"""Distances between all regions of a year, and their variables: for whole files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from observatory.models import Release, StructuralPosition
from portal.registry.models import Region
from portal.registry.reference import reference


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A region with its distances by position of the other."""

    region: Region
    distances: Sequence[float | None]


def list_matrix(release: Release, year: int) -> tuple[tuple[Region, ...], Iterator[MatrixRow]]:
    """All regions by position as published, and their rows one after another from a server-side cursor. 2 queries."""
    by_id: Mapping[int, Region] = {region.pk: region for region in reference().regions}
    rows = StructuralPosition.objects.filter(release=release, year=year).order_by("position")
    regions = tuple(by_id[region] for region in rows.values_list("region_id", flat=True))
    lines = rows.values_list("region_id", "distances").iterator(chunk_size=50)
    return regions, (MatrixRow(by_id[region], distances) for region, distances in lines)


def list_vectors(release: Release, year: int) -> dict[int, list[float | None]]:
    """The variables of every region in their own units by published region. 1 query."""
    rows = StructuralPosition.objects.filter(release=release, year=year)
    return dict(rows.values_list("region_id", "raw"))
