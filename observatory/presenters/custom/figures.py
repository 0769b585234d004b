"""Figures and tables of a custom region."""

from collections.abc import Iterable

from django.utils.translation import gettext

from observatory.charts import Bar, Point, Reference, Series, Words, bar_chart, line_chart
from observatory.models.figure import Unjudged
from observatory.presenters.actions import figure_actions
from observatory.presenters.cells import MEASURES, Measure
from observatory.presenters.custom.words import custom_path, members_text, subject_name, why_hidden
from observatory.presenters.drawing import drawn
from observatory.presenters.quotients import quotients_table
from observatory.presenters.stars import earned_cell
from observatory.presenters.words import area_name, group_name, reference_note, source_line, times_the_share
from observatory.queries.custom import CustomCell, CustomProfile, YearTotal
from portal.core.charts import Chart
from portal.core.formatting import MISSING, number, quotient, share
from portal.core.page import Cell, Column, Figure, FigureActions, Table

BARS = 15
LEAST_PERSONS = 1_000
FEWEST_YEARS = 2  # one year is no history
CHART_FORMATS = ("svg", "png", "csv", "xlsx", "json")
TABLE_FORMATS = ("csv", "xlsx", "json")


def actions_of(profile: CustomProfile, title: str, formats: tuple[str, ...], figure: str = "") -> FigureActions:
    path = custom_path(profile.subject)
    cell = f"{profile.subject.set_code or subject_name(profile.subject)} {profile.year}"
    return figure_actions(
        path, profile.release, profile.selection, title=title, formats=formats, figure=figure, cell=cell
    )


def starred(profile: CustomProfile) -> list[CustomCell]:
    """Groups with a star, most stars first, then the largest."""
    found = [cell for cell in profile.cells if cell.stars]
    return sorted(found, key=lambda cell: (-(cell.stars or 0), -(cell.persons_employed or 0)))


def specialised(profile: CustomProfile) -> list[CustomCell]:
    """Groups with 1,000 persons employed or more by location quotient, the highest first."""
    rows = [c for c in profile.cells if c.location_quotient is not None and (c.persons_employed or 0) >= LEAST_PERSONS]
    return sorted(rows, key=lambda cell: -(cell.location_quotient or 0))[:BARS]


def is_estimated(profile: CustomProfile) -> bool:
    return bool(profile.total and profile.total.is_estimated)


def specialisation_chart(profile: CustomProfile, most: int = BARS) -> Chart | None:
    rows = specialised(profile)[:most]
    if not rows:
        return None
    bars = [
        Bar(group_name(cell.group), cell.location_quotient or 0, quotient(cell.location_quotient), bool(cell.stars),
            is_estimated(profile))
        for cell in rows
    ]  # fmt: skip
    return bar_chart(_words(profile, rows[0]), bars, Reference(1, area_name(profile.selection.area)))


def _words(profile: CustomProfile, best: CustomCell) -> Words:
    values = {"name": subject_name(profile.subject), "group": group_name(best.group), "year": profile.year}
    title = gettext("%(name)s, taken as one region, is most specialised in: %(group)s") % values
    values["times"] = times_the_share(best.location_quotient, profile.selection.area)
    summary = gettext("%(group)s: %(times)s in %(year)s. Groups with 1,000 persons employed or more of which every "
                      "member is published; those with a star are in colour.") % values  # fmt: skip
    if is_estimated(profile):
        summary = " ".join((summary, gettext("Hollow bars rest partly on estimates.")))
    return Words("specialisation", title, summary, gettext("location quotient"))


def specialisation_figure(profile: CustomProfile) -> Figure:
    chart = specialisation_chart(profile)
    title = chart.title if chart else gettext("Specialisation")
    source = f"{source_line(profile.release, profile.year)} {reference_note(profile.selection.area)}"
    return Figure(
        id="specialisation",
        title=title,
        summary=chart.summary if chart else "",
        svg=drawn(chart),
        table=quotients_table(specialised(profile), profile.year) if chart else None,
        actions=actions_of(profile, title, CHART_FORMATS, "specialisation") if chart else FigureActions(),
        source=source if chart else "",
        is_demonstration=profile.release.is_demonstration,
        empty=gettext("No location quotients: a member has no total in this year, or hides its figures."),
    )


