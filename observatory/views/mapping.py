"""The mapping tool: a measure of a release as map and table, and its downloads."""

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from observatory.downloads import cells_dataset, notes_of
from observatory.presenters.mapping_page import present, standalone
from observatory.presenters.mapping_table import SORTS, map_dataset, page_count, sorted_rows
from observatory.presenters.mapping_words import MapWords
from observatory.presenters.measures import MEASURES, STARS
from observatory.queries.mapping import cells_of_map, get_map, largest_group, with_stars
from observatory.queries.options import get_options
from observatory.queries.outlines import get_ground
from observatory.selection import Selection
from observatory.views.asking import Asked, ask, canonical_redirect, page
from portal.core.charts import render_png
from portal.core.downloads import Download, answer_image, answer_table
from portal.core.errors import BadChoice, NotFound
from portal.core.page import Dataset

LEVELS = ("2", "1", "0")
REQUIRED = ("figure", "scheme", "year", "rules", "level", "area")


@page
def mapping(request: HttpRequest) -> HttpResponseBase:
    try:
        asked = _ask(request, sort=SORTS)
    except BadChoice as problem:
        return _without_group(request, problem)
    if elsewhere := canonical_redirect(request, asked):
        return elsewhere
    selection = asked.selection
    answer = get_map(asked.release, selection)
    _check_page(selection.page, page_count(answer.rows), selection.address(asked.path, page=1))
    ground = get_ground(int(selection.level), selection.country)
    content = present(answer, ground, get_options(selection.scheme), asked.choices, asked.path)
    context = {"page": content.page, "content": content, "release": asked.release}
    return render(request, "observatory/mapping.html", context)


def mapping_download(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """The map as SVG or PNG; the cells behind it, or with `figure` the map's own table, as CSV, XLSX or JSON."""
    asked = _ask(request, stars=("1", "0", "2", "3"))
    if suffix in ("svg", "png"):
        return answer_image(request, _download(asked, "map", suffix), lambda: _picture(asked, suffix))
    if "figure" in request.GET:
        return answer_table(request, _download(asked, "map", suffix), lambda: _own_table(asked))
    return answer_table(request, _download(asked, "cells", suffix, is_long=True), lambda: _cells(asked))


def _ask(request: HttpRequest, **extra: tuple[str, ...]) -> Asked:
    """The request understood; a measure of single groups takes the largest one where none is chosen."""
    extra_names = tuple(extra)
    asked = ask(
        request,
        (*REQUIRED, *extra_names),
        ("group", "country", "page"),
        figure=tuple(MEASURES),
        level=LEVELS,
        **extra,
    )
    selection = asked.selection
    if selection.figure == STARS.code:
        return asked
    group = largest_group(asked.release, selection)
    defaults = selection.defaults | {("group", group)}
    return Asked(
        asked.release,
        asked.choices,
        selection.with_(group=selection.group or group, defaults=defaults),
        asked.path,
    )


def _without_group(request: HttpRequest, problem: BadChoice) -> HttpResponseBase:
    """Whoever changes the scheme in the form sends the old scheme's group along: it is dropped, not refused."""
    if problem.parameter != "group" or "scheme" not in request.GET:
        raise problem
    query = request.GET.copy()
    del query["group"]
    return HttpResponseRedirect(f"{request.path}?{query.urlencode()}")


def _check_page(asked_page: int, count: int, first: str) -> None:
    if asked_page > count:
        message = gettext("The table has %(count)d pages.") % {"count": count}
        raise NotFound(message, [(gettext("First page of the table"), first)])


def _download(asked: Asked, name: str, suffix: str, *, is_long: bool = False) -> Download:
    key = f"{asked.selection.with_(defaults=frozenset()).query()}"
    return Download(f"observatory-{name}", suffix, asked.release.code, key, is_long)


def _picture(asked: Asked, suffix: str) -> bytes:
    selection = asked.selection
    ground = get_ground(int(selection.level), selection.country)
    svg = standalone(get_map(asked.release, selection), ground, get_options(selection.scheme))
    return render_png(svg) if suffix == "png" else svg.encode()


def _own_table(asked: Asked) -> Dataset:
    answer = get_map(asked.release, asked.selection)
    words = MapWords(answer, get_options(asked.selection.scheme))
    return map_dataset(sorted_rows(answer.rows, "value"), words, (words.title, *notes_of(asked.release)))


def _cells(asked: Asked) -> Dataset:
    """Cells of the chosen group, or of every group; `stars=1` unless the address says otherwise."""
    selection: Selection = asked.selection
    cells = with_stars(cells_of_map(asked.release, selection), asked.release, selection)
    return cells_dataset(cells, asked.release, selection.rules, "observatory")
