"""The page of a ready-made question: the answer in a sentence, a map or a chart, the table, and the way on."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from observatory.charts.bars import Bar, bar_chart
from observatory.charts.parts import Reference, Words
from observatory.maps import choropleth
from observatory.maps.spec import MapSpec
from observatory.presenters.actions import figure_actions
from observatory.presenters.answers.fields import FIELDS, period_of
from observatory.presenters.answers.onwards import links_of
from observatory.presenters.answers.question_table import answer_table, table_note
from observatory.presenters.answers.sentences import cell_name, place_name, sentence, set_name
from observatory.presenters.answers.value_map import ValueMap, classes_of, value_map
from observatory.presenters.drawing import drawn
from observatory.presenters.industry_map import MapFigure
from observatory.presenters.trail import trail
from observatory.presenters.words import group_name, source_line
from observatory.queries.outlines import MapGround
from observatory.queries.questions import Answer, Found, countries_of
from portal.core.charts import Chart
from portal.core.formatting import number
from portal.core.page import Figure, FigureActions, Link, PageMeta, Table

CHART_FORMATS = ("svg", "png", "csv", "xlsx", "json")
TABLE_FORMATS = ("csv", "xlsx", "json")
# Bounds of the classes of a map; a map of shares has them around the threshold of its question.
AROUND_THRESHOLD = (0.1, 0.2, 0.5, 1.0, 2.0)
BOUNDS = {"most-clusters": (1, 3, 6, 10, 15)}


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One of `map` and `figure` is there; neither where nothing was found."""

    page: PageMeta
    map: MapFigure | None
    figure: Figure | None
    table: Table
    note: str
    explanation: str
    links: tuple[Link, ...]
    source: str
    actions: FigureActions


def present_question(answer: Answer, ground: MapGround | None, path: str) -> QuestionPage:
    """`ground` is None where the answer is no map."""
    spec = question_map(answer, ground) if ground and answer.rows else None
    chart = None if spec else question_chart(answer)
    return QuestionPage(
        page=_meta(answer, path),
        map=_map(answer, spec, path) if spec else None,
        figure=_figure(answer, chart, path) if chart else None,
        table=answer_table(answer),
        note=table_note(answer),
        explanation=gettext(answer.question.explanation),
        links=links_of(answer),
        source=_source(answer),
        actions=_actions(answer, path, TABLE_FORMATS) if answer.rows else FigureActions(),
    )


def title_of(answer: Answer) -> str:
    """`Where do …? Focus, 2014`: the question and what is shown, for a figure that leaves the page."""
    return f"{gettext(answer.question.title)} {heading_of(answer)}"


def heading_of(answer: Answer) -> str:
    """What the figure shows, beneath the question."""
    return HEADINGS[answer.question.kind]() % {"year": answer.year, "since": answer.since}


HEADINGS = {
    "focus-above": lambda: gettext("Share of the industry in the region, %(year)s"),
    "new-clusters": lambda: gettext("Clusters that are new since %(since)s, by persons employed in %(year)s"),
    "lost-clusters": lambda: gettext("Clusters that lost stars since %(since)s, by persons employed in %(year)s"),
    "concentrated-industries": lambda: gettext("Share of the five largest regions, %(year)s"),
    "within-set-count": lambda: gettext("Clusters by set of regions, %(year)s"),
    "most-clusters": lambda: gettext("Statistical clusters by region, %(year)s"),
    "largest-clusters": lambda: gettext("Clusters by persons employed, %(year)s"),
    "fastest-growing-clusters": lambda: gettext("Growth of persons employed a year, up to %(year)s"),
    "wages": lambda: gettext("Wages per person employed against the own country's mean, %(year)s"),
    "most-specialised-regions": lambda: gettext("Krugman index of specialisation, %(year)s"),
    "growing-industries": lambda: gettext("Growth of persons employed, %(since)s–%(year)s"),
    "exposure": lambda: gettext("Exposure by region, %(year)s"),
    "close-calls": lambda: gettext("Stars that would be lost were every cut 10%% higher, %(year)s"),
    "estimates-needed": lambda: gettext("Estimated share of the region's total, %(year)s"),
}
"""By kind; a test holds the keys against the kinds."""


