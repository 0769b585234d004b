"""The map of an industry group's page: how many times the area's share each region has."""

from dataclasses import dataclass

from observatory.maps.spec import Legend
from observatory.presenters.actions import figure_actions
from observatory.presenters.mapping.words import MapWords
from observatory.presenters.small_maps import measure_map
from observatory.presenters.words import source_line
from observatory.queries.mapping import MapAnswer
from observatory.queries.names import Names
from observatory.queries.outlines import MapGround
from observatory.selection import Selection
from portal.core.page import FigureActions

FORMATS = ("svg", "png", "csv", "xlsx", "json")


@dataclass(frozen=True, slots=True)
class MapFigure:
    title: str
    summary: str
    svg: str
    legend: Legend
    actions: FigureActions
    source: str
    is_demonstration: bool


def present_group_map(
    answer: MapAnswer, ground: MapGround, names: Names, selection: Selection, path: str
) -> MapFigure | None:
    """The map, or nothing where no region has a quotient or the outlines are not loaded."""
    if not answer.with_figure or not ground.shapes:
        return None
    words = MapWords(answer, names)
    svg, legend = measure_map(answer, ground, names)
    cell = f"{answer.selection.scheme} {answer.selection.group} {selection.year}"
    return MapFigure(
        title=words.title,
        summary=words.summary,
        svg=svg,
        legend=legend,
        actions=figure_actions(path, answer.release, selection, title=words.title, formats=FORMATS, cell=cell),
        source=source_line(answer.release, selection.year, is_map=True),
        is_demonstration=answer.release.is_demonstration,
    )
