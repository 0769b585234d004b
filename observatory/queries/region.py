"""What a region's page answers: its figures, totals, clusters, change, structure, and the regions around it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from observatory.models import ClusterFigure, RegionClusters, RegionFigure, RegionStructure, Release
from observatory.queries.change import Change, Countries, compare_years
from observatory.queries.context import Context
from observatory.queries.countries import want_groups, want_sections, want_totals
from observatory.queries.field import Field, Standing, number_of, peers_of, standing_of, structure_of
from observatory.queries.gathering import gather
from observatory.queries.group_change import GroupChange, compare_groups
from observatory.queries.own_sections import OwnSections
from observatory.queries.place import Place
from observatory.queries.region_rows import (
    Inner,
    cells_of,
    want_cells,
    want_clusters,
    want_context,
    want_context_of_eu,
    want_inner,
    want_own_sections,
    want_section_names,
    want_structures,
    want_totals_inside,
    want_totals_of_place,
    want_totals_of_year,
)
from observatory.selection import Selection


def _published_as(figures: Iterable[ClusterFigure]) -> tuple[tuple[str, str], ...]:
    """Codes and NUTS versions under which figures were published."""
    return tuple(sorted({(one.region.code, one.region.version) for one in figures if not one.is_union}))


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
        return _published_as(self.figures)

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
    base = _base(place, release, selection)
    figures, groups = _cells(place, release, selection, base)
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


@dataclass(frozen=True, slots=True)
class _Base:
    """What the first query finds, before it is known which two years are compared."""

    totals: tuple[RegionFigure, ...]
    inside: tuple[RegionFigure, ...]
    field: Field
    countries: Countries
    change: Change
    section_names: dict[str, str]
    inner: tuple[Inner, ...]
    context: Context


def _base(place: Place, release: Release, selection: Selection) -> _Base:
    """1 query."""
    own_totals, own, sections, country_totals, totals, clusters, structures, names, inner, inside, *context = gather(
        want_totals_of_place(place, release),
        want_own_sections(place, release),
        want_sections(release),
        want_totals(release),
        want_totals_of_year(release, selection),
        want_clusters(release, selection),
        want_structures(release, selection),
        want_section_names(),
        want_inner(place),
        want_totals_inside(place, release, selection),
        want_context(place, release),
        want_context_of_eu(release),
    )
    countries = Countries(sections, country_totals, selection.area, place.region.country_id)
    return _Base(
        totals=own_totals,
        inside=inside,
        field=Field(totals, clusters, structures),
        countries=countries,
        change=_change(own_totals, own, countries, selection),
        section_names=names,
        inner=inner,
        context=Context(place, release, *context),
    )


def _change(totals: tuple[RegionFigure, ...], own: OwnSections, countries: Countries, selection: Selection) -> Change:
    asked = int(selection.since) if selection.since else None
    return compare_years(totals, own, countries, int(selection.year), asked)


def _cells(
    place: Place, release: Release, selection: Selection, base: _Base
) -> tuple[tuple[ClusterFigure, ...], tuple[GroupChange, ...]]:
    """Cells of the year, and the same compared with the earlier year. 1 query."""
    year, since = int(selection.year), base.change.since
    wanted = [want_cells(place, release, selection, tuple(one for one in (since, year) if one is not None))]
    if since is not None:
        wanted.append(want_groups(release, selection.scheme, since, year))
    cells, *groups = gather(*wanted)
    changes = compare_groups(cells, base.change.comparison, groups[0] if groups else None, base.countries)
    return tuple(one for one in cells if one.year == year), changes


def list_totals(place: Place, release: Release) -> tuple[RegionFigure, ...]:
    """Totals of every year, oldest first. 1 query."""
    rows = RegionFigure.objects.filter(place.own_figures(), release=release)
    return tuple(rows.select_related("region").order_by("year", "is_union"))


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
        return _published_as(self.figures)

    @property
    def year(self) -> int:
        return int(self.selection.year)

    @property
    def total(self) -> RegionFigure | None:
        return next((total for total in self.totals if total.year == self.year), None)

    @property
    def structure(self) -> RegionStructure | None:
        return structure_of(self.total, self.field)


Profile = RegionProfile | AreaProfile


def get_area_profile(place: Place, release: Release, selection: Selection) -> AreaProfile:
    """Own figures and totals, regions inside with their counts, the strongest clusters among them. 3 queries."""
    base = _base(place, release, selection)
    figures, groups = _cells(place, release, selection, base)
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


__all__ = [
    "AreaProfile",
    "Field",
    "Inside",
    "Profile",
    "RegionProfile",
    "Standing",
    "cells_of",
    "get_area_profile",
    "get_region_profile",
    "list_totals",
    "number_of",
]