def _source(answer: Answer) -> str:
    return source_line(answer.release, period_of(answer))


def _meta(answer: Answer, path: str) -> PageMeta:
    title, lead = gettext(answer.question.title), sentence(answer)
    index = Link(gettext("Questions"), reverse("observatory:questions"))
    return PageMeta(
        title=title,
        description=lead,
        lead=lead,
        canonical_path=answer.selection.address(path, release=""),
        breadcrumbs=trail(index, Link(title, path)),
        is_indexable=not answer.selection.release,
        section="observatory",
    )


def _actions(answer: Answer, path: str, formats: tuple[str, ...]) -> FigureActions:
    title = title_of(answer)
    return figure_actions(path, answer.release, answer.selection, title=title, formats=formats)


def question_map(answer: Answer, ground: MapGround) -> MapSpec:
    field = FIELDS[answer.question.kind][0]
    bounds = BOUNDS.get(answer.question.kind, ())
    if answer.question.threshold:
        bounds = tuple(part * answer.question.threshold for part in AROUND_THRESHOLD)
    classes = classes_of([place.value for place in answer.places], bounds)
    unit = f"{field.label}, {field.unit}" if field.unit else str(field.label)
    countries = countries_of(answer.selection.area)
    title, summary = title_of(answer), sentence(answer)
    return value_map(
        ValueMap(title, summary, answer.places, classes, field.text, unit, str(field.unit), countries), ground
    )


def _map(answer: Answer, spec: MapSpec, path: str) -> MapFigure:
    return MapFigure(
        title=heading_of(answer),
        summary="",
        svg=choropleth.picture(spec, "map"),
        legend=spec.legend,
        actions=_actions(answer, path, CHART_FORMATS),
        source=source_line(answer.release, answer.year, is_map=True),
        is_demonstration=answer.release.is_demonstration,
    )


def question_chart(answer: Answer) -> Chart | None:
    """Bars of the first rows, the first one standing out."""
    if not answer.rows:
        return None
    field = FIELDS[answer.question.kind][0]
    unit = f"% {field.unit}".strip() if field.is_share else str(field.unit)
    factor = 100 if field.is_share else 1
    bars = [
        Bar(name_of(row), row.value * factor, field.text(row.value), place == 0)
        for place, row in enumerate(answer.shown)
    ]
    words = Words("answer", title_of(answer), sentence(answer), unit)
    return bar_chart(words, bars, _reference(answer))


def _reference(answer: Answer) -> Reference | None:
    if answer.question.kind == "wages":
        return Reference(1.0, gettext("mean of the own country"))
    if answer.question.kind == "growing-industries" and answer.total is not None:
        return Reference(answer.total * 100, gettext("all groups together"))
    return None


def name_of(row: Found) -> str:
    """A region with its country, a cell, a group or a set of regions."""
    if row.set_code:
        return set_name(row.set_code)
    if row.region and row.figure:
        return cell_name(row)
    return place_name(row) if row.region else group_name(row.group) if row.group else ""


def _figure(answer: Answer, chart: Chart, path: str) -> Figure:
    return Figure(
        id="answer",
        title=heading_of(answer),
        summary=_shown(answer),
        svg=drawn(chart),
        actions=_actions(answer, path, CHART_FORMATS),
        source=_source(answer),
        is_demonstration=answer.release.is_demonstration,
    )


def _shown(answer: Answer) -> str:
    if answer.count <= len(answer.shown):
        return ""
    values = {"shown": number(len(answer.shown)), "count": number(answer.count)}
    return gettext("The first %(shown)s of %(count)s; the table below has more, the downloads have all.") % values
