"""The page of relatedness: which industry groups are specialisations of the same regions."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, gettext

from observatory.charts.network import NetworkChart
from observatory.charts.network_nodes import Tone
from observatory.charts.parts import Words
from observatory.presenters.actions import figure_actions
from observatory.presenters.addresses import group_address
from observatory.presenters.relatedness.network import (
    NetworkFigure,
    drawn_network,
    key_lines,
    names_of,
    network_chart,
    picture_notes,
    shape_keys,
    short_codes,
)
from observatory.presenters.trail import industries_link, trail
from observatory.presenters.words import area_name, group_name, source_line
from observatory.queries.relatedness import Network, Pair
from observatory.queries.release import DEFAULT_SCHEME
from portal.core.formatting import MISSING, number
from portal.core.page import Cell, Column, FigureActions, Link, PageMeta, Table
from portal.registry.models import IndustryGroup

CLOSEST = 3
SHOWN_PAIRS = 30
CHART_FORMATS = ("svg", "png", "csv", "xlsx", "json")
TABLE_FORMATS = ("csv", "xlsx", "json")


@dataclass(frozen=True, slots=True)
class RelatednessPage:
    page: PageMeta
    network: NetworkFigure
    pairs: Table
    pairs_note: str
    actions: FigureActions
    source: str
    links: tuple[Link, ...]


def present_relatedness(network: Network, path: str) -> RelatednessPage:
    title = gettext("Related industries, %(year)s: %(area)s") % _values(network)
    pairs_title = gettext("The closest pairs, %(year)s") % _values(network)
    return RelatednessPage(
        page=_meta(network, title, path),
        network=_figure(network, path),
        pairs=_pairs_table(network, pairs_title),
        pairs_note=_pairs_note(network),
        actions=_actions(network, path, pairs_title, TABLE_FORMATS),
        source=source_line(network.release, network.selection.year),
        links=_links(network),
    )


def europe_chart(network: Network) -> NetworkChart | None:
    """Every group of the scheme, drawn alike."""
    title = gettext("Which industries go together in the %(area)s, %(year)s") % _values(network)
    words = Words("network", title, _summary(network))
    return network_chart(network, words, lambda _group: Tone.PLAIN, shape_keys(network))


def pair_sentence(pair: Pair) -> str:
    """`C24 … – C25 …: proximity 0.62; 83 of 201 regions that publish both are specialised in both.`"""
    values = {
        "one": group_name(pair.group),
        "other": group_name(pair.other),
        "proximity": number(pair.proximity, 2),
        "together": number(pair.together),
        "regions": number(pair.regions),
    }
    return (
        gettext(
            "%(one)s – %(other)s: proximity %(proximity)s; of %(regions)s regions that publish both, %(together)s are "
            "specialised in both."
        )
        % values
    )


def _values(network: Network) -> dict[str, object]:
    return {"year": network.selection.year, "area": area_name(network.selection.area)}


def _meta(network: Network, title: str, path: str) -> PageMeta:
    lead = _lead(network)
    return PageMeta(
        title=title,
        description=lead,
        lead=lead,
        canonical_path=network.selection.address(path, release=""),
        breadcrumbs=trail(industries_link(), Link(gettext("Related industries"), path)),
        is_indexable=not network.selection.release,
        section="observatory",
    )


def _lead(network: Network) -> str:
    if not network.known:
        return gettext("No pair of groups is published by 30 regions or more in %(year)s.") % _values(network)
    return gettext("The closest pair in %(year)s: %(pair)s") % {
        **_values(network),
        "pair": pair_sentence(network.known[0]),
    }


def _summary(network: Network) -> str:
    values = {"pairs": number(len(network.known)), "all": number(len(network.pairs)), **_values(network)}
    return (
        gettext(
            "Groups are close when the same regions are specialised in both. %(pairs)s of %(all)s pairs have a "
            "proximity in %(year)s; the others are published together by fewer than 30 regions."
        )
        % values
    )


def _figure(network: Network, path: str) -> NetworkFigure:
    chart = europe_chart(network)
    title = chart.words.title if chart else gettext("Which industries go together, %(year)s") % _values(network)
    return NetworkFigure(
        id="network",
        title=title,
        summary=_summary(network) if chart else "",
        svg=drawn_network(chart),
        keys=key_lines(chart.keys) if chart else (),
        names=names_of(chart),
        notes=picture_notes(network) if chart else (),
        table=_groups_table(network, title),
        actions=_actions(network, path, title, CHART_FORMATS) if chart else FigureActions(),
        source=source_line(network.release, network.selection.year),
        is_demonstration=network.release.is_demonstration,
        empty=gettext("No two groups are published together by 30 regions or more in this year."),
    )


def _actions(network: Network, path: str, title: str, formats: tuple[str, ...]) -> FigureActions:
    cell = f"{network.selection.scheme} {network.selection.year}"
    return figure_actions(path, network.release, network.selection, title=title, formats=formats, cell=cell)


def _groups_table(network: Network, caption: str) -> Table:
    """Every group with its closest ones: the picture in words."""
    columns = (
        Column("group", gettext("Industry group")),
        *number_column(network),
        Column("closest", gettext("Closest groups"), gettext("proximity in brackets")),
    )
    near = closest_by_group(network)
    short = short_codes(network)
    rows = tuple(
        (
            Cell(group_name(group), url=group_address(group, network.selection)),
            *((Cell(short[group.pk]),) if number_column(network) else ()),
            closest_cell(near.get(group.pk, ())),
        )
        for group in network.groups
    )
    return Table(caption, columns, rows)


def number_column(network: Network) -> tuple[Column, ...]:
    """Groups without NACE codes stand in the picture as numbers."""
    is_numbered = network.selection.scheme != DEFAULT_SCHEME
    return (Column("number", gettext("Number in the picture"), is_numeric=True),) if is_numbered else ()


def closest_by_group(network: Network) -> dict[int, list[tuple[IndustryGroup, float]]]:
    """By group: the others in the order of their proximity."""
    near: dict[int, list[tuple[IndustryGroup, float]]] = {}
    for pair in network.known:
        near.setdefault(pair.group.pk, []).append((pair.other, pair.proximity or 0.0))
        near.setdefault(pair.other.pk, []).append((pair.group, pair.proximity or 0.0))
    return near


def closest_cell(near: Sequence[tuple[IndustryGroup, float]]) -> Cell:
    """`C25 Fabricated metal products (0.62), …`; a dash with the reason where there is none."""
    if not near:
        return Cell(MISSING, note=gettext("no group that 30 regions publish together with this one"))
    return Cell("\n".join(f"{group_name(group)} ({number(value, 2)})" for group, value in near[:CLOSEST]))


def _pairs_table(network: Network, caption: str) -> Table:
    columns = (
        Column("group", gettext("Industry group")),
        Column("other", gettext("Goes together with")),
        Column("proximity", gettext("Proximity"), gettext("0 to 1"), is_numeric=True),
        Column("together", gettext("Specialised in both"), gettext("regions"), is_numeric=True),
        Column("regions", gettext("Publish both"), gettext("regions"), is_numeric=True),
    )
    empty = gettext("No pair of groups has a proximity in this year.")
    rows = tuple(_pair_row(pair, network) for pair in network.known[:SHOWN_PAIRS])
    return Table(caption, columns, rows, empty).folded()


def _pair_row(pair: Pair, network: Network) -> tuple[Cell, ...]:
    return (
        Cell(group_name(pair.group), url=group_address(pair.group, network.selection)),
        Cell(group_name(pair.other), url=group_address(pair.other, network.selection)),
        Cell(number(pair.proximity, 2)),
        Cell(number(pair.together)),
        Cell(number(pair.regions)),
    )


def _pairs_note(network: Network) -> str:
    values = {"shown": number(min(SHOWN_PAIRS, len(network.known))), "all": number(len(network.known))}
    return (
        gettext(
            "The closest %(shown)s of %(all)s pairs; the downloads have all. Proximity: the regions specialised in "
            "both groups, divided by those specialised in the more widespread of the two. Specialised means a "
            "location quotient of 1 or more. Only regions that publish both groups count."
        )
        % values
    )


def _links(network: Network) -> tuple[Link, ...]:
    scheme = {"scheme": _scheme_name(network)}
    return (
        Link(gettext("Industry groups: %(scheme)s") % scheme, reverse("observatory:industries")),
        Link(gettext("Find a region, and see what lies close to its strengths"), reverse("observatory:find")),
        Link(gettext("How relatedness is measured"), f"{reverse('observatory:methodology')}#proximity"),
    )


def _scheme_name(network: Network) -> str:
    scheme = network.groups[0].scheme if network.groups else None
    return scheme.name_in(get_language() or "en") if scheme else network.selection.scheme
