"""Pages of industries: schemes with their groups, and the profile of one group."""

from collections.abc import Callable
from difflib import get_close_matches

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from observatory.downloads import cells_dataset, trend_dataset
from observatory.presenters.actions import picture_of
from observatory.presenters.briefing.links import briefing_links
from observatory.presenters.choosing import filter_form
from observatory.presenters.group.countries import countries_chart
from observatory.presenters.group.files import SECTIONS, section_dataset
from observatory.presenters.industries import present_industries
from observatory.presenters.industries_download import groups_dataset
from observatory.presenters.industry import present_industry
from observatory.presenters.industry_map import MapFigure, present_group_map
from observatory.presenters.industry_trend import trend_chart
from observatory.presenters.mapping.page import leaving
from observatory.presenters.sheets import Leaving
from observatory.queries.group import GroupProfile, cells_of_group, get_group, get_group_profile, list_group_names
from observatory.queries.industries import list_schemes
from observatory.queries.mapping import MapAnswer, get_map
from observatory.queries.names import get_names
from observatory.queries.outlines import get_ground
from observatory.queries.release import catch_up
from observatory.views.answering import is_image, send_chart, send_figure, send_table
from observatory.views.asking import Asked, ask, canonical_redirect, page
from portal.core.charts import Chart
from portal.core.errors import NotFound, shortened
from portal.core.page import Dataset
from portal.core.panels import About, Panel, Subject, panels_for
from portal.registry.models import IndustryGroup
from portal.registry.reference import reference

PARAMETERS = ("year", "rules", "area")
GROUP_PARAMETERS = ("year", "since", "rules", "area")
CHARTS: dict[str, Callable[[GroupProfile], Chart | None]] = {"trend": trend_chart, "countries": countries_chart}
FIGURES = ("trend", *SECTIONS)


@page
def industries(request: HttpRequest) -> HttpResponseBase:
    asked = ask(request, PARAMETERS)
    view = present_industries(list_schemes(asked.release, asked.selection), asked.release, asked.selection, asked.path)
    filters = filter_form(asked.path, asked.selection, asked.choices, get_names(), PARAMETERS)
    context = {"page": view.page, "view": view, "release": asked.release, "filters": filters}
    return canonical_redirect(request, asked) or render(request, "observatory/industries.html", context)


