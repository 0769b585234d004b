"""The profile of an industry group: where it concentrates, its top regions, its European trend."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from observatory.charts import Point, Reference, Series, Words, line_chart
from observatory.models import ClusterFigure, GroupFigure
from observatory.models.figure import Unjudged
from observatory.presenters.actions import figure_actions
from observatory.presenters.cells import cells_table, region_lead
from observatory.presenters.drawing import drawn
from observatory.presenters.industry_map import MapFigure
from observatory.presenters.notices import Notice
from observatory.presenters.stars import stars_of
from observatory.presenters.trail import industries_link, trail
from observatory.presenters.words import (
    area_name,
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
from portal.core.charts import Chart
from portal.core.formatting import MISSING, number, share
from portal.core.page import Cell, Column, Figure, FigureActions, KeyFact, Link, PageMeta, Table
from portal.registry.models import IndustryGroup, Scheme

TOP = 25
TABLE_FORMATS = ("csv", "xlsx", "json")
CHART_FORMATS = ("svg", "png", "csv", "xlsx", "json")


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
    links: tuple[Link, ...]
    source: str


def present_industry(profile: GroupProfile, group_map: MapFigure | None, path: str) -> IndustryPage:
    title = gettext("Where it concentrates, %(year)s: %(group)s") % _values(profile)
    return IndustryPage(
        page=_meta(profile, path),
        facts=tuple(_facts(profile)),
        notices=tuple(_notices(profile)),
        top=_top_table(profile, title),
        top_title=title,
        actions=_actions(profile, path, title, TABLE_FORMATS),
        map=group_map,
        trend=trend_figure(profile, path),
        links=_links(profile),
        source=source_line(profile.release, profile.year),
    )


def _values(profile: GroupProfile) -> dict[str, object]:
    return {"group": group_name(profile.group), "year": profile.year, "area": area_name(profile.selection.area)}


def _actions(profile: GroupProfile, path: str, title: str, formats: tuple[str, ...], figure: str = "") -> FigureActions:
    cell = f"{profile.group.scheme_id} {profile.group.code} {profile.year}"
    return figure_actions(
        path, profile.release, profile.selection, title=title, formats=formats, figure=figure, cell=cell
    )


def clusters_of(profile: GroupProfile) -> list[ClusterFigure]:
    """Cells with a star, most stars first, then by persons employed; none where the group gets no stars."""
    starred = [cell for cell in profile.cells if _stars(profile, cell)]
    return sorted(starred, key=lambda cell: (-_stars(profile, cell), -(cell.persons_employed or 0)))


def _stars(profile: GroupProfile, cell: ClusterFigure) -> int:
    return stars_of(cell, profile.release, profile.selection.rules) or 0


def _meta(profile: GroupProfile, path: str) -> PageMeta:
    group, lead = profile.group, _lead(profile)
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


def _lead(profile: GroupProfile) -> str:
    figure = profile.of_year
    values = _values(profile) | {"group": group_label(profile.group)}
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


def _facts(profile: GroupProfile) -> Iterable[KeyFact]:
    figure, year = profile.of_year, str(profile.year)
    label = gettext("Persons employed, %(area)s") % _values(profile)
    if figure is None:
        yield KeyFact(label, MISSING, year=year, note=gettext("not published"))
        return
    countries = len(figure.countries)
    note = ngettext("in %(count)s country that publishes it", "in %(count)s countries that publish it", countries)
    yield KeyFact(label, number(figure.persons_employed), year=year, note=note % {"count": countries})
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


def _notices(profile: GroupProfile) -> Iterable[Notice]:
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
    return cells_table(caption, rows, profile.release, profile.selection, region_lead(), empty=empty)


def trend_chart(profile: GroupProfile) -> Chart | None:
    if not any(figure.trend_index is not None for figure in profile.years):
        return None
    group = [Point(one.year, one.trend_index, number(one.trend_index, 1)) for one in profile.years]
    total = [Point(one.year, one.total_trend_index, number(one.total_trend_index, 1)) for one in profile.years]
    series = (
        Series(gettext("All groups together"), tuple(total)),
        Series(group_name(profile.group), tuple(group), is_subject=True),
    )
    first = profile.years[0].year
    words = Words("trend", _trend_title(profile), _trend_summary(profile), gettext("%(year)s = 100") % {"year": first})
    return line_chart(words, series, starts_at_zero=False, reference=Reference(100, str(first)))


def _trend_title(profile: GroupProfile) -> str:
    known = [one for one in profile.years if one.trend_index is not None and one.total_trend_index is not None]
    values = _values(profile) | {"group": group_label(profile.group)}
    if not known:
        return gettext("Persons employed over the years: %(group)s") % values
    ahead = (known[-1].trend_index or 0) - (known[-1].total_trend_index or 0)
    if ahead > 0:
        return gettext("%(group)s – faster than all groups together in the %(area)s") % values
    return gettext("%(group)s – slower than all groups together in the %(area)s") % values


def _trend_summary(profile: GroupProfile) -> str:
    known = [one for one in profile.years if one.trend_index is not None]
    values = {
        "first": known[0].year,
        "last": known[-1].year,
        "index": number(known[-1].trend_index, 1),
        "total": number(known[-1].total_trend_index, 1),
    }
    return (
        gettext(
            "From 100 in %(first)s to %(index)s in %(last)s; all groups together to %(total)s. Neighbouring years are "
            "compared over the countries that publish both, and the steps are chained."
        )
        % values
    )


def trend_figure(profile: GroupProfile, path: str) -> Figure:
    chart = trend_chart(profile)
    title = _trend_title(profile)
    years = [one.year for one in profile.years]
    period = f"{min(years)}–{max(years)}" if years else str(profile.year)
    return Figure(
        id="trend",
        title=title,
        summary=chart.summary if chart else "",
        svg=drawn(chart),
        table=_trend_table(profile, title) if years else None,
        actions=_actions(profile, path, title, CHART_FORMATS, "trend") if chart else FigureActions(),
        source=source_line(profile.release, period),
        is_demonstration=profile.release.is_demonstration,
        empty=gettext("No two neighbouring years have a country that publishes both."),
    )


def _trend_table(profile: GroupProfile, caption: str) -> Table:
    columns = (
        Column("year", gettext("Year")),
        Column("trend_index", gettext("Index"), is_numeric=True),
        Column("total_trend_index", gettext("All groups together"), gettext("index"), is_numeric=True),
        Column("persons_employed", gettext("Persons employed"), is_numeric=True),
        Column("countries", gettext("Countries that publish it"), is_numeric=True),
        Column("area_share", gettext("They hold"), gettext("% of the area"), is_numeric=True),
    )
    return Table(caption, columns, tuple(_trend_row(one) for one in profile.years))


def _trend_row(one: GroupFigure) -> tuple[Cell, ...]:
    return (
        Cell(str(one.year)),
        Cell(number(one.trend_index, 1)),
        Cell(number(one.total_trend_index, 1)),
        Cell(number(one.persons_employed)),
        Cell(number(len(one.countries))),
        Cell(share(one.area_share)),
    )


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
        Link(gettext("How groups are made and measured"), reverse("observatory:methodology")),
    )
