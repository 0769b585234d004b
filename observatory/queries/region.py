"""What a region's page answers: its figures, totals, clusters, change, structure, and the regions around it."""

from dataclasses import dataclass

from observatory.models import ClusterFigure, RegionFigure, RegionStructure, Release
from observatory.queries.area_profile import AreaProfile
from observatory.queries.change_shapes import Change
from observatory.queries.context import Context
from observatory.queries.field import Field, Standing, number_of, peers_of, standing_of, structure_of
from observatory.queries.group_change import GroupChange
from observatory.queries.place import Place
from observatory.queries.region_base import base_of, codes_and_versions, compared_cells
from observatory.queries.region_rows import (
    Inner,
    cells_of,
)
from observatory.selection import Selection


@dataclass(frozen=True, slots=True)
class RegionProfile:
    """`figures` are all cells of the year and scheme; `totals` the region's totals of every year, oldest first.

    `groups` are the same cells with what changed since the earlier year of `change`; `inner` the NUTS 3 regions inside.
    """

    place: Place
    release: Release
    selection: Selection
    figures: tuple[ClusterFigure, ...]
    totals: tuple[RegionFigure, ...]
    field: Field
    change: Change
    groups: tuple[GroupChange, ...]
    section_names: dict[str, str]
    inner: tuple[Inner, ...]
    context: Context

    @property
    def year(self) -> int:
        return int(self.selection.year)

    @property
    def total(self) -> RegionFigure | None:
        return next((total for total in self.totals if total.year == self.year), None)

    @property
    def last_year_with_total(self) -> int | None:
        return max((total.year for total in self.totals if total.persons_employed is not None), default=None)

    @property
    def published_as(self) -> tuple[tuple[str, str], ...]:
        return codes_and_versions(self.figures)

    @property
    def standing(self) -> Standing | None:
        """None where nothing was judged: unions, extra-regio and regions outside the reference area."""
        return standing_of(self.total.region_id, self.field.of_regions) if self.total else None

    @property
    def peers(self) -> tuple[RegionFigure, ...]:
        """The NUTS 2 regions nearest in persons employed; of the same country where the region has no total."""
        return peers_of(self.place, self.field.totals, self.total) if self.total else ()

    @property
    def structure(self) -> RegionStructure | None:
        return structure_of(self.total, self.field)


def get_region_profile(place: Place, release: Release, selection: Selection) -> RegionProfile:
    """Everything the page of a NUTS 2 region (or of a union) shows but its panels. 2 queries."""
    base = base_of(place, release, selection)
    figures, groups = compared_cells(place, release, selection, base)
    return RegionProfile(
        place=place,
        release=release,
        selection=selection,
        figures=figures,
        totals=base.totals,
        field=base.field,
        change=base.change,
        groups=groups,
        section_names=base.section_names,
        context=base.context,
        inner=base.inner,
    )


def list_totals(place: Place, release: Release) -> tuple[RegionFigure, ...]:
    """Totals of every year, oldest first. 1 query."""
    rows = RegionFigure.objects.filter(place.own_figures(), release=release)
    return tuple(rows.select_related("region").order_by("year", "is_union"))


Profile = RegionProfile | AreaProfile


__all__ = [
    "Field",
    "Profile",
    "RegionProfile",
    "Standing",
    "cells_of",
    "get_region_profile",
    "list_totals",
    "number_of",
]
