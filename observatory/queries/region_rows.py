"""Rows that a region's page is made of: each says what it wants, and one query reads them all."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from observatory.computing.scope import PERSONS_EMPLOYED, SECTIONS
from observatory.models import (
    ClusterFigure,
    ContextFigure,
    Observation,
    RegionClusters,
    RegionFigure,
    RegionStructure,
    Release,
)
from observatory.queries.context import by_indicator_and_year, context_of_eu, in_page_order, latest_context
from observatory.queries.gathering import Row, Wanted, columns, edition, objects
from observatory.queries.own_sections import OwnSections, SectionCell, own_sections
from observatory.queries.place import Place
from observatory.selection import Selection
from portal.registry.models import IndustryLabel, Region
from portal.registry.names import sort_key

NUTS3 = 3
FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Inner:
    """A NUTS 3 region inside."""

    code: str
    name: str


def cells_of(place: Place, release: Release, selection: Selection) -> "QuerySet[ClusterFigure]":
    """The region's cells of one year, area and scheme."""
    return ClusterFigure.objects.filter(
        place.own_figures(),
        release=release,
        area=selection.area,
        year=selection.year,
        group__scheme=selection.scheme,
    ).select_related("region", "current_region", "group")


def want_cells(place: Place, release: Release, selection: Selection, years: Sequence[int]) -> Wanted:
    """The region's cells of several years by position of their group."""
    rows = ClusterFigure.objects.filter(
        place.own_figures(), release=release, area=selection.area, year__in=years, group__scheme=selection.scheme
    )
    return Wanted("cells", rows, columns(ClusterFigure), _cells)


def _cells(rows: Sequence[Row]) -> tuple[ClusterFigure, ...]:
    cells: tuple[ClusterFigure, ...] = objects(ClusterFigure, rows)
    return tuple(sorted(cells, key=lambda one: (one.group.position, one.year, one.is_union)))


def want_totals_of_place(place: Place, release: Release) -> Wanted:
    """Totals of every year, oldest first."""
    rows = RegionFigure.objects.filter(place.own_figures(), release=release)
    return Wanted("totals", rows, columns(RegionFigure), _totals)


def _totals(rows: Sequence[Row]) -> tuple[RegionFigure, ...]:
    return tuple(sorted(objects(RegionFigure, rows), key=lambda one: (one.year, one.is_union, one.region.code)))


def want_totals_of_year(release: Release, selection: Selection) -> Wanted:
    """Places of all levels in the year, without extra-regio territory and sums over former regions."""
    rows = RegionFigure.objects.filter(
        release=release, year=selection.year, is_union=False, region__is_extra_regio=False
    )
    key = (*edition(release), selection.year)
    return Wanted("totals-of-year", rows, columns(RegionFigure), _totals, key)


def want_totals_inside(place: Place, release: Release, selection: Selection) -> Wanted:
    """NUTS 2 regions of the year inside a country or NUTS 1 region; none inside a NUTS 2 region."""
    inside = Q(pk__in=()) if place.region.level >= 2 else place.figures_inside()
    rows = RegionFigure.objects.filter(inside, release=release, year=selection.year, is_union=False)
    return Wanted("totals-inside", rows, columns(RegionFigure), _totals)


def want_clusters(release: Release, selection: Selection) -> Wanted:
    """Counts of all levels under the chosen rules."""
    rows = RegionClusters.objects.filter(
        release=release, area=selection.area, rules=selection.rules, scheme=selection.scheme, year=selection.year
    )
    key = (*edition(release), selection.area, selection.rules, selection.scheme, selection.year)
    return Wanted("clusters", rows, columns(RegionClusters), lambda found: objects(RegionClusters, found), key)


def want_structures(release: Release, selection: Selection) -> Wanted:
    rows = RegionStructure.objects.filter(release=release, area=selection.area, year=selection.year)
    key = (*edition(release), selection.area, selection.year)
    return Wanted("structures", rows, columns(RegionStructure), lambda found: objects(RegionStructure, found), key)


def want_own_sections(place: Place, release: Release) -> Wanted:
    """Sections and divisions of every year, under the regions whose totals are the place's."""
    own = RegionFigure.objects.filter(place.own_figures(), release=release, is_union=False).values("region")
    rows = Observation.objects.filter(
        release=release, indicator=PERSONS_EMPLOYED, region__in=own, industry__level__in=(1, 2)
    )
    fields = {"code": "industry_id"} | {name: name for name in ("year", "value", "status", "marks")}
    return Wanted("own-sections", rows, fields, _own_sections)


def _own_sections(rows: Sequence[Row]) -> OwnSections:
    return own_sections(SectionCell(**row) for row in rows)


def want_section_names() -> Wanted:
    """Names of the sections in the language of the request, in English where there are none."""
    language = get_language() or FALLBACK
    rows = IndustryLabel.objects.filter(industry__in=SECTIONS, language__in={language, FALLBACK})
    fields = {"code": "industry_id", "language": "language", "title": "title"}
    return Wanted("section-names", rows, fields, lambda found: _names(found, language), (language,))


def _names(rows: Sequence[Row], language: str) -> dict[str, str]:
    ordered = sorted(rows, key=lambda row: row["language"] == language)
    return {row["code"]: row["title"] for row in ordered}


def want_inner(place: Place) -> Wanted:
    """NUTS 3 regions inside, by name."""
    rows = Region.objects.filter(parent=place.region, level=NUTS3)
    fields = {"code": "code", "name": "name_latin"}
    return Wanted("inner", rows, fields, _inner, (place.region.pk,))


def _inner(rows: Sequence[Row]) -> tuple[Inner, ...]:
    return tuple(sorted((Inner(**row) for row in rows), key=lambda one: (sort_key(one.name), one.code)))


def want_context(place: Place, release: Release) -> Wanted:
    """What other sources say of the place: the latest figure of each indicator."""
    rows = latest_context(place, release)
    return Wanted("context", rows, columns(ContextFigure), _context, is_picked=True)


def _context(rows: Sequence[Row]) -> tuple[ContextFigure, ...]:
    return in_page_order(objects(ContextFigure, rows))


def want_context_of_eu(release: Release) -> Wanted:
    """And of the EU."""
    rows = context_of_eu(release.pk)
    return Wanted("context-of-eu", rows, columns(ContextFigure), _context_of_eu, edition(release))


def _context_of_eu(rows: Sequence[Row]) -> dict[tuple[int, int], ContextFigure]:
    return by_indicator_and_year(objects(ContextFigure, rows))
