"""Pages of relatedness: the network of industry groups, and a region's place in it."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from observatory.charts.network import NetworkChart, document
from observatory.presenters.choosing import filter_form
from observatory.presenters.relatedness.europe import europe_chart, present_relatedness
from observatory.presenters.relatedness.files import pairs_dataset, region_dataset
from observatory.presenters.relatedness.region import present_region_relatedness, region_chart
from observatory.presenters.words import source_line
from observatory.queries.names import get_names
from observatory.queries.place import Place
from observatory.queries.relatedness import get_network, get_region_network
from observatory.views.answering import is_image, send_svg, send_table
from observatory.views.asking import Asked, ask, canonical_redirect, page
from observatory.views.similar import compared_place, led_on
from portal.core.errors import NotFound
from portal.core.page import Dataset

PARAMETERS = ("scheme", "year", "area")
REGION_PARAMETERS = ("scheme", "year", "rules", "area")


@page
def relatedness_network(request: HttpRequest) -> HttpResponseBase:
    asked = ask(request, PARAMETERS)
    if elsewhere := canonical_redirect(request, asked):
        return elsewhere
    view = present_relatedness(get_network(asked.release, asked.selection), asked.path)
    filters = filter_form(asked.path, asked.selection, asked.choices, get_names(), PARAMETERS)
    context = {"page": view.page, "view": view, "release": asked.release, "filters": filters}
    return render(request, "observatory/relatedness_network.html", context)


@page
def relatedness_network_download(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Every pair of groups with its proximity, or the picture."""
    asked = ask(request, PARAMETERS)
    name = f"relatedness-{asked.selection.scheme}-{asked.selection.year}"
    if is_image(suffix):
        return send_svg(request, asked, name, suffix, lambda: _document(_europe(asked), asked))
    return send_table(
        request, asked, name, suffix, lambda: pairs_dataset(get_network(asked.release, asked.selection), name)
    )


def _europe(asked: Asked) -> NetworkChart | None:
    return europe_chart(get_network(asked.release, asked.selection))


def _document(chart: NetworkChart | None, asked: Asked) -> str:
    if chart is None:
        raise NotFound(gettext("There are no figures to draw for this choice."))
    return document(chart, (source_line(asked.release, asked.selection.year),))


@page
def relatedness(request: HttpRequest, code: str) -> HttpResponseBase:
    place = compared_place(code)
    if code != place.code:
        return led_on(request, "observatory:relatedness", place)
    asked = ask(request, REGION_PARAMETERS)
    if elsewhere := canonical_redirect(request, asked):
        return elsewhere
    view = present_region_relatedness(get_region_network(place, asked.release, asked.selection), asked.path)
    filters = filter_form(asked.path, asked.selection, asked.choices, get_names(), REGION_PARAMETERS)
    context = {"page": view.page, "view": view, "release": asked.release, "filters": filters}
    return render(request, "observatory/relatedness.html", context)


@page
def relatedness_download(request: HttpRequest, code: str, suffix: str) -> HttpResponseBase:
    """The region's groups with density and closest strengths, or the picture."""
    place = compared_place(code)
    asked = ask(request, REGION_PARAMETERS)
    name = f"{place.code}-relatedness-{asked.selection.scheme}-{asked.selection.year}"
    if is_image(suffix):
        return send_svg(request, asked, name, suffix, lambda: _document(_region(place, asked), asked))
    return send_table(request, asked, name, suffix, lambda: _dataset(place, asked, name))


def _region(place: Place, asked: Asked) -> NetworkChart | None:
    return region_chart(get_region_network(place, asked.release, asked.selection))


def _dataset(place: Place, asked: Asked, name: str) -> Dataset:
    return region_dataset(get_region_network(place, asked.release, asked.selection), name)
