"""The list of schemes and their groups."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, gettext

from observatory.converters import TABLE_FORMATS
from observatory.models import Release
from observatory.presenters.actions import figure_actions
from observatory.presenters.addresses import carried, group_address
from observatory.presenters.trail import industries_link, trail
from observatory.presenters.words import group_name, source_line
from observatory.queries.industries import GroupCount, SchemeGroups
from observatory.queries.release import DEFAULT_SCHEME
from observatory.selection import Selection
from portal.core.formatting import MISSING, number
from portal.core.page import Cell, Column, FigureActions, Link, PageMeta, Table
from portal.registry.models import IndustryGroup


@dataclass(frozen=True, slots=True)
class SchemeView:
    code: str
    name: str
    description: str
    source: str
    groups: Table
    network: Link


@dataclass(frozen=True, slots=True)
class IndustriesPage:
    page: PageMeta
    schemes: tuple[SchemeView, ...]
    actions: FigureActions
    source: str


def present_industries(
    schemes: tuple[SchemeGroups, ...], release: Release, selection: Selection, path: str
) -> IndustriesPage:
    lead = gettext("Industry groups of %(schemes)s schemes, with their statistical clusters in %(year)s.") % {
        "schemes": number(len(schemes)),
        "year": selection.year,
    }
    return IndustriesPage(
        page=PageMeta(
            title=gettext("Industries"),
            description=lead,
            lead=lead,
            canonical_path=selection.address(path, release=""),
            breadcrumbs=trail(industries_link()),
            section="observatory",
        ),
        schemes=tuple(_scheme(one, selection) for one in schemes),
        actions=figure_actions(path, release, selection, title=gettext("Industries"), formats=TABLE_FORMATS),
        source=source_line(release, selection.year),
    )


def _scheme(one: SchemeGroups, selection: Selection) -> SchemeView:
    scheme = one.scheme
    composition = gettext("Composition: %(status)s.") % {"status": scheme.get_composition_display()}
    source = gettext("Source: %(source)s. %(composition)s") % {
        "source": gettext(scheme.source),
        "composition": composition,
    }
    made_by = gettext("Made by %(name)s.") % {"name": scheme.made_by} if scheme.made_by else ""
    return SchemeView(
        code=scheme.code,
        name=scheme.name_in(get_language() or "en"),
        description=gettext(scheme.description),
        source=" ".join(filter(None, (made_by, source))),
        groups=_table(one, selection),
        network=_network_link(one, selection),
    )


def _network_link(one: SchemeGroups, selection: Selection) -> Link:
    """Where the groups of the scheme are a network."""
    code = one.scheme.code
    chosen = carried(selection, "" if code == DEFAULT_SCHEME else code).with_(rules="")
    label = gettext("Which groups go together: %(scheme)s") % {"scheme": one.scheme.name_in(get_language() or "en")}
    return Link(label, chosen.address(reverse("observatory:relatedness-network")))


def _table(one: SchemeGroups, selection: Selection) -> Table:
    columns = (
        Column("group", gettext("Industry group")),
        Column("market", gettext("Market")),
        Column("clusters", gettext("Statistical clusters, %(year)s") % {"year": selection.year}, is_numeric=True),
    )
    rows = tuple(_row(count, selection) for count in one.groups)
    caption = gettext("Groups: %(scheme)s") % {"scheme": one.scheme.name_in(get_language() or "en")}
    return Table(caption, columns, rows, gettext("This scheme has no groups yet."))


def _row(count: GroupCount, selection: Selection) -> tuple[Cell, ...]:
    group = count.group
    is_local = group.market == IndustryGroup.Market.LOCAL
    note = gettext("local groups earn no stars") if is_local else count.unjudged
    clusters = Cell(MISSING if is_local else number(count.clusters), note=note)
    url = group_address(group, selection)
    return (Cell(group_name(group), url=url), Cell(str(group.get_market_display())), clusters)
