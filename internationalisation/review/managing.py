"""The managers' side: where the profile stands, and the buttons that move it on."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from internationalisation.review.actions import talk
from internationalisation.review.forms import AnswerForm, TokenForm
from internationalisation.review.presenters.overview import overview_page, present_overview
from internationalisation.review.queries.profiles import get_overview
from internationalisation.review.sending import incomplete, send
from portal.registry.models import ClusterOrganisation
from portal.registry.permissions import check_can_administer, check_can_edit, rights_of


@require_safe
@never_cache
@login_required
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    return _overview(request, pk, AnswerForm())


@require_POST
@login_required
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Refused where something is missing: the page then says what, with links."""
    done = _("Submitted. The reviewers were told, and you get an e-mail with their decision.")
    return _press(request, pk, talk.submit, done)


@require_POST
@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return _press(request, pk, talk.withdraw, _("Taken back. Nobody decides about it until you submit it again."))


@require_POST
@login_required
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    return _press(request, pk, talk.confirm, _("Confirmed. We ask again in a year."))


@require_POST
@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    check_can_edit(rights_of(request.user), get_object_or_404(ClusterOrganisation, pk=pk))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _overview(request, pk, form)
    act = partial(talk.answer, organisation_pk=pk, user=request.user, text=form.cleaned_data["text"])
    return send(request, form, act, _("Sent to the reviewers."), _address(pk))


def _press(request: HttpRequest, pk: int, action: Callable[..., None], done: str) -> HttpResponse:
    """A button of administrators."""
    check_can_administer(rights_of(request.user), get_object_or_404(ClusterOrganisation, pk=pk))
    form = TokenForm(request.POST)
    if not form.is_valid():
        return incomplete(request, _address(pk))
    return send(request, form, partial(action, organisation_pk=pk, user=request.user), done, _address(pk))


def _overview(request: HttpRequest, pk: int, form: AnswerForm) -> HttpResponse:
    found = get_overview(pk, rights_of(request.user), localdate())
    context: dict[str, Any] = {
        "page": overview_page(found.organisation),
        "overview": present_overview(found),
        "organisation": found.organisation,
        "form": form,
        "button": TokenForm(),
    }
    return render(request, "internationalisation/review/overview.html", context, status=400 if form.errors else 200)


def _address(pk: int) -> str:
    return reverse("internationalisation:organisation", args=[pk])
