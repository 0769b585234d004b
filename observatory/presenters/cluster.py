"""The page of one cell: what it is, why it has the stars it has, its history, rank and neighbours."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from observatory.models import ClusterFigure, Status
from observatory.models.figure import Unjudged
from observatory.presenters.addresses import group_address, region_address
from observatory.presenters.arithmetic import ArithmeticView, present_arithmetic
from observatory.presenters.cluster_figures import (
    alike_table,
    compare_link,
    history_figure,
    neighbours_table,
    rank_sentence,
    siblings_table,
    values_of,
)
from observatory.presenters.facts import known_facts
from observatory.presenters.notices import Notice
from observatory.presenters.stars import COUNTING_STARS, outlook_sentence, stars, stars_of, unjudged_note
from observatory.presenters.trail import regions_link, trail
from observatory.presenters.words import (
    area_name,
    figure_note,
    group_label,
    group_name,
    missing_persons_note,
    persons,
    region_name,
    share_of_area,
    source_line,
    times_the_share,
)
from observatory.queries.arithmetic import Arithmetic
from observatory.queries.cluster import ClusterProfile
from observatory.rules import rule_set
from portal.core.formatting import MISSING, number, quotient, rate, share
from portal.core.page import Figure, KeyFact, Link, PageMeta, Stars, Table

TABLE_FORMATS = ("csv", "xlsx", "json")
CHART_FORMATS = ("svg", "png", *TABLE_FORMATS)


@dataclass(frozen=True, slots=True)
class ClusterPage:
    page: PageMeta
    stars: Stars | None
    stars_note: str
    facts: tuple[KeyFact, ...]
    notices: tuple[Notice, ...]
    arithmetic: ArithmeticView | None
    rules_title: str
    history: Figure
    neighbours: Table
    neighbours_note: str
    siblings: Table
    alike: Table
    compare: Link | None
    links: tuple[Link, ...]
    source: str


def present_cluster(profile: ClusterProfile, arithmetic: Arithmetic | None, path: str) -> ClusterPage:
    return ClusterPage(
        page=_meta(profile, path),
        stars=_stars(profile),
        stars_note=_stars_note(profile),
        facts=known_facts(_facts(profile)),
        notices=tuple(_notices(profile)),
        arithmetic=present_arithmetic(arithmetic) if arithmetic else None,
        rules_title=gettext(rule_set(profile.selection.rules).title),
        history=history_figure(profile, path),
        neighbours=neighbours_table(profile),
        neighbours_note=rank_sentence(profile),
        siblings=siblings_table(profile),
        alike=alike_table(profile),
        compare=compare_link(profile),
        links=_links(profile),
        source=source_line(profile.release, profile.year),
    )


def cell_title(profile: ClusterProfile) -> str:
    values = {"region": region_name(profile.place.region), "group": group_label(profile.group)}
    return gettext("%(group)s – %(region)s") % values


def _meta(profile: ClusterProfile, path: str) -> PageMeta:
    lead, region = _lead(profile), profile.place.region
    return PageMeta(
        title=cell_title(profile),
        description=lead,
        lead=lead,
        canonical_path=profile.selection.address(path, release=""),
        breadcrumbs=trail(
            regions_link(),
            Link(region_name(region), region_address(region.code, profile.selection)),
            Link(group_name(profile.group), path),
        ),
        is_indexable=not profile.selection.release,
        section="observatory",
    )


def _stars(profile: ClusterProfile) -> Stars | None:
    figure = profile.figure
    earned = stars_of(figure, profile.release, profile.selection.rules) if figure else None
    if earned is None or figure is None:
        return None
    return stars(earned, profile.selection.rules, is_hollow=figure.total_is_estimated)


def _stars_note(profile: ClusterProfile) -> str:
    """What hollow stars mean, where they are drawn."""
    earned = _stars(profile)
    if earned is None or not (earned.is_hollow and earned.earned):
        return ""
    return gettext("Part of the region's total is estimated, so its stars are drawn hollow.")


def _lead(profile: ClusterProfile) -> str:
    """Whether it is a statistical cluster, how large it is and how specialised: one sentence."""
    figure, values = profile.figure, values_of(profile)
    if figure is None:
        return gettext("%(group)s – %(region)s: no figure is published for %(year)s.") % values
    if figure.persons_employed is None:
        why = missing_persons_note(figure)
        return gettext("%(group)s – %(region)s: no figure for %(year)s (%(why)s).") % {**values, "why": why}
    values |= {"persons": persons(figure.persons_employed), "verdict": _verdict(profile, figure)}
    if figure.location_quotient is None:
        return gettext("%(group)s – %(region)s: %(persons)s in %(year)s; %(verdict)s.") % values
    values["times"] = times_the_share(figure.location_quotient, profile.selection.area)
    return gettext("%(group)s – %(region)s: %(persons)s in %(year)s, %(times)s; %(verdict)s.") % values


def _verdict(profile: ClusterProfile, figure: ClusterFigure) -> str:
    earned = _stars(profile)
    if earned is None:
        why = unjudged_note(figure, profile.release, profile.selection.rules)
        return gettext("not judged (%(why)s)") % {"why": why}
    if not earned.earned:
        return gettext("not a statistical cluster under these rules")
    if profile.selection.rules != COUNTING_STARS:
        return gettext("a statistical cluster (%(result)s)") % {"result": earned.text}
    return gettext("a statistical cluster with %(stars)s") % {"stars": earned.text}


def _facts(profile: ClusterProfile) -> Iterable[KeyFact]:
    figure, year = profile.figure, str(profile.year)
    if figure is None:
        return
    note = figure_note(figure) if figure.persons_employed is not None else missing_persons_note(figure)
    yield KeyFact(gettext("Persons employed"), number(figure.persons_employed), year=year, note=note)
    yield _quotient_fact(profile, figure, year)
    yield KeyFact(gettext("Size"), share(figure.size, 2), year=year, note=_size_note(figure))
    focus = gettext("of the region's persons employed") if figure.focus is not None else ""
    yield KeyFact(gettext("Focus"), share(figure.focus), year=year, note=focus)
    yield _growth_fact(figure)


def _quotient_fact(profile: ClusterProfile, figure: ClusterFigure, year: str) -> KeyFact:
    note = ""
    if figure.location_quotient is not None:
        note = gettext("how many times the %(area)s share") % {"area": area_name(profile.selection.area)}
    return KeyFact(gettext("Location quotient"), quotient(figure.location_quotient), year=year, note=note)


def _size_note(figure: ClusterFigure) -> str:
    return share_of_area(figure) if figure.size is not None else ""


def _growth_fact(figure: ClusterFigure) -> KeyFact:
    label = gettext("Growth of persons employed")
    if figure.growth is None:
        note = gettext("no period of two years without a break, or fewer than 250 persons employed at its start")
        return KeyFact(label, MISSING, note=note)
    period = f"{figure.growth_from}–{figure.growth_to}"
    return KeyFact(label, rate(figure.growth), unit=gettext("a year"), year=period)


def _notices(profile: ClusterProfile) -> Iterable[Notice]:
    figure = profile.figure
    if figure is None:
        text = gettext("Nothing is published for this region and group in %(year)s. Other years are below.")
        yield Notice("info", gettext("No figure in this year"), text % {"year": profile.year})
        return
    if figure.status == Status.CONFIDENTIAL:
        text = gettext(
            "The statistical office keeps the figure secret because it would say too much about single firms. The "
            "portal neither estimates nor bounds it."
        )
        yield Notice("info", gettext("Confidential"), _with_outlook(text, profile, figure))
    if figure.region.code != profile.place.code and not figure.is_union:
        codes = f"{figure.region.code} (NUTS {figure.region.version})"
        text = gettext("The region has been recoded since; its territory is the same.")
        yield Notice("info", gettext("Figures published as %(codes)s") % {"codes": codes}, text)
    yield from _judgement_notices(profile, figure)


def _judgement_notices(profile: ClusterProfile, figure: ClusterFigure) -> Iterable[Notice]:
    note = figure_note(figure)
    if note and figure.persons_employed is not None:
        yield Notice(
            "info", gettext("Flags of the source"), gettext("The figure is marked: %(marks)s.") % {"marks": note}
        )
    reason = figure.unjudged[profile.release.rule_sets.index(profile.selection.rules)]
    if reason is not None and figure.status != Status.CONFIDENTIAL:
        text = gettext("The cell has no stars: %(why)s.") % {"why": str(Unjudged(reason).label)}
        yield Notice("info", gettext("Not judged under these rules"), _with_outlook(text, profile, figure))


def _with_outlook(text: str, profile: ClusterProfile, figure: ClusterFigure) -> str:
    return " ".join((text, outlook_sentence(figure, profile.release, profile.selection.rules))).strip()


def _links(profile: ClusterProfile) -> tuple[Link, ...]:
    region, group = profile.place.region, profile.group
    return (
        Link(region_name(region), region_address(region.code, profile.selection)),
        Link(group_name(group), group_address(group, profile.selection)),
        Link(gettext("How stars are earned"), reverse("observatory:methodology")),
    )
