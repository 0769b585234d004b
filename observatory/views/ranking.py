"""Statistical clusters filtered, sorted, in pages of fifty; the download has them all."""

from dataclasses import dataclass, replace

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from observatory.downloads import cells_dataset
from observatory.models import ClusterFigure
from observatory.narrowing import NARROWING, Narrowed, narrowed
from observatory.presenters.ranking import present_ranking
from observatory.presenters.ranking_filters import ranking_filters
from observatory.queries.jumps import with_jumps
from observatory.queries.names import get_names
from observatory.queries.place import Place, get_place
from observatory.queries.ranking import SORTS, list_cells
from observatory.views.answering import send_table
from observatory.views.asking import Asked, ask, canonical_redirect, page
from portal.core.errors import NotFound

REQUIRED = ("scheme", "year", "rules", "area", "stars", "sort")
OPTIONAL = ("group", "country", "within")
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class RankingAsked:
    """A request for a ranking: `asked` with its selection narrowed, and the region that it names, if any."""

    asked: Asked
    selection: Narrowed
    place: Place | None


@page
def rankings(request: HttpRequest) -> HttpResponseBase:
    ranking = _ask(request, (*OPTIONAL, "page"))
    moved = canonical_redirect(request, ranking.asked, NARROWING)
    return moved or _ranking(request, ranking)


def _ask(request: HttpRequest, optional: tuple[str, ...]) -> RankingAsked:
    """A region that was recoded since is asked for under today's code. At most 2 queries more for a region."""
    asked = ask(request, REQUIRED, optional, sort=SORTS)
    selection = narrowed(asked.selection, request.GET.dict())
    place = get_place(selection.region) if selection.region else None
    if place is not None and place.redirect_to:
        place = get_place(place.redirect_to)
        selection = replace(selection, region=place.code)
    return RankingAsked(replace(asked, selection=selection), selection, place)


def _ranking(request: HttpRequest, ranking: RankingAsked) -> HttpResponseBase:
    asked, selection = ranking.asked, ranking.selection
    names = get_names(selection.scheme)
    cells = _page_of(ranking)
    jumps = with_jumps(cells) if selection.asks_for_growth else frozenset()
    view = present_ranking(cells, asked.release, selection, names, asked.path, jumps)
    context = {
        "page": view.page,
        "view": view,
        "release": asked.release,
        "filters": ranking_filters(asked.path, selection, asked.choices, names),
    }
    return render(request, "observatory/rankings.html", context)


def _page_of(ranking: RankingAsked) -> "Page[ClusterFigure]":
    """Raises NotFound with the last page for a number past the end."""
    asked, selection = ranking.asked, ranking.selection
    cells = list_cells(asked.release, selection, ranking.place)
    paginator = Paginator(cells.select_related("region__country", "current_region", "group"), PER_PAGE)
    try:
        return paginator.page(selection.page)
    except EmptyPage as past:
        last = asked.selection.address(asked.path, page=paginator.num_pages)
        message = gettext("The ranking has %(pages)s pages under these choices.") % {"pages": paginator.num_pages}
        raise NotFound(message, [(gettext("Go to the last page"), last)]) from past


@page
def rankings_download(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """All cells that meet the choices, written once per release and served as a file."""
    ranking = _ask(request, OPTIONAL)
    selection, release = ranking.selection, ranking.asked.release
    cells = list_cells(release, selection, ranking.place)
    name = _name(selection)
    is_long = not (selection.group or selection.country or selection.region)
    return send_table(
        request,
        ranking.asked,
        name,
        suffix,
        lambda: cells_dataset(cells, release, selection.rules, name),
        is_long=is_long,
    )


def _name(selection: Narrowed) -> str:
    """`rankings-nace-C29-DE-2014-three-stars-2-stars`: every filter by its value, least figures by their names."""
    place = selection.region or selection.country
    chosen = (selection.scheme, selection.group, place, selection.within, selection.year, selection.rules)
    least = [("stars", selection.stars), ("persons", selection.persons), ("growth", selection.growth)]
    ends = [f"{name}-{value}" for name, value in least if value and (name, value) not in selection.defaults]
    return "-".join(("rankings", *(part for part in chosen if part), *ends))
