"""The profile of a NUTS 2 region."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from observatory.models import ClusterFigure
from observatory.presenters.cells import cells_table, group_lead
from observatory.presenters.context import ContextSection, present_context
from observatory.presenters.facts import known_facts
from observatory.presenters.notices import Notice
from observatory.presenters.profile.around import Alike, Around, present_alike, present_around
from observatory.presenters.profile.change import ChangeSection, present_change
from observatory.presenters.profile.close import CloseIndustries, firmness, present_close
from observatory.presenters.profile.portfolio import Portfolio, present_portfolio
from observatory.presenters.profile.structure import StructureSection, present_structure
from observatory.presenters.region_facts import region_facts, region_notices, why_not_judged
from observatory.presenters.region_figures import (
    TABLE_FORMATS,
    actions_of,
    clusters_of,
    gaps_sentence,
    history_figure,
    peers_table,
    specialisation_figure,
    specialised,
)
from observatory.presenters.region_lead import lead_of_region
from observatory.presenters.small_maps import locator_map
from observatory.presenters.trail import regions_link, trail, tree
from observatory.presenters.words import (
    BOUNDARIES,
    region_name,
    source_line,
)
from observatory.queries.outlines import Surroundings
from observatory.queries.region import RegionProfile
from observatory.queries.similar import SimilarRegion
from portal.core.page import Figure, FigureActions, KeyFact, Link, PageMeta, Table


@dataclass(frozen=True, slots=True)
class RegionPage:
    page: PageMeta
    facts: tuple[KeyFact, ...]
    notices: tuple[Notice, ...]
    clusters: Table
    clusters_title: str
    actions: FigureActions
    firm: str
    portfolio: Portfolio
    specialisation: Figure | None
    change: ChangeSection
    history: Figure
    structure: StructureSection
    close: CloseIndustries
    alike: Alike
    context: ContextSection
    around: Around
    others: Table
    gaps: str
    peers: Table
    peers_note: str
    links: tuple[Link, ...]
    source: str
    locator: str
    has_figures: bool
    boundaries: str = BOUNDARIES


@dataclass(frozen=True, slots=True)
class Beside:
    """What other questions answer about the region: where it lies, and who is like it."""

    surroundings: Surroundings
    similar: tuple[SimilarRegion, ...]


def present_region(profile: RegionProfile, beside: Beside, path: str) -> RegionPage:
    clusters = clusters_of(profile)
    title = _clusters_title(profile)
    portfolio = present_portfolio(profile, path)
    return RegionPage(
        page=_meta(profile, clusters, path),
        facts=known_facts(region_facts(profile, clusters)),
        notices=tuple(region_notices(profile)),
        clusters=_clusters_table(profile, clusters, title),
        clusters_title=title,
        actions=actions_of(profile, path, title, TABLE_FORMATS),
        firm=firmness(profile, profile.standing.counts if profile.standing else None),
        portfolio=portfolio,
        specialisation=_specialisation(profile, portfolio, path),
        change=present_change(profile, path),
        history=history_figure(profile, path),
        structure=present_structure(profile, path),
        close=present_close(profile),
        alike=present_alike(profile, beside.similar),
        context=present_context(profile.context),
        around=present_around(profile),
        others=_others_table(profile, clusters),
        gaps=gaps_sentence(profile),
        peers=peers_table(profile),
        peers_note=_peers_note(profile),
        links=_links(profile),
        source=source_line(profile.release, profile.year),
        has_figures=bool(profile.figures or profile.totals),
        locator=locator_map(beside.surroundings, region_name(profile.place.region)),
    )


def _specialisation(profile: RegionProfile, portfolio: Portfolio, path: str) -> Figure | None:
    """Bars of quotients where the portfolio could not be drawn; nothing where there are no quotients either."""
    return specialisation_figure(profile, path) if specialised(profile) and not portfolio.figure.svg else None


def _meta(profile: RegionProfile, clusters: list[ClusterFigure], path: str) -> PageMeta:
    name, lead = region_name(profile.place.region), lead_of_region(profile, clusters)
    return PageMeta(
        title=name,
        description=lead,
        lead=lead,
        canonical_path=profile.selection.address(path, release=""),
        breadcrumbs=trail(regions_link(), *tree(profile.place, profile.selection), Link(name, path)),
        json_ld=_json_ld(profile, lead),
        is_indexable=not profile.selection.release,
        section="observatory",
    )


def _json_ld(profile: RegionProfile, description: str) -> dict[str, object]:
    region = profile.place.region
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": gettext("Statistical clusters: %(name)s") % {"name": region_name(region)},
        "description": description,
        "identifier": region.code,
        "temporalCoverage": str(profile.year),
        "spatialCoverage": {"@type": "Place", "name": region_name(region)},
        "version": profile.release.code,
    }


def _clusters_title(profile: RegionProfile) -> str:
    values = {"name": region_name(profile.place.region), "year": profile.year}
    return gettext("Statistical clusters, %(year)s: %(name)s") % values


def _clusters_table(profile: RegionProfile, clusters: list[ClusterFigure], title: str) -> Table:
    if profile.standing is None and profile.total is not None and profile.total.persons_employed is not None:
        empty = gettext("No stars in this year: %(reason)s.") % {"reason": why_not_judged(profile)}
        return cells_table(title, clusters, profile.release, profile.selection, group_lead(), empty=empty)
    empty = gettext(
        "No industry group earns a star here in this year under these rules. The table of all groups below says "
        "why, group by group."
    )
    return cells_table(title, clusters, profile.release, profile.selection, group_lead(), empty=empty).folded()


def _others_table(profile: RegionProfile, clusters: list[ClusterFigure]) -> Table:
    starred = {figure.pk for figure in clusters}
    others = [figure for figure in profile.figures if figure.pk not in starred]
    caption = gettext("Industry groups without a star, %(year)s") % {"year": profile.year}
    return cells_table(caption, others, profile.release, profile.selection, group_lead())


def _peers_note(profile: RegionProfile) -> str:
    total = profile.total
    if total is None or total.persons_employed is None:
        return gettext("Regions of the same country, for this region has no total to compare in this year.")
    return gettext("Regions nearest in persons employed in the business economy covered.")


def _links(profile: RegionProfile) -> tuple[Link, ...]:
    country = profile.place.region.country
    values = {"name": country.local_name}
    mapping = reverse("observatory:mapping")
    chosen = profile.selection
    return (
        Link(gettext("Map: %(name)s") % values, chosen.address(mapping, country=country.code)),
        Link(gettext("Questions with answers"), reverse("observatory:questions")),
        Link(gettext("How stars are earned"), reverse("observatory:methodology")),
        Link(gettext("Data and releases"), reverse("observatory:data")),
    )
