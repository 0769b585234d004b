"""One step of the form: shown, saved, saved by itself, and brought together with what somebody else saved."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from internationalisation.editing.actions import Clash, Saved, Writing, save_draft
from internationalisation.editing.bundle import Bundle, bundle_of
from internationalisation.editing.forms import with_one_more
from internationalisation.editing.keeping import forget_words, keep_and_sign_in, kept_words
from internationalisation.editing.opening import FIELD, NotOpened, Opening, check_opening, opened_by
from internationalisation.editing.pages import neighbours, page_of, progress_of, step_url
from internationalisation.editing.places import country_map
from internationalisation.editing.presenters import clashes_of, saved_text
from internationalisation.editing.publishing import publish_small_fields
from internationalisation.editing.steps import BY_KEY, Step
from internationalisation.editing.suggesting import suggest
from internationalisation.editing.views.common import Work, work_of
from internationalisation.editing.words import countries
from portal.core.errors import NotFound

AUTOSAVE = "autosave"
CLASH = "clash"


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of the form in the making."""

    work: Work
    step: Step
    opening: Opening
    bundle: Bundle


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_exempt  # the seal of the form says who was given it, also after a new session began: see `opening`
def edit(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Show a step, or save it."""
    if step not in BY_KEY:
        raise NotFound(_("The form has no such step."))
    if not request.user.is_authenticated:
        return _signed_out(request)
    work = work_of(request, pk)
    if request.method == "POST":
        return _answer(request, work, BY_KEY[step])
    return _render(request, _opened(request, work, BY_KEY[step]))


def _signed_out(request: HttpRequest) -> HttpResponse:
    """What the page saves by itself is not kept: it is still on the screen, and comes again."""
    if AUTOSAVE in request.POST:
        text = _("Not saved: your session has ended. Press “Save and continue” and sign in: your words are kept.")
        return JsonResponse({"text": text}, status=401)
    return keep_and_sign_in(request)


def _opened(request: HttpRequest, work: Work, step: Step) -> Shown:
    """With what is stored, or with the words of a form that was sent after its session had ended."""
    words = kept_words(request)
    opening = opened_by(request.user, place_of(work, step), {name: work.values[name] for name in step.names})
    if words is not None:
        opening = check_opening(words.get(FIELD, ""), request.user, place_of(work, step))
        text = _("Your session had ended. Here is what you wrote: it is not saved yet.")
        messages.warning(request, text)
    return Shown(work, step, opening, bundle_of(step, work.draft, work.values, words))


def place_of(work: Work, step: Step) -> str:
    return f"{work.organisation.pk}/{step.key}"


def _answer(request: HttpRequest, work: Work, step: Step) -> HttpResponse:
    try:
        opening = check_opening(request.POST.get(FIELD, ""), request.user, place_of(work, step))
    except NotOpened as error:
        text = _("This form was opened by another account, or it is not whole. Open it again and write once more.")
        raise PermissionDenied(text) from error
    data = _helped(request, work, step)
    if data is not None:
        return _render(request, Shown(work, step, opening, _unchecked(work, step, data)))
    bundle = bundle_of(step, work.draft, work.values, request.POST, request.FILES)
    shown = Shown(work, step, opening, bundle)
    if not bundle.is_valid():
        return _refused(request, shown)
    return _save(request, shown)


def _helped(request: HttpRequest, work: Work, step: Step) -> QueryDict | None:
    """The words with what a helping button adds to them: a row, a region. None where the form is to be saved."""
    do, _colon, what = request.POST.get("do", "").partition(":")
    if do == "add" and what in step.lists:
        return with_one_more(request.POST, what)
    if step.key == "place" and (do == "suggest" or "map.x" in request.POST):
        answer = suggest(request.POST, work.draft.country_id)
        messages.add_message(request, messages.INFO if answer.is_found else messages.WARNING, answer.text)
        return answer.words
    return None


def _unchecked(work: Work, step: Step, data: QueryDict) -> Bundle:
    """With the words, without complaints: nobody asked to save them yet."""
    bundle = bundle_of(step, work.draft, work.values, data)
    bundle.silence()
    return bundle


def _refused(request: HttpRequest, shown: Shown) -> HttpResponse:
    if AUTOSAVE in request.POST:
        return JsonResponse({"text": _("Not saved yet: something in this form cannot be right.")}, status=400)
    return _render(request, shown, status=400)


def _save(request: HttpRequest, shown: Shown) -> HttpResponse:
    names = [name for name in request.POST.getlist(CLASH) if name in shown.step.names]
    choices = {name: request.POST.get(f"choose_{name}", "") for name in names}
    if not all(choices.values()):
        began = shown.opening.values
        clash = Clash(tuple(names), began, shown.work.organisation.latest_revision, began)
        return _clashed(request, shown, clash, _("Choose one of the two for each field."))
    values = shown.bundle.values | {name: shown.opening.values[name] for name in names if choices[name] == "theirs"}
    try:
        saved = save_draft(
            organisation=shown.work.organisation,
            user=request.user,
            writing=Writing(
                values,
                based_on=shown.opening.values,
                form=shown.opening.form,
                logo=shown.bundle.form.logo,
                is_autosave=AUTOSAVE in request.POST,
            ),
        )
    except Clash as clash:
        return _clashed(request, shown, clash)
    return _saved(request, shown, saved)


def _clashed(request: HttpRequest, shown: Shown, clash: Clash, fault: str = "") -> HttpResponse:
    """Both texts side by side. What somebody else wrote is what the form begins from now, in these fields alone."""
    if AUTOSAVE in request.POST:
        text = _("Not saved: somebody else changed the same field. Press “Save and continue” to see both texts.")
        return JsonResponse({"text": text}, status=409)
    values = clash.began | {name: clash.theirs[name] for name in clash.names}
    opening = replace(shown.opening, values=values, form=uuid4())
    context = {"clashes": clashes_of(clash, shown.bundle.values), "clash_fault": fault}
    return _render(request, replace(shown, opening=opening), status=409, **context)


def _saved(request: HttpRequest, shown: Shown, saved: Saved) -> HttpResponse:
    if AUTOSAVE in request.POST:
        return JsonResponse({"text": saved_text(saved)})
    forget_words(request)
    published = publish_small_fields(shown.work.organisation.pk, request.user, shown.step.names)
    messages.success(request, saved_text(saved, published))
    pk = shown.work.organisation.pk
    if request.POST.get("do") == "leave":
        return redirect("internationalisation:organisation", pk)
    if request.POST.get("do") == "stay":
        return redirect(step_url(pk, shown.step.key))
    return redirect(step_url(pk, neighbours(shown.step)[1]))


def _render(request: HttpRequest, shown: Shown, status: int = 200, **more: Any) -> HttpResponse:
    work, step = shown.work, shown.step
    before, _after = neighbours(step)
    url = step_url(work.organisation.pk, step.key)
    context = {
        "page": page_of(work.draft, str(step.title), url, str(step.lead)),
        "organisation": work.organisation,
        "progress": progress_of(work.draft, work.values, step.key),
        "step": step,
        "bundle": shown.bundle,
        "sealed": shown.opening.sealed(),
        "before_url": step_url(work.organisation.pk, before) if before else "",
        **(_place_context(shown) if step.key == "place" else {}),
        **more,
    }
    return render(request, f"internationalisation/editing/step_{step.key}.html", context, status=status)


def _place_context(shown: Shown) -> dict[str, Any]:
    """The map of the country that is being written, where its regions are known."""
    country = countries()[shown.bundle.form.country_code]
    return {
        "has_regions": country.is_european,
        "map": country_map(country.code) if country.is_european else None,
        "map_url": reverse("internationalisation:edit-map", args=[country.code]),
        "country": country.local_name,
    }
