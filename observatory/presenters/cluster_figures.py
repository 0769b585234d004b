"""Figures and tables of the page of one cell: its history, its neighbours in the ranking, the region's others."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from observatory.charts import Point, Series, Words, line_chart
from observatory.models import ClusterFigure, Status
from observatory.presenters.actions import figure_actions
from observatory.presenters.addresses import address_of_cell
from observatory.presenters.cells import MEASURES, cells_table, group_lead, measure_cell
from observatory.presenters.drawing import drawn
from observatory.presenters.stars import stars_cell
from observatory.presenters.words import area_name, figure_note, group_label, region_name, region_of, source_line
from observatory.queries.cluster import Alike, ClusterProfile, Ranked
from portal.core.charts import Chart
from portal.core.formatting import MISSING, number, quotient
from portal.core.page import Cell, Column, Figure, FigureActions, Link, Table

TABLE_FORMATS = ("csv", "xlsx", "json")
FORMATS = ("svg", "png", *TABLE_FORMATS)
HISTORY_MEASURES = MEASURES[:5]
COMPARED = 2


def values_of(profile: ClusterProfile) -> dict[str, object]:
    """Names that every sentence about the cell uses."""
    return {
        "region": region_name(profile.place.region),
        "group": group_label(profile.group),
        "year": profile.year,
        "area": area_name(profile.selection.area),
    }


def history_chart(profile: ClusterProfile) -> Chart | None:
    known = [one for one in profile.history if one.persons_employed is not None]
    if not any(one.persons_employed for one in known):
        return None
    points = tuple(_point(one) for one in _every_year(profile))
    series = (Series(region_name(profile.place.region), points, is_subject=True),)
    words = Words("history", _history_title(profile), _history_summary(profile), gettext("persons employed"))
    return line_chart(words, series)


def _every_year(profile: ClusterProfile) -> list[tuple[int, ClusterFigure | None]]:
    """Every year of the release: one without a row is a gap in the line too."""
    by_year = {one.year: one for one in profile.history}
    return [(year, by_year.get(year)) for year in sorted(profile.release.years)]


def _point(pair: tuple[int, ClusterFigure | None]) -> Point:
    year, one = pair
    if one is None:
        return Point(year, None)
    is_estimated = one.status in (Status.ESTIMATED, Status.LOW_RELIABILITY)
    return Point(year, one.persons_employed, number(one.persons_employed), is_estimated)


def _history_title(profile: ClusterProfile) -> str:
    return gettext("Persons employed over the years: %(group)s, %(region)s") % values_of(profile)


def _history_summary(profile: ClusterProfile) -> str:
    known = [one for one in profile.history if one.persons_employed is not None]
    values = {
        "first": known[0].year,
        "last": known[-1].year,
        "before": number(known[0].persons_employed),
        "after": number(known[-1].persons_employed),
    }
    return (
        gettext("%(before)s in %(first)s, %(after)s in %(last)s. A gap is a year without a published figure.") % values
    )


def history_figure(profile: ClusterProfile, path: str) -> Figure:
    chart, title = history_chart(profile), _history_title(profile)
    years = profile.release.years or [profile.year]
    return Figure(
        id="history",
        title=title,
        summary=chart.summary if chart else "",
        svg=drawn(chart),
        table=_history_table(profile, title) if profile.history else None,
        actions=_actions(profile, path, title, FORMATS if chart else TABLE_FORMATS)
        if profile.history
        else FigureActions(),
        source=source_line(profile.release, f"{min(years)}–{max(years)}"),
        is_demonstration=profile.release.is_demonstration,
        empty=_why_no_history(profile),
    )


def _why_no_history(profile: ClusterProfile) -> str:
    """A line along zero would say less than the sentence."""
    years = [str(one.year) for one in profile.history if one.persons_employed is not None]
    if not years:
        return gettext("No year of this release has a published figure for this region and group.")
    return gettext("Nobody is employed in this group here in the years with a figure: %(years)s.") % {
        "years": ", ".join(years)
    }


def _actions(profile: ClusterProfile, path: str, title: str, formats: tuple[str, ...]) -> FigureActions:
    cell = f"{profile.place.code} {profile.group.scheme_id} {profile.group.code} {profile.year}"
    return figure_actions(path, profile.release, profile.selection, title=title, formats=formats, cell=cell)


def _history_table(profile: ClusterProfile, caption: str) -> Table:
    columns = (
        Column("year", gettext("Year")),
        Column("stars", gettext("Stars")),
        *(Column(one.key, str(one.label), str(one.unit), is_numeric=True) for one in HISTORY_MEASURES),
        Column("marks", gettext("Flags")),
    )
    rows = tuple(_history_row(profile, one) for one in profile.history)
    return Table(caption, columns, rows)


def _history_row(profile: ClusterProfile, one: ClusterFigure) -> tuple[Cell, ...]:
    return (
        Cell(str(one.year)),
        stars_cell(one, profile.release, profile.selection.rules),
        *(measure_cell(one, measure) for measure in HISTORY_MEASURES),
        Cell(figure_note(one)),
    )


def rank_sentence(profile: ClusterProfile) -> str:
    values = values_of(profile) | {"rank": profile.rank, "of": number(len(profile.ranking))}
    if profile.rank is None:
        return gettext("The largest regions of the group, for this cell has no rank in %(year)s.") % values
    return (
        gettext(
            "%(region)s: rank %(rank)s by persons employed of %(of)s regions of all countries with a figure in "
            "%(year)s."
        )
        % values
    )


def neighbours_table(profile: ClusterProfile) -> Table:
    columns = (
        Column("region", gettext("Region")),
        Column("rank", gettext("Rank"), is_numeric=True),
        Column("stars", gettext("Stars")),
        Column("persons_employed", gettext("Persons employed"), is_numeric=True),
        Column("location_quotient", gettext("Location quotient"), gettext("times"), is_numeric=True),
    )
    caption = gettext("Neighbours in the ranking, %(year)s: %(group)s") % values_of(profile)
    rows = tuple(_neighbour_row(profile, one) for one in profile.neighbours)
    return Table(caption, columns, rows, gettext("No region publishes this group in this year."))


def _neighbour_row(profile: ClusterProfile, one: Ranked) -> tuple[Cell, ...]:
    region = region_of(one.figure)
    is_own = profile.figure is not None and one.figure.pk == profile.figure.pk
    url = "" if is_own else address_of_cell(region, profile.group, profile.selection)
    return (
        Cell(f"{region_name(region)} ({region.code})", url=url),
        Cell(number(one.rank)),
        stars_cell(one.figure, profile.release, profile.selection.rules),
        Cell(number(one.figure.persons_employed)),
        Cell(quotient(one.figure.location_quotient)),
    )


def alike_table(profile: ClusterProfile) -> Table:
    """The same group in the regions of most similar structure."""
    columns = (
        Column("region", gettext("Region")),
        Column("stars", gettext("Stars")),
        Column("persons_employed", gettext("Persons employed"), is_numeric=True),
        Column("location_quotient", gettext("Location quotient"), gettext("times"), is_numeric=True),
    )
    caption = gettext("The same industry in regions of similar structure, %(year)s") % values_of(profile)
    empty = gettext("The region has no position among the others in this year, so none can be called similar.")
    return Table(caption, columns, tuple(_alike_row(profile, one) for one in profile.alike), empty)


def _alike_row(profile: ClusterProfile, one: Alike) -> tuple[Cell, ...]:
    region, figure = one.region.region, one.figure
    url = address_of_cell(region, profile.group, profile.selection)
    name = Cell(f"{region_name(region)} ({region.code})", url=url)
    if figure is None:
        return (name, Cell(MISSING), Cell(MISSING, note=gettext("not published")), Cell(MISSING))
    return (
        name,
        stars_cell(figure, profile.release, profile.selection.rules),
        Cell(number(figure.persons_employed)),
        Cell(quotient(figure.location_quotient)),
    )


def compare_link(profile: ClusterProfile) -> Link | None:
    """The cell beside those of the two regions of most similar structure."""
    regions = [profile.place.code, *(one.region.region.code for one in profile.alike[:COMPARED])]
    if len(regions) == 1:
        return None
    cells = [("c", f"{region}/{profile.group.scheme_id}/{profile.group.code}") for region in regions]
    address = f"{reverse('observatory:compare')}?{urlencode(cells, safe='/')}"
    return Link(gettext("Compare with the two regions most like it"), address)


def siblings_table(profile: ClusterProfile) -> Table:
    caption = gettext("Other statistical clusters of the region, %(year)s") % values_of(profile)
    empty = gettext("The region has no other statistical cluster in this year under these rules.")
    table = cells_table(caption, profile.siblings, profile.release, profile.selection, group_lead(), empty=empty)
    return table.folded()
