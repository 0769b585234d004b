"""Pages of regions: the profile of a NUTS 2 region, countries and NUTS 1, and the way from a NUTS 3 code."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from observatory.downloads import cells_dataset, totals_dataset
from observatory.presenters.actions import picture_of
from observatory.presenters.area import AreaPage, present_area
from observatory.presenters.briefing.links import briefing_links
from observatory.presenters.choosing import filter_form
from observatory.presenters.context_download import context_dataset
from observatory.presenters.local import present_local
from observatory.presenters.profile.change import waterfall_of
from observatory.presenters.profile.files import change_dataset, portfolio_dataset, structure_dataset
from observatory.presenters.profile.portfolio_chart import portfolio_chart
from observatory.presenters.profile.structure import structure_document
from observatory.presenters.region import Beside, RegionPage, present_region
from observatory.presenters.region_figures import history_chart, specialisation_chart, specialised
from observatory.presenters.saving import save_view
from observatory.queries.area_profile import get_area_profile
from observatory.queries.context import get_context
from observatory.queries.names import get_names
from observatory.queries.outlines import get_surroundings
from observatory.queries.place import Place, get_place
from observatory.queries.region import Profile, cells_of, get_region_profile
from observatory.queries.similar import list_similar
from observatory.views.answering import is_image, send_chart, send_svg, send_table
from observatory.views.asking import Asked, ask, canonical_redirect, page
from portal.accounts.models import SavedView
from portal.core.charts import Chart
from portal.core.errors import NotFound
from portal.core.page import Dataset
from portal.core.panels import About, Panel, Subject, panels_for

PARAMETERS = ("scheme", "year", "rules", "area")
FIGURES = ("specialisation", "history", "portfolio", "change", "structure", "context")
COMPARED = ("since",)
NUTS2, NUTS3 = 2, 3


@page
def region(request: HttpRequest, code: str) -> HttpResponseBase:
    place = get_place(code)
    if code != place.code or place.redirect_to:
        return _led_on(request, place)
    if place.region.level == NUTS3:
        context = {"view": present_local(place)}
        return render(request, "observatory/local.html", context | {"page": context["view"].page})
    asked = ask(request, PARAMETERS, COMPARED)
    return canonical_redirect(request, asked) or _profile(request, place, asked)


def _led_on(request: HttpRequest, place: Place) -> HttpResponseBase:
    """A code in small letters, or one that was recoded since, leads to today's page with the same choices."""
    path = reverse("observatory:region", args=[place.redirect_to or place.code])
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def _profile(request: HttpRequest, place: Place, asked: Asked) -> HttpResponseBase:
    is_region = place.region.level == NUTS2
    view = _region_page(place, asked) if is_region else _area_page(place, asked)
    context = {
        "page": view.page,
        "view": view,
        "release": asked.release,
        "social_image": _picture(view),
        "filters": filter_form(asked.path, asked.selection, asked.choices, get_names(), PARAMETERS),
        "briefing": briefing_links(asked.path, asked.selection),
        "panels": _panels(request, place),
        "save": save_view(SavedView.Kind.REGION, view.page.title, asked.address, code=place.code),
    }
    return render(request, "observatory/region.html" if is_region else "observatory/area.html", context)


def _region_page(place: Place, asked: Asked) -> RegionPage:
    profile = get_region_profile(place, asked.release, asked.selection)
    beside = Beside(
        surroundings=get_surroundings(place.code, place.region.version),
        similar=list_similar(place, asked.release, profile.year),
    )
    return present_region(profile, beside, asked.path)


def _area_page(place: Place, asked: Asked) -> AreaPage:
    profile = get_area_profile(place, asked.release, asked.selection)
    around = get_surroundings(place.code, place.region.version)
    return present_area(profile, around, asked.path)


def _picture(view: RegionPage | AreaPage) -> str:
    """The figure that stands for the page where others link to it."""
    found = picture_of(view.portfolio.figure.actions)
    specialisation = view.specialisation if isinstance(view, RegionPage) else None
    return found or (picture_of(specialisation.actions) if specialisation else "")


def _panels(request: HttpRequest, place: Place) -> list[Panel]:
    about = About(region_codes=place.codes, country_code=place.region.country_id)
    return panels_for(Subject.PLACE, about, request.user)


@page
def region_download(request: HttpRequest, code: str, suffix: str) -> HttpResponseBase:
    """The region's cells, or one of its figures; answered under any of its codes, without a redirect."""
    place = get_place(code)
    if place.redirect_to:
        place = get_place(place.redirect_to)
    asked = ask(request, PARAMETERS, ["figure", *COMPARED], figure=FIGURES)
    name = f"{place.code}-{asked.selection.figure or 'cells'}-{asked.selection.year}"
    if is_image(suffix) and asked.selection.figure == "structure":
        return send_svg(request, asked, name, suffix, lambda: _structure(place, asked))
    if is_image(suffix):
        return send_chart(request, asked, name, suffix, lambda: _chart(place, asked))
    return send_table(request, asked, name, suffix, lambda: _dataset(place, asked, name))


CHARTS: dict[str, Callable[[Profile], Chart | None]] = {
    "history": history_chart,
    "portfolio": portfolio_chart,
    "change": waterfall_of,
}
DATASETS: dict[str, Callable[[Profile, str], Dataset]] = {
    "portfolio": portfolio_dataset,
    "change": change_dataset,
    "structure": structure_dataset,
}


def _chart(place: Place, asked: Asked) -> Chart | None:
    if asked.selection.figure == "context":
        raise NotFound(gettext("There are no figures to draw for this choice."))
    return CHARTS.get(asked.selection.figure, specialisation_chart)(_read(place, asked))


def _structure(place: Place, asked: Asked) -> str:
    drawing = structure_document(_read(place, asked))
    if not drawing:
        raise NotFound(gettext("There are no figures to draw for this choice."))
    return drawing


def _read(place: Place, asked: Asked) -> Profile:
    get: Callable[..., Profile] = get_region_profile if place.region.level >= NUTS2 else get_area_profile
    return get(place, asked.release, asked.selection)


def _dataset(place: Place, asked: Asked, name: str) -> Dataset:
    release, selection = asked.release, asked.selection
    if selection.figure == "context":
        return context_dataset(get_context(place, release), name)
    if selection.figure in DATASETS:
        return DATASETS[selection.figure](_read(place, asked), name)
    if selection.figure == "history":
        return totals_dataset(place, release, name)
    cells = cells_of(place, release, selection).order_by("group__position")
    if selection.figure == "specialisation":
        cells = cells.filter(pk__in=[cell.pk for cell in specialised(_read(place, asked))])
    return cells_dataset(cells, release, selection.rules, name)
