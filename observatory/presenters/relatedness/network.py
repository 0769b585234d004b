"""The picture of the groups of a scheme: codes as nodes, the closest pairs as links."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext, ngettext

from observatory.charts.network import NetworkChart, inline
from observatory.charts.network_nodes import Key, Node, Shape, Tone, key_svg
from observatory.charts.parts import Words
from observatory.presenters.words import group_label, group_name
from observatory.queries.relatedness import Network, Pair
from observatory.queries.release import DEFAULT_SCHEME
from observatory.stats.network import Edge, backbone
from portal.core.formatting import number
from portal.core.page import FigureActions, Table
from portal.registry.models import IndustryGroup

LINKS_A_GROUP = 2
MANUFACTURING = "C"
SERVICES_FROM = "G"


@dataclass(frozen=True, slots=True)
class KeyLine:
    svg: str
    label: str


@dataclass(frozen=True, slots=True)
class NetworkFigure:
    """A network on a page: `keys` are the lines of its legend, `names` what its numbers mean."""

    id: str
    title: str
    summary: str
    svg: str
    keys: tuple[KeyLine, ...]
    names: tuple[str, ...]
    notes: tuple[str, ...]
    table: Table
    actions: FigureActions
    source: str
    is_demonstration: bool
    empty: str = ""


def network_chart(
    network: Network, words: Words, tone: Callable[[IndustryGroup], Tone], keys: Iterable[Key]
) -> NetworkChart | None:
    """The picture of `network`; None where no pair has a proximity. `tone` says how a group is drawn."""
    drawn = drawn_groups(network)
    if not drawn:
        return None
    short = short_codes(network)
    nodes = tuple(
        Node(short[group.pk], _full_name(group, short), tone(group), shape_of(group), _label(group)) for group in drawn
    )
    return NetworkChart(words, nodes, links_of(drawn, network.known), tuple(keys))


def drawn_groups(network: Network) -> tuple[IndustryGroup, ...]:
    """Groups with at least one close group, in the order of the scheme."""
    linked = {group.pk for pair in network.known if pair.proximity for group in (pair.group, pair.other)}
    return tuple(group for group in network.groups if group.pk in linked)


def links_of(groups: Sequence[IndustryGroup], pairs: Iterable[Pair]) -> tuple[Edge, ...]:
    """The links that are drawn: the best way to every group, then the closest pairs, two a group in all."""
    place = {group.pk: number for number, group in enumerate(groups)}
    weights = np.zeros((len(groups), len(groups)))
    for pair in pairs:
        if pair.group.pk in place and pair.other.pk in place:
            one, other = place[pair.group.pk], place[pair.other.pk]
            weights[one, other] = weights[other, one] = pair.proximity or 0.0
    return tuple(backbone(weights, LINKS_A_GROUP * len(groups)))


def short_codes(network: Network) -> dict[int, str]:
    """What stands in a node: the NACE code, or the group's number in its scheme."""
    return {
        group.pk: group.code if group.scheme_id == DEFAULT_SCHEME else str(place)
        for place, group in enumerate(network.groups, start=1)
    }


def _label(group: IndustryGroup) -> str:
    """Groups without NACE codes are few, so that their names fit into the picture."""
    return "" if group.scheme_id == DEFAULT_SCHEME else group_label(group)


def names_of(chart: NetworkChart | None) -> tuple[str, ...]:
    """What the numbers of the picture mean, where its nodes are numbered: there is no room for names on a phone."""
    return tuple(node.name for node in chart.nodes if node.label) if chart else ()


def _full_name(group: IndustryGroup, short: dict[int, str]) -> str:
    return group_name(group) if group.scheme_id == DEFAULT_SCHEME else f"{short[group.pk]} {group_label(group)}"


def shape_of(group: IndustryGroup) -> Shape:
    """Manufacturing, services, and all between (mining, energy, water, construction) differ in shape."""
    if group.scheme_id != DEFAULT_SCHEME or group.code.startswith(MANUFACTURING):
        return Shape.CIRCLE
    return Shape.SQUARE if group.code[:1] >= SERVICES_FROM else Shape.DIAMOND


def shape_keys(network: Network) -> tuple[Key, ...]:
    if network.selection.scheme != DEFAULT_SCHEME:
        return ()
    return (
        Key(gettext("Circle: manufacturing")),
        Key(gettext("Square: services"), shape=Shape.SQUARE),
        Key(gettext("Diamond: mining, energy, water, construction"), shape=Shape.DIAMOND),
    )


def picture_notes(network: Network) -> tuple[str, ...]:
    """How the picture is made, and what it leaves out."""
    made = gettext(
        "Lines join the closest groups: every group by its strongest link, and then the strongest links of all, the "
        "thicker the closer. The place of a group follows from its links alone and has no other meaning."
    )
    missing = len(network.groups) - len(drawn_groups(network))
    left_out = ngettext(
        "%(count)s group is not drawn: fewer than 30 regions publish it together with any other.",
        "%(count)s groups are not drawn: fewer than 30 regions publish them together with any other.",
        missing,
    )
    return (made, left_out % {"count": number(missing)}) if missing else (made,)


def key_lines(keys: Iterable[Key]) -> tuple[KeyLine, ...]:
    return tuple(KeyLine(key_svg(key), key.label) for key in keys)


def drawn_network(chart: NetworkChart | None) -> str:
    return inline(chart) if chart else ""
