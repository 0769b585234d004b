"""The page of a country or NUTS 1 region: it lists and counts the statistical clusters inside, it has none itself."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from observatory.models import RegionClusters
from observatory.presenters.actions import figure_actions
from observatory.presenters.addresses import region_address
from observatory.presenters.area_facts import (
    clusters_inside,
    facts_of_area,
    lead_of_area,
    name_and_year,
    notices_of_area,
)
from observatory.presenters.cells import both_lead, cells_table, group_lead
from observatory.presenters.context import ContextSection, present_context
from observatory.presenters.notices import Notice
from observatory.presenters.profile.around import neighbours_table
from observatory.presenters.profile.change import ChangeSection, present_change
from observatory.presenters.profile.close import firmness
from observatory.presenters.profile.portfolio import Portfolio, present_portfolio
from observatory.presenters.profile.structure import StructureSection, present_structure
from observatory.presenters.region_figures import history_figure
from observatory.presenters.small_maps import locator_map
from observatory.presenters.trail import regions_link, trail, tree
from observatory.presenters.words import (
    BOUNDARIES,
    region_name,
    region_of,
    source_line,
)
from observatory.queries.area_profile import AreaProfile, Inside
from observatory.queries.outlines import Surroundings
from observatory.selection import Selection
from portal.core.formatting import MISSING, number, share
from portal.core.page import Cell, Column, Figure, FigureActions, KeyFact, Link, PageMeta, Table


@dataclass(frozen=True, slots=True)
class AreaPage:
    page: PageMeta
    facts: tuple[KeyFact, ...]
    notices: tuple[Notice, ...]
    regions: Table
    regions_title: str
    strongest: Table
    firm: str
    portfolio: Portfolio
    change: ChangeSection
    history: Figure
    structure: StructureSection
    context: ContextSection
    neighbours: Table | None
    groups: Table
    actions: FigureActions
    links: tuple[Link, ...]
    source: str
    locator: str
    boundaries: str = BOUNDARIES


def present_area(profile: AreaProfile, around: Surroundings, path: str) -> AreaPage:
    title = gettext("Regions inside, %(year)s: %(name)s") % name_and_year(profile)
    return AreaPage(
        page=_meta(profile, path),
        facts=tuple(facts_of_area(profile)),
        notices=tuple(notices_of_area(profile)),
        regions=regions_table(profile, title).folded(),
        regions_title=title,
        strongest=_strongest_table(profile),
        firm=firmness(profile, _own_counts(profile)),
        portfolio=present_portfolio(profile, path),
        change=present_change(profile, path),
        history=history_figure(profile, path),
        structure=present_structure(profile, path),
        context=present_context(profile.context),
        neighbours=neighbours_table(profile),
        groups=_groups_table(profile),
        actions=figure_actions(
            path,
            profile.release,
            profile.selection,
            title=title,
            formats=("csv", "xlsx", "json"),
            cell=f"{profile.place.code} {profile.year}",
        ),
        links=_links(profile),
        source=source_line(profile.release, profile.year),
        locator=locator_map(around, region_name(profile.place.region)),
    )


def _own_counts(profile: AreaProfile) -> RegionClusters | None:
    """Counts over the regions inside, as the release holds them."""
    return profile.field.clusters_of(profile.total.region_id) if profile.total else None


def _meta(profile: AreaProfile, path: str) -> PageMeta:
    name, lead = region_name(profile.place.region), lead_of_area(profile)
    return PageMeta(
        title=name,
        description=lead,
        lead=lead,
        canonical_path=profile.selection.address(path, release=""),
        breadcrumbs=trail(regions_link(), *tree(profile.place, profile.selection), Link(name, path)),
        is_indexable=not profile.selection.release,
        section="observatory",
    )


def regions_table(profile: AreaProfile, caption: str) -> Table:
    columns = (
        Column("region", gettext("Region")),
        Column("clusters", gettext("Statistical clusters"), is_numeric=True),
        Column("three_stars", gettext("Three stars"), is_numeric=True),
        Column("two_stars", gettext("Two stars"), is_numeric=True),
        Column("one_star", gettext("One star"), is_numeric=True),
        Column("persons_employed", gettext("Persons employed"), is_numeric=True),
        Column("share_in_clusters", gettext("In clusters"), gettext("% of the region"), is_numeric=True),
    )
    ordered = sorted(profile.inside, key=lambda one: -(clusters_inside(one) or 0))
    rows = tuple(_region_row(one, profile.selection) for one in ordered)
    empty = gettext("No region inside has figures in this year. Choose another year.")
    return Table(caption, columns, rows, empty)


def _region_row(one: Inside, selection: Selection) -> tuple[Cell, ...]:
    region, counts = region_of(one.total), one.counts
    is_judged = clusters_inside(one) is not None
    why = "" if is_judged else gettext("not judged: no total, or outside the reference area")
    stars = (counts.three_stars, counts.two_stars, counts.one_star) if counts else (None,) * 3
    numbers = (clusters_inside(one), *stars)
    return (
        Cell(f"{region_name(region)} ({region.code})", url=region_address(region.code, selection)),
        *(Cell(number(value) if is_judged else MISSING, note=why) for value in numbers),
        Cell(number(one.total.persons_employed), note=_no_total(one)),
        Cell(share(counts.share_in_clusters if counts else None)),
    )


def _no_total(one: Inside) -> str:
    return str(one.total.get_no_total_display()) if one.total.no_total else ""


def _strongest_table(profile: AreaProfile) -> Table:
    caption = gettext("Strongest statistical clusters, %(year)s") % name_and_year(profile)
    empty = gettext("No industry group of a region inside earns a star in this year under these rules.")
    table = cells_table(caption, profile.strongest, profile.release, profile.selection, both_lead(), empty=empty)
    return table.folded()


def _groups_table(profile: AreaProfile) -> Table:
    caption = gettext("All industry groups, %(year)s: %(name)s") % name_and_year(profile)
    return cells_table(caption, profile.figures, profile.release, profile.selection, group_lead())


def _links(profile: AreaProfile) -> tuple[Link, ...]:
    country = profile.place.region.country
    values = {"name": country.local_name}
    rankings, mapping = reverse("observatory:rankings"), reverse("observatory:mapping")
    return (
        Link(
            gettext("Ranking of statistical clusters: %(name)s") % values,
            profile.selection.address(rankings, country=country.code),
        ),
        Link(gettext("Cluster policy: %(name)s") % values, reverse("observatory:policy-country", args=[country.code])),
        Link(gettext("Map: %(name)s") % values, profile.selection.address(mapping, country=country.code)),
    )
