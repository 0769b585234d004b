"""Statistical clusters filtered, sorted, in pages of fifty; the download has them all."""

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from observatory.downloads import cells_dataset
from observatory.models import ClusterFigure
from observatory.presenters.choosing import filter_form
from observatory.presenters.ranking import present_ranking
from observatory.queries.names import get_names
from observatory.queries.ranking import SORTS, list_cells
from observatory.views.answering import send_table
from observatory.views.asking import Asked, ask, canonical_redirect, page
from portal.core.errors import NotFound

REQUIRED = ("scheme", "year", "rules", "area", "stars", "sort")
OPTIONAL = ("group", "country")
FILTERS = ("scheme", "group", "year", "rules", "stars", "area", "country")
PER_PAGE = 50


@page
def rankings(request: HttpRequest) -> HttpResponseBase:
    asked = ask(request, REQUIRED, (*OPTIONAL, "page"), sort=SORTS)
    moved = canonical_redirect(request, asked)
    return moved or _ranking(request, asked)


def _ranking(request: HttpRequest, asked: Asked) -> HttpResponseBase:
    names = get_names(asked.selection.scheme)
    view = present_ranking(_page_of(asked), asked.release, asked.selection, names, asked.path)
    context = {
        "page": view.page,
        "view": view,
        "release": asked.release,
        "filters": filter_form(asked.path, asked.selection, asked.choices, names, FILTERS),
    }
    return render(request, "observatory/rankings.html", context)


def _page_of(asked: Asked) -> "Page[ClusterFigure]":
    """Raises NotFound with the last page for a number past the end."""
    cells = list_cells(asked.release, asked.selection)
    paginator = Paginator(cells.select_related("region__country", "current_region", "group"), PER_PAGE)
    try:
        return paginator.page(asked.selection.page)
    except EmptyPage as past:
        last = asked.selection.address(asked.path, page=paginator.num_pages)
        message = gettext("The ranking has %(pages)s pages under these choices.") % {"pages": paginator.num_pages}
        raise NotFound(message, [(gettext("Go to the last page"), last)]) from past


@page
def rankings_download(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """All cells that meet the choices, written once per release and served as a file."""
    asked = ask(request, REQUIRED, OPTIONAL, sort=SORTS)
    selection = asked.selection
    chosen = (selection.scheme, selection.group, selection.country, selection.year, selection.rules)
    name = "-".join(("rankings", *(part for part in chosen if part)))
    is_long = not selection.group and not selection.country
    return send_table(
        request,
        asked,
        name,
        suffix,
        lambda: cells_dataset(list_cells(asked.release, selection), asked.release, selection.rules, name),
        is_long=is_long,
    )
