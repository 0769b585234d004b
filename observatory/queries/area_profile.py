"""What the page of a country or NUTS 1 region answers: its own figures, and the clusters of the regions inside."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from observatory.models import ClusterFigure, RegionClusters, RegionFigure, RegionStructure, Release
from observatory.queries.change_shapes import Change
from observatory.queries.context import Context
from observatory.queries.field import Field, structure_of
from observatory.queries.group_change import GroupChange
from observatory.queries.place import Place
from observatory.queries.region_base import base_of, codes_and_versions, compared_cells
from observatory.selection import Selection


@dataclass(frozen=True, slots=True)
class Inside:
    """One NUTS 2 region inside a country or NUTS 1 region, with its total and its clusters."""

    total: RegionFigure
    counts: RegionClusters | None


@dataclass(frozen=True, slots=True)
class AreaProfile:
    """A country or NUTS 1 region: its own figures, and the statistical clusters of the NUTS 2 regions inside."""

    place: Place
    release: Release
    selection: Selection
    figures: tuple[ClusterFigure, ...]
    totals: tuple[RegionFigure, ...]
    inside: tuple[Inside, ...]
    strongest: tuple[ClusterFigure, ...]
    field: Field
    change: Change
    groups: tuple[GroupChange, ...]
    section_names: dict[str, str]
    context: Context

    @property
    def published_as(self) -> tuple[tuple[str, str], ...]:
        return codes_and_versions(self.figures)

    @property
    def year(self) -> int:
        return int(self.selection.year)

    @property
    def total(self) -> RegionFigure | None:
        return next((total for total in self.totals if total.year == self.year), None)

    @property
    def structure(self) -> RegionStructure | None:
        return structure_of(self.total, self.field)


def get_area_profile(place: Place, release: Release, selection: Selection) -> AreaProfile:
    """Own figures and totals, regions inside with their counts, the strongest clusters among them. 3 queries."""
    base = base_of(place, release, selection)
    figures, groups = compared_cells(place, release, selection, base)
    counts = {row.region_id: row for row in base.field.of_regions}
    return AreaProfile(
        place=place,
        release=release,
        selection=selection,
        figures=figures,
        totals=base.totals,
        inside=tuple(Inside(total, counts.get(total.region_id)) for total in base.inside),
        strongest=tuple(_strongest_inside(place, release, selection)),
        field=base.field,
        change=base.change,
        groups=groups,
        section_names=base.section_names,
        context=base.context,
    )


def _strongest_inside(place: Place, release: Release, selection: Selection) -> "QuerySet[ClusterFigure]":
    stars = f"stars__{release.rule_sets.index(selection.rules)}"
    return (
        ClusterFigure.objects.filter(
            place.figures_inside(),
            Q(**{f"{stars}__gte": 1}),
            release=release,
            area=selection.area,
            year=selection.year,
            group__scheme=selection.scheme,
        )
        .select_related("region", "current_region", "group")
        .order_by(F(stars).desc(nulls_last=True), "-persons_employed", "pk")[:20]
    )
