"""The reviewers' side: what waits, one profile, and the decision. National contacts and moderators share it."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from internationalisation.review.actions import decisions, standings
from internationalisation.review.facets import FACETS
from internationalisation.review.forms import CertificateForm, DecisionForm, GovernForm
from internationalisation.review.presenters.reviewing import (
    present_review,
    present_waiting,
    review_page,
    waiting_page,
)
from internationalisation.review.queries.profiles import get_review
from internationalisation.review.queries.waiting import waiting_for
from internationalisation.review.sending import incomplete, send
from portal.editorial.listing.presenting import present_filters
from portal.editorial.pagination import paginate
from portal.registry.models import ClusterOrganisation
from portal.registry.permissions import check_can_govern, check_can_review, check_can_review_any, rights_of

DECISIONS = {"approve": decisions.approve, "reject": decisions.reject, "ask": decisions.ask}
DEEDS = {"suspend": standings.suspend, "reinstate": standings.reinstate, "archive": standings.archive}


@require_safe
@never_cache
@login_required
def waiting(request: HttpRequest) -> HttpResponse:
    rights = rights_of(request.user)
    check_can_review_any(rights)
    narrowed = FACETS.parse(request.GET)
    rows = waiting_for(rights)
    counts = FACETS.count(rows, narrowed)
    found, pagination = paginate(
        FACETS.rows(rows, narrowed), request.GET, request.path, dict(narrowed.pairs), total=counts.total
    )
    context = {
        "page": waiting_page(counts.total),
        "rows": [present_waiting(row) for row in found],
        "filters": present_filters(FACETS, counts, narrowed, request.path),
        "pagination": pagination,
        "total": counts.total,
    }
    return render(request, "internationalisation/review/waiting.html", context)


@require_safe
@never_cache
@login_required
def item(request: HttpRequest, pk: int) -> HttpResponse:
    return _item(request, pk)


@require_POST
@login_required
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve, return with reasons, or ask: one form, so that what was written is there for each."""
    check_can_review(rights_of(request.user), get_object_or_404(ClusterOrganisation, pk=pk))
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _item(request, pk, decision=form)
    sent = form.cleaned_data
    act = partial(
        DECISIONS[sent["decision"]], organisation_pk=pk, user=request.user, mark=sent["mark"], text=sent["text"]
    )
    done = {
        "approve": _("Approved. The managers were told."),
        "reject": _("Returned with your reasons. The managers were told."),
        "ask": _("Sent. The managers were told by e-mail."),
    }
    return send(request, form, act, done[sent["decision"]], _address(pk))


@require_POST
@login_required
def govern(request: HttpRequest, pk: int) -> HttpResponse:
    """Suspend, open again, archive or merge: moderators alone."""
    _check_can_govern(request, pk)
    form = GovernForm(request.POST)
    if not form.is_valid():
        return _item(request, pk, governing=form)
    deed, who = form.cleaned_data["deed"], _who(request, pk)
    act = partial(DEEDS.get(deed, standings.suspend), **who, reason=form.cleaned_data["text"])
    if deed == "merge":
        act = partial(standings.merge, **who, into_pk=form.cleaned_data["into"], reason=form.cleaned_data["text"])
    return send(request, form, act, _("Done. The managers were told."), _address(pk))


@require_POST
@login_required
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """A moderator saw the evidence of a certificate, or takes that back."""
    _check_can_govern(request, pk)
    form = CertificateForm(request.POST)
    if not form.is_valid():
        return incomplete(request, _address(pk))
    sent, who = form.cleaned_data, _who(request, pk)
    act = partial(standings.withdraw_verification, **who, key=sent["key"])
    if sent["is_verified"]:
        act = partial(standings.verify_certificate, **who, key=sent["key"], mark=sent["mark"])
    return send(request, form, act, _("The mark of the certificate was changed."), _address(pk))


def _who(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Whose profile, and who acts."""
    return {"organisation_pk": pk, "user": request.user}


def _check_can_govern(request: HttpRequest, pk: int) -> None:
    rights = rights_of(request.user)
    check_can_govern(rights)
    check_can_review(rights, get_object_or_404(ClusterOrganisation, pk=pk))


def _item(
    request: HttpRequest, pk: int, *, decision: DecisionForm | None = None, governing: GovernForm | None = None
) -> HttpResponse:
    found = get_review(pk, rights_of(request.user))
    shown = present_review(found)
    context: dict[str, Any] = {
        "page": review_page(found.organisation),
        "review": shown,
        "organisation": found.organisation,
        "form": decision or DecisionForm(initial={"mark": shown.mark}),
        "governing": governing or GovernForm(),
        "button": CertificateForm(),
    }
    status = 400 if decision or governing else 200
    return render(request, "internationalisation/review/item.html", context, status=status)


def _address(pk: int) -> str:
    return reverse("internationalisation:review-item", args=[pk])
