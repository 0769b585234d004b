"""The page of one cell: region × industry group."""

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from observatory.downloads import cells_dataset
from observatory.presenters.actions import picture_of
from observatory.presenters.choosing import filter_form
from observatory.presenters.cluster import present_cluster
from observatory.presenters.cluster_figures import history_chart
from observatory.queries.arithmetic import get_arithmetic
from observatory.queries.cluster import get_cluster_profile, history_of
from observatory.queries.names import get_names
from observatory.queries.place import Place, get_place
from observatory.views.answering import is_image, send_chart, send_table
from observatory.views.asking import Asked, ask, canonical_redirect, page
from observatory.views.industry import find_group
from portal.core.charts import Chart
from portal.core.page import Dataset
from portal.core.panels import About, Panel, Subject, panels_for
from portal.registry.models import IndustryGroup

PARAMETERS = ("year", "rules", "area")
FIGURES = ("history",)


@page
def cluster(request: HttpRequest, region: str, scheme: str, code: str) -> HttpResponseBase:
    place, group = get_place(region), find_group(scheme, code)
    known = (place.redirect_to or place.code, group.scheme_id, group.code)
    if (region, scheme, code) != known:
        return _led_on(request, known)
    asked = ask(request, PARAMETERS)
    return canonical_redirect(request, asked) or _profile(request, place, group, asked)


def _led_on(request: HttpRequest, known: tuple[str, str, str]) -> HttpResponseBase:
    path = reverse("observatory:cluster", args=known)
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def _profile(request: HttpRequest, place: Place, group: IndustryGroup, asked: Asked) -> HttpResponseBase:
    profile = get_cluster_profile(place, group, asked.release, asked.selection)
    figure = profile.figure
    arithmetic = get_arithmetic(figure, asked.selection.rules) if figure else None
    view = present_cluster(profile, arithmetic, asked.path)
    context = {
        "page": view.page,
        "view": view,
        "release": asked.release,
        "social_image": picture_of(view.history.actions),
        "filters": filter_form(asked.path, asked.selection, asked.choices, get_names(), PARAMETERS),
        "panels": _panels(request, place, group),
    }
    return render(request, "observatory/cluster.html", context)


def _panels(request: HttpRequest, place: Place, group: IndustryGroup) -> list[Panel]:
    about = About(
        region_codes=place.codes,
        country_code=place.region.country_id,
        scheme=group.scheme_id,
        group_code=group.code,
    )
    return panels_for(Subject.STATISTICAL_CLUSTER, about, request.user)


@page
def cluster_download(request: HttpRequest, region: str, scheme: str, code: str, suffix: str) -> HttpResponseBase:
    """The cell in every year, as a table or as its line over the years."""
    place, group = get_place(region), find_group(scheme, code)
    if place.redirect_to:
        place = get_place(place.redirect_to)
    asked = ask(request, PARAMETERS, ["figure"], figure=FIGURES)
    name = f"{place.code}-{group.scheme_id}-{group.code}"
    if is_image(suffix):
        return send_chart(request, asked, name, suffix, lambda: _chart(place, group, asked))
    return send_table(request, asked, name, suffix, lambda: _dataset(place, group, asked, name))


def _chart(place: Place, group: IndustryGroup, asked: Asked) -> Chart | None:
    return history_chart(get_cluster_profile(place, group, asked.release, asked.selection))


def _dataset(place: Place, group: IndustryGroup, asked: Asked, name: str) -> Dataset:
    cells = history_of(place, group, asked.release, asked.selection)
    return cells_dataset(cells, asked.release, asked.selection.rules, name)