def history_chart(profile: CustomProfile) -> Chart | None:
    points = tuple(
        Point(one.year, _comparable(one), number(one.persons_employed), one.is_estimated) for one in profile.totals
    )
    known = [point for point in points if point.value is not None]
    if len(known) < FEWEST_YEARS:
        return None
    values = {"first": known[0].year, "last": known[-1].year, "before": number(known[0].value),
              "after": number(known[-1].value)}  # fmt: skip
    summary = gettext("%(before)s in %(first)s, %(after)s in %(last)s. A hollow point rests partly on estimates, a gap "
                      "is a year in which a member has no total or another territory is covered.") % values  # fmt: skip
    words = Words("history", _history_title(profile), summary, gettext("persons employed"))
    return line_chart(words, (Series(subject_name(profile.subject), points, is_subject=True),))


def _comparable(one: YearTotal) -> float | None:
    return one.persons_employed if one.covers_same else None


def _history_title(profile: CustomProfile) -> str:
    return gettext("Persons employed over the years: %(name)s") % {"name": subject_name(profile.subject)}


def history_figure(profile: CustomProfile) -> Figure:
    chart, title = history_chart(profile), _history_title(profile)
    years = [one.year for one in profile.totals]
    period = f"{min(years)}–{max(years)}" if years else str(profile.year)
    return Figure(
        id="history",
        title=title,
        summary=chart.summary if chart else "",
        svg=drawn(chart),
        table=_totals_table(profile),
        actions=actions_of(profile, title, CHART_FORMATS, "history") if chart else FigureActions(),
        source=source_line(profile.release, period),
        is_demonstration=profile.release.is_demonstration,
        empty=_no_history(profile),
    )


def _no_history(profile: CustomProfile) -> str:
    year = next((one.year for one in profile.totals if _comparable(one) is not None), None)
    if year is None:
        return gettext("In no year of this release does every member have a total.")
    return gettext("Only %(year)s can be shown: in every other year of this release a member has no total, or another "
                   "territory is covered.") % {"year": year}  # fmt: skip


def _totals_table(profile: CustomProfile) -> Table:
    columns = (
        Column("year", gettext("Year")),
        Column("persons_employed", gettext("Persons employed"), is_numeric=True),
        Column("members", gettext("Members with figures"), is_numeric=True),
    )
    return Table(_history_title(profile), columns, tuple(_total_row(profile, one) for one in profile.totals))


def _total_row(profile: CustomProfile, one: YearTotal) -> tuple[Cell, ...]:
    note = gettext("no total of: %(members)s") % {"members": members_text(one.without)} if one.without else ""
    if one.persons_employed is not None and not one.covers_same:
        note = gettext("another territory is covered than in %(year)s") % {"year": profile.year}
    count = len(profile.members.of(one.year).rows)
    return Cell(str(one.year)), Cell(number(one.persons_employed), note=note), Cell(number(count))


def groups_table(profile: CustomProfile, caption: str, cells: Iterable[CustomCell], empty: str = "") -> Table:
    """Industry groups of the sum: stars and the measures of all tables of cells, in the same order."""
    columns = (
        Column("group", gettext("Industry group")),
        Column("stars", gettext("Stars")),
        *(Column(m.key, str(m.label), str(m.unit), is_numeric=True, is_secondary=m.is_secondary) for m in MEASURES),
    )
    return Table(caption, columns, tuple(_group_row(profile, cell) for cell in cells), empty)


def _group_row(profile: CustomProfile, cell: CustomCell) -> tuple[Cell, ...]:
    values = (_measure_cell(cell, measure) for measure in MEASURES)
    return Cell(group_name(cell.group)), _stars(profile, cell), *values


def _stars(profile: CustomProfile, cell: CustomCell) -> Cell:
    if cell.stars is None:
        return Cell(MISSING, note=str(Unjudged(cell.unjudged).label) if cell.unjudged else "")
    return earned_cell(cell.stars, profile.selection.rules, is_hollow=is_estimated(profile))


def _measure_cell(cell: CustomCell, measure: Measure) -> Cell:
    value = getattr(cell, measure.key)
    if value is None:
        return Cell(MISSING, note=_why(cell, measure))
    note = f"{cell.growth_from}–{cell.growth_to}" if measure.key == "growth" else ""
    return Cell(measure.text(value), note=note)


def _why(cell: CustomCell, measure: Measure) -> str:
    if cell.persons_employed is None:
        return why_hidden(cell)
    if measure.key == "growth":
        return gettext("no period of two years without a break in which every member is published")
    if measure.key in ("location_quotient", "focus"):
        return gettext("a member has no total in this year")
    return gettext("not published for every member")


def share_of_sum(value: float | None, profile: CustomProfile) -> str:
    total = profile.total.persons_employed if profile.total else None
    return share(value / total if value is not None and total else None)
