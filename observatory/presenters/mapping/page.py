"""Everything around the map: title and sentence, choices, table, downloads."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext, ngettext

from observatory.maps import choropleth
from observatory.maps.spec import Legend
from observatory.presenters.actions import download_url, figure_actions, picture_form
from observatory.presenters.mapping.drawing import map_specs
from observatory.presenters.mapping.finding import Finder, present_finder
from observatory.presenters.mapping.form import mapping_form, year_links
from observatory.presenters.mapping.table import map_table, pagination, sorted_rows
from observatory.presenters.mapping.words import MapWords
from observatory.presenters.sheets import Drawing, Leaving, leaving_map
from observatory.queries.mapping import MapAnswer
from observatory.queries.names import Names
from observatory.queries.outlines import MapGround
from observatory.selection import Choices, Selection
from portal.core.formatting import number
from portal.core.page import FigureActions, FilterForm, Link, PageMeta, Pagination, Table
from portal.registry.queries import RegionMatch

TABLE_FORMATS = ("csv", "xlsx", "json")


@dataclass(frozen=True, slots=True)
class MappingPage:
    """What the template of the mapping tool places. `maps` is empty where there is nothing to draw."""

    page: PageMeta
    maps: tuple[Drawing, ...]
    legend: Legend
    years: tuple[Link, ...]
    back: Link | None
    finder: Finder
    notes: tuple[str, ...]
    table: Table
    pagination: Pagination
    filters: FilterForm
    count: str
    actions: FigureActions
    source: str


@dataclass(frozen=True, slots=True)
class Wished:
    """What a page is made for: its address, what may be chosen, and whom a search found."""

    path: str
    choices: Choices
    figures: dict[str, str]
    asked: str = ""
    matches: tuple[RegionMatch, ...] = ()


def present(answer: MapAnswer, ground: MapGround, names: Names, wished: Wished) -> MappingPage:
    """The whole page of one answer; an answer without rows becomes the empty state."""
    words, path, selection = MapWords(answer, names), wished.path, answer.selection
    specs = map_specs(answer, ground, words.title, words.summary)
    rows = sorted_rows(answer.rows, selection.sort)
    return MappingPage(
        page=_meta(words, path, is_search=bool(wished.asked)),
        maps=tuple(Drawing(choropleth.draw(spec), spec.caption) for spec in specs) if ground.shapes else (),
        legend=specs[0].legend,
        years=year_links(wished.choices, selection, path),
        back=_back(selection, path),
        finder=present_finder(answer, words, path, wished.asked, wished.matches),
        notes=words.notes,
        table=map_table(words, rows, path),
        pagination=pagination(rows, selection, path),
        filters=mapping_form(path, selection, wished.choices, names, wished.figures),
        count=_count(answer),
        actions=_actions(words, path),
        source=words.source,
    )


def leaving(answer: MapAnswer, ground: MapGround, names: Names) -> Leaving:
    """The map as it leaves its page, with title, legend, source, attribution and demonstration mark."""
    words = MapWords(answer, names)
    specs = map_specs(answer, ground, words.title, words.summary)
    return leaving_map(specs, words.source, words.demonstration)


def _back(selection: Selection, path: str) -> Link | None:
    if not selection.country:
        return None
    return Link(gettext("Back to all of Europe"), selection.address(path, country="", page=1, focus=""))


def _meta(words: MapWords, path: str, *, is_search: bool) -> PageMeta:
    return PageMeta(
        title=words.title,
        description=words.summary,
        canonical_path=words.selection.address(path),
        breadcrumbs=(Link(gettext("Observatory"), path, is_current=True),),
        lead=words.summary,
        json_ld=_json_ld(words),
        is_indexable=not is_search and not getattr(words.selection, "focus", ""),
        section="observatory",
    )


def _json_ld(words: MapWords) -> dict[str, object]:
    selection = words.selection
    years = f"{selection.since}/{selection.year}" if selection.since else words.years.replace("–", "/")
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": words.title,
        "description": words.summary,
        "temporalCoverage": years,
        "spatialCoverage": {"@type": "Place", "name": words.place},
        "version": words.answer.release.code,
    }


def _count(answer: MapAnswer) -> str:
    count = len(answer.with_figure)
    if answer.selection.level == "0":
        countries = ngettext("%(count)s country with a figure", "%(count)s countries with a figure", count)
        return countries % {"count": number(count)}
    return ngettext("%(count)s region with a figure", "%(count)s regions with a figure", count) % {
        "count": number(count)
    }


def _actions(words: MapWords, path: str) -> FigureActions:
    """Pictures of the map, the table of the map, and all cells behind it."""
    release, selection = words.answer.release, words.selection.with_(page=1, sort="")
    row = figure_actions(path, release, words.selection, title=words.title, formats=(), figure=selection.figure)
    named = selection.with_(defaults=frozenset(p for p in selection.defaults if p[0] != "figure"))
    pictures = [
        Link(
            gettext("Map %(format)s") % {"format": suffix.upper()},
            download_url(path, selection, suffix, selection.figure),
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
    cells = (Link(gettext("All cells CSV"), download_url(path, _of_cells(selection), "csv")),)
    downloads = (*pictures, *tables, *(cells if words.measure.is_of_groups else ()))
    return replace(row, downloads=downloads, picture=picture_form(path, selection, words.title))


def _of_cells(selection: Selection) -> Selection:
    """Cells have no classes, views or focus."""
    own = {name: "" for name in ("classes", "view", "focus") if hasattr(selection, name)}
    return selection.with_(since="", **own)
