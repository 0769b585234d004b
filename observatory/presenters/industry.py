"""The profile of an industry group: where it concentrates, its top regions, its trend, and what changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from observatory.models import ClusterFigure, GroupFigure
from observatory.models.figure import Unjudged
from observatory.presenters.addresses import carried
from observatory.presenters.cells import cells_table, region_lead
from observatory.presenters.facts import known_facts
from observatory.presenters.group.changes import changes_section
from observatory.presenters.group.countries import countries_figure, countries_table
from observatory.presenters.group.related import network_link, related_section
from observatory.presenters.group.risers import risers_section
from observatory.presenters.group.section import Section
from observatory.presenters.group.standing import standing_section
from observatory.presenters.industry_map import MapFigure
from observatory.presenters.industry_trend import TABLE_FORMATS, actions_of, trend_figure, values_of
from observatory.presenters.notices import Notice
from observatory.presenters.stars import stars_of
from observatory.presenters.trail import industries_link, trail
from observatory.presenters.words import (
    cluster_count,
    group_label,
    group_name,
    persons,
    region_name,
    region_of,
    source_line,
    times_the_share,
)
from observatory.queries.group import GroupProfile
from observatory.queries.release import DEFAULT_SCHEME
from portal.core.formatting import MISSING, number, share
from portal.core.page import Figure, FigureActions, KeyFact, Link, PageMeta, Table
from portal.registry.models import IndustryGroup, Scheme

TOP = 25


@dataclass(frozen=True, slots=True)
class IndustryPage:
    page: PageMeta
    facts: tuple[KeyFact, ...]
    notices: tuple[Notice, ...]
    top: Table
    top_title: str
    actions: FigureActions
    map: MapFigure | None
    trend: Figure
    concentration: Section
    risers: Section
    changes: Section | None
    countries: Figure
    countries_table: Table
    related: Section
    links: tuple[Link, ...]
    source: str

    @property
    def sections(self) -> tuple[Section, ...]:
        """Sections between the top regions and the countries."""
        return (self.risers, self.changes) if self.changes else (self.risers,)


def present_industry(profile: GroupProfile, group_map: MapFigure | None, path: str) -> IndustryPage:
    title = gettext("Where it concentrates, %(year)s: %(group)s") % values_of(profile)
    return IndustryPage(
        page=_meta(profile, path),
        facts=known_facts(facts_of_group(profile)),
        notices=tuple(notices_of_group(profile)),
        top=_top_table(profile, title),
        top_title=title,
        actions=actions_of(profile, path, title, TABLE_FORMATS),
        map=group_map,
        trend=trend_figure(profile, path),
        concentration=standing_section(profile, path),
        risers=risers_section(profile, path),
        changes=changes_section(profile, path),
        countries=countries_figure(profile, path),
        countries_table=countries_table(profile),
        related=related_section(profile, path),
        links=_links(profile),
        source=source_line(profile.release, profile.year),
    )


def clusters_of(profile: GroupProfile) -> list[ClusterFigure]:
    """Cells with a star, most stars first, then by persons employed; none where the group gets no stars."""
    starred = [cell for cell in profile.cells if _stars(profile, cell)]
    return sorted(starred, key=lambda cell: (-_stars(profile, cell), -(cell.persons_employed or 0)))


def _stars(profile: GroupProfile, cell: ClusterFigure) -> int:
    return stars_of(cell, profile.release, profile.selection.rules) or 0


def _meta(profile: GroupProfile, path: str) -> PageMeta:
    group, lead = profile.group, lead_of_group(profile)
    scheme = Link(
        group.scheme.name_in(get_language() or "en"), f"{reverse('observatory:industries')}#{group.scheme_id}"
    )
    return PageMeta(
        title=group_name(group),
        description=lead,
        lead=lead,
        canonical_path=profile.selection.address(path, release=""),
        breadcrumbs=trail(industries_link(), scheme, Link(group_name(group), path)),
        is_indexable=not profile.selection.release,
        section="observatory",
    )


def lead_of_group(profile: GroupProfile) -> str:
    figure = profile.of_year
    values = values_of(profile) | {"group": group_label(profile.group)}
    if figure is None or figure.persons_employed is None:
        return gettext("%(group)s: no country of the %(area)s publishes figures for %(year)s.") % values
    if figure.unjudged == Unjudged.NOT_MEASURABLE:
        return gettext("%(group)s: not measurable with this source, which holds too little of it.") % values
    clusters = clusters_of(profile)
    values |= {"clusters": cluster_count(len(clusters)), "persons": persons(figure.persons_employed)}
    if not clusters:
        return gettext("%(group)s: %(persons)s in the %(area)s in %(year)s; no statistical cluster.") % values
    best = clusters[0]
    values |= {
        "place": region_name(region_of(best)),
        "times": times_the_share(best.location_quotient, profile.selection.area),
    }
    return gettext("%(group)s: %(clusters)s in %(year)s; strongest: %(place)s, %(times)s.") % values


def facts_of_group(profile: GroupProfile) -> Iterable[KeyFact]:
    figure, year = profile.of_year, str(profile.year)
    label = gettext("Persons employed, %(area)s") % values_of(profile)
    if figure is None:
        yield KeyFact(label, MISSING, year=year, note=gettext("not published"))
        return
    countries = len(figure.countries)
    note = ngettext("in %(count)s country that publishes it", "in %(count)s countries that publish it", countries)
    note %= {"count": countries}
    if figure.unjudged == Unjudged.NOT_MEASURABLE:
        note += "; " + gettext("at least, for the source holds only a part of the group")
    yield KeyFact(label, number(figure.persons_employed), year=year, note=note)
    yield _clusters_fact(profile, figure, year)
    yield _share_fact(figure, year)
    yield _trend_fact(profile)


def _clusters_fact(profile: GroupProfile, figure: GroupFigure, year: str) -> KeyFact:
    label = gettext("Statistical clusters")
    if figure.unjudged is not None:
        return KeyFact(label, MISSING, year=year, note=str(Unjudged(figure.unjudged).label))
    note = gettext("among %(count)s regions with figures") % {"count": figure.regions_published}
    return KeyFact(label, number(len(clusters_of(profile))), year=year, note=note)


def _share_fact(figure: GroupFigure, year: str) -> KeyFact:
    label = gettext("Share of all persons employed")
    if figure.persons_employed is None or not figure.total_persons:
        return KeyFact(label, MISSING, year=year, note=gettext("not published"))
    value = figure.persons_employed / figure.total_persons
    return KeyFact(label, share(value, 2), year=year, note=gettext("of the business economy covered, same countries"))


def _trend_fact(profile: GroupProfile) -> KeyFact:
    known = [figure for figure in profile.years if figure.trend_index is not None]
    label = gettext("Persons employed against the first year")
    if not known:
        return KeyFact(label, MISSING, note=gettext("no two years with common countries"))
    first, last = known[0], known[-1]
    note = gettext("%(year)s = 100; only countries that publish both neighbouring years") % {"year": first.year}
    return KeyFact(label, number(last.trend_index, 1), year=str(last.year), note=note)


def notices_of_group(profile: GroupProfile) -> Iterable[Notice]:
    figure = profile.of_year
    if profile.group.market == IndustryGroup.Market.LOCAL:
        text = gettext("Local groups serve their own region wherever people live. They have every figure but no stars.")
        yield Notice("info", gettext("A local group"), text)
    if profile.group.scheme.composition == Scheme.Composition.INDICATIVE:
        text = gettext("The name of the group is official; the industries and weights behind it are the portal's own.")
        yield Notice("info", gettext("Indicative composition"), text)
    if figure is not None and figure.unjudged == Unjudged.NOT_MEASURABLE:
        yield _not_measurable(figure)
    elif figure is not None and figure.unjudged == Unjudged.AREA_TOO_SMALL:
        title = gettext("Too few countries publish this group")
        text = gettext("They hold %(share)s of the area's persons employed; stars need 75%%.")
        yield Notice("warning", title, text % {"share": share(figure.area_share)})


def _not_measurable(figure: GroupFigure) -> Notice:
    text = gettext(
        "The source holds %(share)s of the group's composition by weight; 60%% are needed. There are no stars and "
        "no map; the figures that are published are shown as they are."
    )
    title = gettext("Not measurable with this source")
    return Notice("warning", title, text % {"share": share(figure.composition_share, 0)})


def _top_table(profile: GroupProfile, caption: str) -> Table:
    clusters = clusters_of(profile)
    starred = {cell.pk for cell in clusters}
    rest = [cell for cell in profile.cells if cell.pk not in starred and cell.persons_employed is not None]
    rows = [*clusters, *rest][:TOP]
    empty = gettext("No region publishes this group in this year. Choose another year or the wider area.")
    return cells_table(caption, rows, profile.release, profile.selection, region_lead(), empty=empty).folded()


def _exposure_address(profile: GroupProfile) -> str:
    chosen, path = carried(profile.selection), reverse("observatory:exposure")
    scheme = profile.group.scheme_id
    return chosen.address(path, rules="", scheme="" if scheme == DEFAULT_SCHEME else scheme, group=profile.group.code)


def _links(profile: GroupProfile) -> tuple[Link, ...]:
    scheme = profile.group.scheme_id
    chosen = {"scheme": "" if scheme == DEFAULT_SCHEME else scheme, "group": profile.group.code}
    values = {"group": group_label(profile.group)}
    return (
        Link(
            gettext("Ranking of all regions: %(group)s") % values,
            profile.selection.address(reverse("observatory:rankings"), **chosen),
        ),
        Link(
            gettext("Mapping tool: %(group)s") % values,
            profile.selection.address(reverse("observatory:mapping"), **chosen),
        ),
        network_link(profile),
        Link(gettext("If it shrank, where would it hurt?"), _exposure_address(profile)),
        Link(gettext("How groups are made and measured"), reverse("observatory:methodology")),
    )