@page
def industries_download(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Every group of every scheme with its number of statistical clusters."""
    asked = ask(request, PARAMETERS)
    name = f"industries-{asked.selection.year}-{asked.selection.rules}"

    def made() -> Dataset:
        return groups_dataset(list_schemes(asked.release, asked.selection), asked.release, asked.selection, name)

    return send_table(request, asked, name, suffix, made)


@page
def scheme(request: HttpRequest, scheme: str) -> HttpResponseBase:
    """A scheme has its place on the list of all. Raises NotFound for an unknown one."""
    if scheme.lower() not in {one.code for one in reference().schemes}:
        catch_up()  # a scheme may have been opened since this process read them
    known = {one.code: one for one in reference().schemes}
    if scheme.lower() not in known:
        links = [(str(one), reverse("observatory:scheme", args=[code])) for code, one in known.items()]
        raise NotFound(gettext("No industry scheme has the code %(code)s.") % {"code": shortened(scheme)}, links)
    return HttpResponsePermanentRedirect(f"{reverse('observatory:industries')}#{scheme.lower()}")


@page
def industry(request: HttpRequest, scheme: str, code: str) -> HttpResponseBase:
    group = find_group(scheme, code)
    if (scheme, code) != (group.scheme_id, group.code):
        return _led_on(request, group)
    asked = ask(request, GROUP_PARAMETERS)
    return canonical_redirect(request, asked) or _profile(request, group, asked)


def find_group(scheme: str, code: str) -> IndustryGroup:
    """The group of an address. Raises NotFound with the nearest groups."""
    group = get_group(scheme.lower(), code)
    if group is None:
        catch_up()  # its scheme may have been opened since this process read them
        group = get_group(scheme.lower(), code)
    if group is None:
        names = list_group_names(scheme.lower())
        near = get_close_matches(code.upper(), names, n=4, cutoff=0.5) or get_close_matches(code, names, n=4)
        links = [(f"{one} {names[one]}", reverse("observatory:industry", args=[scheme.lower(), one])) for one in near]
        links = links or [(gettext("All industries"), reverse("observatory:industries"))]
        raise NotFound(gettext("No industry group has the code %(code)s.") % {"code": shortened(code)}, links)
    return group


def _led_on(request: HttpRequest, group: IndustryGroup) -> HttpResponseBase:
    path = reverse("observatory:industry", args=[group.scheme_id, group.code])
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def _profile(request: HttpRequest, group: IndustryGroup, asked: Asked) -> HttpResponseBase:
    profile = get_group_profile(group, asked.release, asked.selection)
    view = present_industry(profile, _map(profile, asked), asked.path)
    context = {
        "page": view.page,
        "view": view,
        "release": asked.release,
        "social_image": picture_of(view.map.actions) if view.map else "",
        "filters": filter_form(asked.path, asked.selection, asked.choices, get_names(), GROUP_PARAMETERS),
        "briefing": briefing_links(asked.path, asked.selection),
        "panels": _panels(request, group),
    }
    return render(request, "observatory/industry.html", context)


def _map(profile: GroupProfile, asked: Asked) -> MapFigure | None:
    """None where the group cannot be measured: a map of what is left of it would mislead."""
    if profile.is_measurable:
        names = get_names(profile.group.scheme_id)
        return present_group_map(_map_answer(profile.group, asked), get_ground(2), names, asked.selection, asked.path)
    return None


def _map_answer(group: IndustryGroup, asked: Asked) -> MapAnswer:
    chosen = asked.selection.with_(since="", figure="location_quotient")
    shown = chosen.with_(scheme=group.scheme_id, group=group.code, level="2")
    return get_map(asked.release, shown)


def _panels(request: HttpRequest, group: IndustryGroup) -> list[Panel]:
    about = About(scheme=group.scheme_id, group_code=group.code)
    return panels_for(Subject.INDUSTRY_GROUP, about, request.user)


@page
def industry_download(request: HttpRequest, scheme: str, code: str, suffix: str) -> HttpResponseBase:
    """All published cells of the group, or one of its figures."""
    group = find_group(scheme, code)
    asked = ask(request, GROUP_PARAMETERS, ["figure"], figure=FIGURES)
    name = f"{group.scheme_id}-{group.code}-{asked.selection.figure or 'cells'}-{asked.selection.year}"
    if is_image(suffix) and asked.selection.figure in CHARTS:
        return send_chart(request, asked, name, suffix, lambda: _chart(group, asked))
    if is_image(suffix):
        return send_figure(request, asked, name, suffix, lambda: _leaving_map(group, asked))
    return send_table(request, asked, name, suffix, lambda: _dataset(group, asked, name))


def _chart(group: IndustryGroup, asked: Asked) -> Chart | None:
    return CHARTS[asked.selection.figure](get_group_profile(group, asked.release, asked.selection))


def _leaving_map(group: IndustryGroup, asked: Asked) -> Leaving:
    answer = _map_answer(group, asked)
    if not answer.with_figure:
        raise NotFound(gettext("There are no figures to draw for this choice."))
    return leaving(answer, get_ground(2), get_names(group.scheme_id))


def _dataset(group: IndustryGroup, asked: Asked, name: str) -> Dataset:
    if asked.selection.figure == "trend":
        return trend_dataset(group, asked.release, asked.selection.area, name)
    if asked.selection.figure:
        return section_dataset(get_group_profile(group, asked.release, asked.selection), asked.selection.figure, name)
    cells = cells_of_group(group, asked.release, asked.selection)
    return cells_dataset(cells, asked.release, asked.selection.rules, name)
