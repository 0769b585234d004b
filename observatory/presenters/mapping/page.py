"""Everything around the map: title and sentence, choices, table, downloads."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext, ngettext

from observatory.maps import choropleth
from observatory.maps.spec import Legend, MapSpec
from observatory.presenters.actions import download_url, figure_actions, picture_form
from observatory.presenters.choosing import FilterForm, filter_form
from observatory.presenters.mapping.drawing import map_spec
from observatory.presenters.mapping.table import map_table, pagination, sorted_rows
from observatory.presenters.mapping.words import MapWords
from observatory.presenters.measures import MEASURES
from observatory.presenters.sheets import Leaving, leaving_map
from observatory.queries.mapping import MapAnswer
from observatory.queries.names import Names
from observatory.queries.outlines import MapGround
from observatory.selection import Choices, Selection
from portal.core.formatting import number
from portal.core.page import Choice, FigureActions, Link, Option, PageMeta, Pagination, Table

FILTERS = ("group", "scheme", "country", "year", "rules", "area")
TABLE_FORMATS = ("csv", "xlsx", "json")


@dataclass(frozen=True, slots=True)
class MappingPage:
    """What the template of the mapping tool places. `svg` is empty where there is nothing to draw."""

    page: PageMeta
    svg: str
    legend: Legend
    notes: tuple[str, ...]
    table: Table
    pagination: Pagination
    filters: FilterForm
    count: str
    actions: FigureActions
    source: str


def present(answer: MapAnswer, ground: MapGround, names: Names, choices: Choices, path: str) -> MappingPage:
    """The whole page of one answer; an answer without rows becomes the empty state."""
    words = MapWords(answer, names)
    spec = _spec(answer, ground, words)
    rows = sorted_rows(answer.rows, answer.selection.sort)
    return MappingPage(
        page=_meta(words, path),
        svg=choropleth.draw(spec) if ground.shapes else "",
        legend=spec.legend,
        notes=words.notes,
        table=map_table(words, rows, path),
        pagination=pagination(rows, answer.selection, path),
        filters=_filters(names, choices, answer.selection, path),
        count=_count(answer),
        actions=_actions(words, path),
        source=words.source,
    )


def leaving(answer: MapAnswer, ground: MapGround, names: Names) -> Leaving:
    """The map as it leaves its page, with title, legend, source, attribution and demonstration mark."""
    words = MapWords(answer, names)
    spec = _spec(answer, ground, words)
    return leaving_map((spec,), words.source, words.demonstration, lambda: choropleth.draw(spec))


def _spec(answer: MapAnswer, ground: MapGround, words: MapWords) -> MapSpec:
    return map_spec(answer, ground, words.title, words.summary)


def _meta(words: MapWords, path: str) -> PageMeta:
    return PageMeta(
        title=words.title,
        description=words.summary,
        canonical_path=words.selection.address(path),
        breadcrumbs=(Link(gettext("Observatory"), path, is_current=True),),
        lead=words.summary,
        json_ld=_json_ld(words),
        section="observatory",
    )


def _json_ld(words: MapWords) -> dict[str, object]:
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": words.title,
        "description": words.summary,
        "temporalCoverage": words.years.replace("–", "/"),
        "spatialCoverage": {"@type": "Place", "name": words.place},
        "version": words.answer.release.code,
    }


def _count(answer: MapAnswer) -> str:
    count = len(answer.with_figure)
    return ngettext("%(count)s region with a figure", "%(count)s regions with a figure", count) % {
        "count": number(count)
    }


def _filters(names: Names, choices: Choices, selection: Selection, path: str) -> FilterForm:
    """The measure first, for everything else follows from it; the level after the group."""
    form = filter_form(path, selection, choices, names, FILTERS)
    first, *rest = form.choices
    measure = Choice(
        "figure", gettext("Measure"), _options({c: str(m.label) for c, m in MEASURES.items()}, selection.figure)
    )
    level = Choice(
        "level", gettext("Level"), _options({one: _level_name(one) for one in choices.level}, selection.level)
    )
    return replace(form, choices=(measure, first, level, *rest))


def _options(labels: dict[str, str], chosen: str) -> tuple[Option, ...]:
    return tuple(Option(value, label, value == chosen) for value, label in labels.items())


def _level_name(level: str) -> str:
    return gettext("Countries") if level == "0" else gettext("NUTS %(level)s regions") % {"level": level}


def _actions(words: MapWords, path: str) -> FigureActions:
    """Pictures of the map, the table of the map, and all cells behind it."""
    selection, release = words.selection, words.answer.release
    row = figure_actions(path, release, selection, title=words.title, formats=(), figure=selection.figure)
    named = selection.with_(page=1, sort="", defaults=frozenset(p for p in selection.defaults if p[0] != "figure"))
    pictures = [
        Link(
            gettext("Map %(format)s") % {"format": suffix.upper()},
            download_url(path, selection.with_(page=1, sort=""), suffix, selection.figure),
        )
        for suffix in ("svg", "png")
    ]
    tables = [
        Link(
            gettext("Table %(format)s") % {"format": suffix.upper()},
            download_url(path, named, suffix, selection.figure),
        )
        for suffix in TABLE_FORMATS
    ]
    cells = Link(gettext("All cells CSV"), download_url(path, selection.with_(page=1, sort=""), "csv"))
    picture = picture_form(path, selection.with_(page=1, sort=""), words.title)
    return replace(row, downloads=(*pictures, *tables, cells), picture=picture)
