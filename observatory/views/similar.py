"""Pages of similar regions, and the whole matrix of distances."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from observatory.presenters.sheets import Leaving
from observatory.presenters.similar.files import FORMS, matrix_dataset, neighbours_dataset
from observatory.presenters.similar.form import similar_form
from observatory.presenters.similar.map import leaving_similar
from observatory.presenters.similar.page import present_similar
from observatory.presenters.similar.selection import OWN, SimilarSelection, with_own
from observatory.queries.outlines import MapGround, get_ground
from observatory.queries.place import Place, get_place
from observatory.queries.similar import Similar, Wanted, get_similar
from observatory.queries.similarity_matrix import list_matrix, list_vectors
from observatory.views.answering import download_of, is_image, send_figure, send_table
from observatory.views.asking import Asked, ask, page
from portal.core.downloads import answer_table
from portal.core.errors import BadChoice, NotFound
from portal.core.page import Dataset

PARAMETERS = ("year",)
NUTS3 = 3


@page
def similar(request: HttpRequest, code: str) -> HttpResponseBase:
    place = compared_place(code)
    if code != place.code:
        return led_on(request, "observatory:similar", place)
    asked, chosen = _asked(request)
    if elsewhere := _canonical(request, asked, chosen):
        return elsewhere
    answer = get_similar(place, asked.release, int(chosen.year), chosen.wanted)
    view = present_similar(answer, chosen, _ground(answer), asked.path)
    form = similar_form(asked.path, chosen, asked.choices)
    context = {"page": view.page, "view": view, "release": asked.release, "filters": form}
    return render(request, "observatory/similar.html", context)


def compared_place(code: str) -> Place:
    """Today's place of `code`. Raises NotFound for NUTS 3, which has no figures, with the region around it."""
    place = get_place(code)
    if place.redirect_to:
        place = get_place(place.redirect_to)
    if place.region.level == NUTS3:
        around = [(one.name, reverse("observatory:region", args=[one.code])) for one in place.around]
        raise NotFound(gettext("Figures are published for regions of NUTS 2 and larger ones."), around)
    return place


def led_on(request: HttpRequest, name: str, place: Place) -> HttpResponseBase:
    """Another spelling or a former code leads to the page of today's code with the same choices."""
    path, query = reverse(name, args=[place.code]), request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def _asked(request: HttpRequest, *, is_download: bool = False) -> tuple[Asked, SimilarSelection]:
    asked = ask(request, PARAMETERS)
    chosen = with_own(asked.selection, request.GET.dict(), is_download=is_download)
    return replace(asked, selection=chosen), chosen


def _canonical(request: HttpRequest, asked: Asked, chosen: SimilarSelection) -> HttpResponseBase | None:
    """Where the page lives when it was asked for in another order or with defaults spelled out."""
    known = {"year", "release", *OWN}
    sent = request.GET.copy()
    for name in set(sent) - known:
        del sent[name]
    return None if sent.urlencode() == chosen.query() else HttpResponsePermanentRedirect(asked.address)


def _ground(answer: Similar) -> MapGround:
    with_former = answer.place.region.level == 2
    return get_ground(answer.place.region.level, with_former=with_former)


@page
def similar_download(request: HttpRequest, code: str, suffix: str) -> HttpResponseBase:
    """The nearest regions with their variables (`n=all`: every region), or the map of distances."""
    place = compared_place(code)
    asked, chosen = _asked(request, is_download=True)
    name = f"{place.code}-similar-{chosen.n}-{chosen.year}"
    if is_image(suffix):
        return send_figure(request, asked, name, suffix, lambda: _leaving(place, asked, chosen))
    return send_table(request, asked, name, suffix, lambda: _dataset(place, asked, chosen, name))


def _leaving(place: Place, asked: Asked, chosen: SimilarSelection) -> Leaving:
    answer = get_similar(place, asked.release, int(chosen.year), chosen.wanted)
    if not answer.neighbours:
        raise NotFound(gettext("There are no figures to draw for this choice."))
    return leaving_similar(answer, _ground(answer))


def _dataset(place: Place, asked: Asked, chosen: SimilarSelection, name: str) -> Dataset:
    """Traits are not in the file: one neighbour is asked for, however many rows the file has."""
    year = int(chosen.year)
    answer = get_similar(place, asked.release, year, replace(chosen.wanted, n=1))
    answer = replace(answer, wanted=Wanted(chosen.wanted.n))
    return neighbours_dataset(answer, list_vectors(asked.release, year), name)


@page
def similarity_matrix(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Distances between all regions of a year, a row a pair or (`form=wide`) a row a region; written once."""
    asked = ask(request, PARAMETERS)
    form = request.GET.get("form", FORMS[0])
    if form not in FORMS:
        raise BadChoice("form", form, FORMS)
    name = f"similarity-{form}-{asked.selection.year}"
    return answer_table(request, download_of(asked, name, suffix, is_long=True), lambda: _matrix(asked, form, name))


def _matrix(asked: Asked, form: str, name: str) -> Dataset:
    year = asked.selection.year
    regions, rows = list_matrix(asked.release, int(year))
    return matrix_dataset(asked.release, year, form, regions, rows, name)
