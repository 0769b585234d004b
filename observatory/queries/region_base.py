"""What the pages of a region, country or NUTS 1 region read alike: one query, then the cells of the years compared."""

from collections.abc import Iterable
from dataclasses import dataclass

from observatory.models import ClusterFigure, RegionFigure, Release
from observatory.queries.change import compare_years
from observatory.queries.change_shapes import Change, Countries
from observatory.queries.context import Context
from observatory.queries.countries import want_groups, want_sections, want_totals
from observatory.queries.field import Field
from observatory.queries.gathering import gather
from observatory.queries.group_change import GroupChange, compare_groups
from observatory.queries.own_sections import OwnSections
from observatory.queries.place import Place
from observatory.queries.region_rows import (
    Inner,
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


def codes_and_versions(figures: Iterable[ClusterFigure]) -> tuple[tuple[str, str], ...]:
    """Codes and NUTS versions under which figures were published."""
    return tuple(sorted({(one.region.code, one.region.version) for one in figures if not one.is_union}))


@dataclass(frozen=True, slots=True)
class Base:
    """What the first query finds, before it is known which two years are compared."""

    totals: tuple[RegionFigure, ...]
    inside: tuple[RegionFigure, ...]
    field: Field
    countries: Countries
    change: Change
    section_names: dict[str, str]
    inner: tuple[Inner, ...]
    context: Context


def base_of(place: Place, release: Release, selection: Selection) -> Base:
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
    return Base(
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


def compared_cells(
    place: Place, release: Release, selection: Selection, base: Base
) -> tuple[tuple[ClusterFigure, ...], tuple[GroupChange, ...]]:
    """Cells of the year, and the same compared with the earlier year. 1 query."""
    year, since = int(selection.year), base.change.since
    wanted = [want_cells(place, release, selection, tuple(one for one in (since, year) if one is not None))]
    if since is not None:
        wanted.append(want_groups(release, selection.scheme, since, year))
    cells, *groups = gather(*wanted)
    changes = compare_groups(cells, base.change.comparison, groups[0] if groups else None, base.countries)
    return tuple(one for one in cells if one.year == year), changes
