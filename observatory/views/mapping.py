"""The mapping tool: a measure of a release as map and table, and its downloads."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from observatory.downloads import cells_dataset, notes_of
from observatory.presenters.actions import picture_of
from observatory.presenters.mapping.page import leaving, present
from observatory.presenters.mapping.table import SORTS, map_dataset, page_count, sorted_rows
from observatory.presenters.mapping.words import MapWords
from observatory.presenters.measures import MEASURES, STARS
from observatory.presenters.saving import save_view
from observatory.presenters.sheets import Leaving
from observatory.queries.mapping import MapAnswer, cells_of_map, get_map, largest_group, with_stars
from observatory.queries.names import get_names
from observatory.queries.outlines import MapGround, get_ground
from observatory.selection import Selection
from observatory.views.answering import is_image, send_figure, send_table
from observatory.views.asking import Asked, ask, canonical_redirect, page
from portal.accounts.models import SavedView
from portal.core.errors import NotFound
from portal.core.introductions import introduction_to
from portal.core.page import Dataset

LEVELS = ("2", "1", "0")
STARS_AT_LEAST = ("1", "0", "2", "3")
REQUIRED = ("figure", "scheme", "year", "rules", "level", "area")


@page
def mapping(request: HttpRequest) -> HttpResponseBase:
    asked = _ask(request, sort=SORTS)
    selection = asked.selection
    if selection.group and not request.GET.get("group"):
        # For now only: the largest group may be another one in the next release.
        return HttpResponseRedirect(asked.address)
    if elsewhere := canonical_redirect(request, asked):
        return elsewhere
    answer = get_map(asked.release, selection)
    _check_page(selection.page, page_count(answer.rows), selection.address(asked.path, page=1))
    content = present(answer, _ground(answer), get_names(selection.scheme), asked.choices, asked.path)
    context = {"page": content.page, "content": content, "release": asked.release}
    context["social_image"] = picture_of(content.actions) if content.svg else ""
    context["introduction"] = introduction_to("observatory")
    context["save"] = save_view(SavedView.Kind.MAP, content.page.title, asked.address)
    return render(request, "observatory/mapping.html", context)


@page
def mapping_download(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """The map as SVG or PNG; the cells behind it, or with `figure` the map's own table, as CSV, XLSX or JSON."""
    asked = _ask(request, stars=STARS_AT_LEAST)
    if is_image(suffix):
        return send_figure(request, asked, "observatory-map", suffix, lambda: _leaving(asked))
    if "figure" in request.GET:
        return send_table(request, asked, "observatory-map", suffix, lambda: _own_table(asked))
    is_long = not asked.selection.group and not asked.selection.country
    return send_table(request, asked, "observatory", suffix, lambda: _cells(asked), is_long=is_long)


def _ask(request: HttpRequest, **extra: tuple[str, ...]) -> Asked:
    """The request understood; a measure of single groups takes the largest one where none is chosen."""
    asked = ask(
        request,
        (*REQUIRED, *extra),
        ("group", "country", "page"),
        figure=tuple(MEASURES),
        level=LEVELS,
        **extra,
    )
    selection = asked.selection
    if selection.figure == STARS.code or selection.group:
        return asked
    return replace(asked, selection=selection.with_(group=largest_group(asked.release, selection)))


def _check_page(asked_page: int, count: int, first: str) -> None:
    if asked_page > count:
        message = gettext("The table has %(count)d pages.") % {"count": count}
        raise NotFound(message, [(gettext("First page of the table"), first)])


def _leaving(asked: Asked) -> Leaving:
    answer = get_map(asked.release, asked.selection)
    return leaving(answer, _ground(answer), get_names(asked.selection.scheme))


def _ground(answer: MapAnswer) -> MapGround:
    selection = answer.selection
    return get_ground(int(selection.level), selection.country, with_former=answer.needs_former_outlines)


def _own_table(asked: Asked) -> Dataset:
    answer = get_map(asked.release, asked.selection)
    words = MapWords(answer, get_names(asked.selection.scheme))
    return map_dataset(sorted_rows(answer.rows, "value"), words, (words.title, *notes_of(asked.release)))


def _cells(asked: Asked) -> Dataset:
    """Cells of the chosen group, or of every group; `stars=1` unless the address says otherwise."""
    selection: Selection = asked.selection
    cells = with_stars(cells_of_map(asked.release, selection), asked.release, selection)
    return cells_dataset(cells, asked.release, selection.rules, "observatory")
