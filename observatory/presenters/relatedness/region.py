"""The page of a region's related industries: what lies close to its strengths. An indication, no recommendation."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from observatory.charts.network import NetworkChart
from observatory.charts.network_nodes import Key, Tone
from observatory.charts.parts import Words
from observatory.presenters.actions import figure_actions
from observatory.presenters.addresses import carried, region_address
from observatory.presenters.notices import Notice
from observatory.presenters.relatedness.europe import CHART_FORMATS
from observatory.presenters.relatedness.network import (
    NetworkFigure,
    drawn_network,
    key_lines,
    names_of,
    network_chart,
    picture_notes,
    shape_keys,
)
from observatory.presenters.relatedness.region_tables import (
    LISTED,
    candidates_table,
    nodes_table,
    strengths_table,
)
from observatory.presenters.trail import regions_link, trail, tree
from observatory.presenters.words import area_name, group_name, region_name, source_line
from observatory.queries.relatedness import RegionNetwork
from portal.core.formatting import number
from portal.core.page import FigureActions, KeyFact, Link, PageMeta, Table
from portal.registry.models import IndustryGroup

MARKED = 10  # candidates that the picture marks as close


@dataclass(frozen=True, slots=True)
class RegionRelatednessPage:
    page: PageMeta
    facts: tuple[KeyFact, ...]
    caution: Notice
    network: NetworkFigure
    candidates: Table
    strengths: Table
    notes: tuple[str, ...]
    source: str
    links: tuple[Link, ...]

    @property
    def has_figures(self) -> bool:
        return bool(self.candidates.rows or self.strengths.rows)


def present_region_relatedness(answer: RegionNetwork, path: str) -> RegionRelatednessPage:
    values = _values(answer)
    return RegionRelatednessPage(
        page=_meta(answer, path),
        facts=_facts(answer),
        caution=caution(),
        network=_figure(answer, path),
        candidates=candidates_table(answer, gettext("Close to its strengths, not yet among them, %(year)s") % values),
        strengths=strengths_table(answer, gettext("Specialised groups, %(year)s") % values),
        notes=tuple(_notes(answer)),
        source=source_line(answer.release, answer.selection.year),
        links=_links(answer),
    )


def caution() -> Notice:
    """What the list is and is not; stands above it on every page that shows one."""
    text = gettext(
        "Density is the part of a group's relatedness that lies in groups the region is specialised in: where many "
        "of the industries that usually go along with it are there already. It tells where related skills and "
        "suppliers may be at hand. It takes no account of demand, costs, land or what the region wants, and a "
        "region with many strengths has high densities everywhere: compare groups within the region, not regions."
    )
    return Notice("info", gettext("An indication, not a recommendation"), text)


def region_chart(answer: RegionNetwork) -> NetworkChart | None:
    strengths = {one.figure.group_id for one in answer.strengths}
    close = {one.figure.group_id for one in answer.candidates[:MARKED]}
    known = {one.group_id for one in answer.figures if one.location_quotient is not None}

    def tone(group: IndustryGroup) -> Tone:
        if group.pk in strengths:
            return Tone.STRENGTH
        if group.pk in close:
            return Tone.CLOSE
        return Tone.PLAIN if group.pk in known else Tone.UNKNOWN

    words = Words("network", _chart_title(answer), _summary(answer))
    return network_chart(answer.network, words, tone, (*_tone_keys(), *shape_keys(answer.network)))


def _tone_keys() -> tuple[Key, ...]:
    return (
        Key(gettext("Specialised: location quotient of 1 or more"), Tone.STRENGTH),
        Key(gettext("Among the ten closest to these strengths"), Tone.CLOSE),
        Key(gettext("Other groups below 1")),
        Key(gettext("No location quotient is published"), Tone.UNKNOWN),
    )


def _values(answer: RegionNetwork) -> dict[str, object]:
    return {
        "name": region_name(answer.place.region),
        "year": answer.selection.year,
        "area": area_name(answer.selection.area),
        "strengths": number(len(answer.strengths)),
        "known": number(len(answer.figures) - answer.unknown),
    }


def _meta(answer: RegionNetwork, path: str) -> PageMeta:
    lead, place = _lead(answer), answer.place
    here = Link(region_name(place.region), region_address(place.code, answer.selection))
    return PageMeta(
        title=gettext("Related industries, %(year)s: %(name)s") % _values(answer),
        description=lead,
        lead=lead,
        canonical_path=answer.selection.address(path, release=""),
        breadcrumbs=trail(
            regions_link(), *tree(place, answer.selection), here, Link(gettext("Related industries"), path)
        ),
        is_indexable=not answer.selection.release,
        section="observatory",
    )


def _lead(answer: RegionNetwork) -> str:
    values = _values(answer)
    if not answer.strengths:
        return gettext("%(name)s: no location quotient of 1 or more is known in %(year)s.") % values
    if not answer.candidates:
        return gettext("%(name)s: specialised in %(strengths)s of %(known)s groups in %(year)s.") % values
    best = answer.candidates[0]
    values |= {"group": group_name(best.figure.group), "density": number(best.figure.density, 2)}
    pattern = gettext(
        "%(name)s: specialised in %(strengths)s of %(known)s groups in %(year)s; closest to them among the others: "
        "%(group)s – density %(density)s."
    )
    return pattern % values


def _facts(answer: RegionNetwork) -> tuple[KeyFact, ...]:
    year = answer.selection.year
    of = gettext("of %(known)s groups with a location quotient") % _values(answer)
    facts = [KeyFact(gettext("Specialised groups"), number(len(answer.strengths)), year=year, note=of)]
    if answer.candidates:
        best = answer.candidates[0].figure
        facts.append(
            KeyFact(gettext("Highest density"), number(best.density, 2), gettext("of 1"), year, group_name(best.group))
        )
    note = gettext("confidential or not published: nothing is said of them")
    facts.append(KeyFact(gettext("Groups without a quotient"), number(answer.unknown), year=year, note=note))
    return tuple(facts) if answer.strengths else ()


def _chart_title(answer: RegionNetwork) -> str:
    return gettext("%(name)s among related industries, %(year)s") % _values(answer)


def _summary(answer: RegionNetwork) -> str:
    first = answer.candidates[:3]
    values = _values(answer) | {"groups": "; ".join(group_name(one.figure.group) for one in first)}
    if not first:
        return gettext("The region's %(strengths)s specialised groups are in colour.") % values
    return gettext("The region's %(strengths)s specialised groups are in colour. Closest to them: %(groups)s.") % values


def _figure(answer: RegionNetwork, path: str) -> NetworkFigure:
    chart = region_chart(answer) if answer.figures else None
    title = _chart_title(answer)
    return NetworkFigure(
        id="network",
        title=title,
        summary=_summary(answer) if chart else "",
        svg=drawn_network(chart),
        keys=key_lines(chart.keys) if chart else (),
        names=names_of(chart),
        notes=picture_notes(answer.network) if chart else (),
        table=nodes_table(answer, title),
        actions=_actions(answer, path, title) if chart else FigureActions(),
        source=source_line(answer.release, answer.selection.year),
        is_demonstration=answer.release.is_demonstration,
        empty=gettext("No two groups are published together by 30 regions or more in this year."),
    )


def _actions(answer: RegionNetwork, path: str, title: str) -> FigureActions:
    cell = f"{answer.place.code} {answer.selection.year}"
    return figure_actions(path, answer.release, answer.selection, title=title, formats=CHART_FORMATS, cell=cell)


def _notes(answer: RegionNetwork) -> Iterator[str]:
    """What the list of candidates leaves out."""
    if len(answer.candidates) > LISTED:
        values = {"shown": number(LISTED), "all": number(len(answer.candidates))}
        yield gettext("The %(shown)s densest of %(all)s groups; the table under the picture has all.") % values
    if answer.unknown:
        yield ngettext(
            "%(count)s group without a location quotient is left out: it may be a strength or not.",
            "%(count)s groups without a location quotient are left out: they may be strengths or not.",
            answer.unknown,
        ) % {"count": number(answer.unknown)}
    yield gettext("Local groups are left out: they follow the people of a region, not its strengths.")


def _links(answer: RegionNetwork) -> tuple[Link, ...]:
    chosen, place = answer.selection, answer.place
    europe = carried(chosen, chosen.scheme).address(reverse("observatory:relatedness-network"))
    values = _values(answer)
    return (
        Link(gettext("Profile: %(name)s") % values, region_address(place.code, chosen)),
        Link(gettext("Similar regions: %(name)s") % values, reverse("observatory:similar", args=[place.code])),
        Link(gettext("Related industries: %(area)s") % values, europe),
        Link(gettext("How relatedness is measured"), f"{reverse('observatory:methodology')}#density"),
    )
