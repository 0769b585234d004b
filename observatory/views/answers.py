"""Answers, not only figures: ready-made questions, and who is hit if an industry shrinks."""

from dataclasses import replace
from difflib import get_close_matches

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from observatory.presenters.actions import picture_of
from observatory.presenters.answers.exposing import OWN, ExposureSelection, exposure_form, with_own
from observatory.presenters.answers.exposing import PARAMETERS as EXPOSURE_PARAMETERS
from observatory.presenters.answers.exposure import exposure_map, present_exposure
from observatory.presenters.answers.exposure_tables import exposure_dataset
from observatory.presenters.answers.files import question_dataset
from observatory.presenters.answers.index import present_questions
from observatory.presenters.answers.question import present_question, question_chart, question_map
from observatory.presenters.answers.question_table import MOST_ROWS
from observatory.presenters.answers.value_map import leaving_values
from observatory.presenters.choosing import filter_form
from observatory.presenters.sheets import Leaving
from observatory.queries.answering import answer_question
from observatory.queries.exposure import Exposure, get_exposure
from observatory.queries.names import get_names
from observatory.queries.outlines import MapGround, get_ground
from observatory.queries.questions import Answer
from observatory.questions import Question, UnknownQuestion
from observatory.questions import question as find_question
from observatory.questions import questions as all_questions
from observatory.views.answering import is_image, send_chart, send_figure, send_table
from observatory.views.asking import Asked, ask, canonical_redirect, page
from portal.core.errors import NotFound, shortened
from portal.registry.models import IndustryGroup
from portal.registry.reference import reference

PARAMETERS = ("year", "area")
NUTS2 = 2


@page
def questions(request: HttpRequest) -> HttpResponseBase:
    asked = ask(request, ())
    view = present_questions(all_questions(), asked.release, asked.path)
    context = {"page": view.page, "view": view, "release": asked.release}
    return canonical_redirect(request, asked) or render(request, "observatory/questions.html", context)


@page
def question(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One question, answered from the release that visitors meet, or from the one that the address names."""
    wanted = _find(slug)
    asked = ask(request, PARAMETERS)
    if elsewhere := canonical_redirect(request, asked):
        return elsewhere
    answer = answer_question(wanted, asked.release, asked.selection, most=MOST_ROWS)
    view = present_question(answer, _ground(answer), asked.path)
    filters = filter_form(asked.path, asked.selection, asked.choices, get_names(), PARAMETERS)
    context = {"page": view.page, "view": view, "release": asked.release, "filters": filters}
    context["social_image"] = picture_of((view.map or view.figure or view).actions)
    return render(request, "observatory/question.html", context)


def _find(slug: str) -> Question:
    """Raises NotFound with the nearest questions."""
    try:
        return find_question(slug)
    except UnknownQuestion as unknown:
        known = {one.slug: one for one in all_questions()}
        near = get_close_matches(slug, known, n=3, cutoff=0.3)
        links = [(gettext(known[one].title), reverse("observatory:question", args=[one])) for one in near]
        links.append((gettext("All questions"), reverse("observatory:questions")))
        raise NotFound(gettext("There is no question %(slug)s.") % {"slug": shortened(slug)}, links) from unknown


def _ground(answer: Answer) -> MapGround | None:
    return get_ground(NUTS2, with_former=True) if answer.places else None


@page
def question_download(request: HttpRequest, slug: str, suffix: str) -> HttpResponseBase:
    """Every row of the answer, or its map or chart."""
    wanted = _find(slug)
    asked = ask(request, PARAMETERS)
    name = f"{wanted.slug}-{asked.selection.year}"
    answer = answer_question(wanted, asked.release, asked.selection)
    if is_image(suffix) and answer.places and answer.rows:
        return send_figure(request, asked, name, suffix, lambda: _leaving(answer))
    if is_image(suffix):
        return send_chart(request, asked, name, suffix, lambda: question_chart(answer))
    return send_table(request, asked, name, suffix, lambda: question_dataset(answer, name))


def _leaving(answer: Answer) -> Leaving:
    spec = question_map(answer, get_ground(NUTS2, with_former=True))
    return leaving_values(spec, answer.release, answer.year)


@page
def exposure(request: HttpRequest) -> HttpResponseBase:
    asked, chosen = _exposed(request)
    if elsewhere := canonical_redirect(request, asked, OWN):
        return elsewhere
    found = _exposure(asked, chosen)
    view = present_exposure(found, chosen, get_ground(NUTS2, with_former=True), asked.path)
    filters = exposure_form(asked.path, chosen, asked.choices, get_names(chosen.scheme))
    context = {"page": view.page, "view": view, "release": asked.release, "filters": filters}
    context["social_image"] = picture_of(view.map.actions) if view.map else ""
    return render(request, "observatory/exposure.html", context)


def _exposed(request: HttpRequest) -> tuple[Asked, ExposureSelection]:
    required = [name for name in EXPOSURE_PARAMETERS if name != "group"]
    asked = ask(request, required, ("group",))
    chosen = with_own(asked.selection, asked.choices, request.GET.dict())
    return replace(asked, selection=chosen), chosen


def _exposure(asked: Asked, chosen: ExposureSelection) -> Exposure:
    return get_exposure(_group(chosen), asked.release, chosen, chosen.least_proximity)


def _group(chosen: ExposureSelection) -> IndustryGroup:
    group = reference().group(chosen.scheme, chosen.group)
    if group is None:
        raise NotFound(gettext("No industry group has the code %(code)s.") % {"code": shortened(chosen.group)})
    return group


@page
def exposure_download(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Every region, those without a figure last, or the map."""
    asked, chosen = _exposed(request)
    name = f"exposure-{chosen.scheme}-{chosen.group}-{chosen.year}"
    found = _exposure(asked, chosen)
    if is_image(suffix):
        return send_figure(request, asked, name, suffix, lambda: _leaving_exposure(found, chosen))
    return send_table(request, asked, name, suffix, lambda: exposure_dataset(found, chosen, name))


def _leaving_exposure(found: Exposure, chosen: ExposureSelection) -> Leaving:
    if not found.rows:
        raise NotFound(gettext("There are no figures to draw for this choice."))
    return leaving_values(exposure_map(found, chosen, get_ground(NUTS2, with_former=True)), found.release, chosen.year)
