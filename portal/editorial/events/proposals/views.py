"""The front office of proposals: no one but their proposer sees them here."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.core.page import PageMeta
from portal.editorial.events.proposals.actions import change_proposal, page_of, propose_event, withdraw_proposal
from portal.editorial.events.proposals.forms import ProposalForm, initial_of
from portal.editorial.events.proposals.permissions import (
    NotAllowed,
    can_propose_for_others,
    check_can_change,
    check_can_propose,
    check_can_withdraw,
)
from portal.editorial.events.proposals.presenters import present_proposal, proposal_page, propose_page
from portal.editorial.models import EventProposal
from portal.registry.belonging import organisations_of

ONE_PROPOSAL = "editorial:proposal"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def propose(request: HttpRequest) -> HttpResponse:
    try:
        check_can_propose(request.user)
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    form = ProposalForm(request.POST or None, **_organisations(request))
    if request.method == "POST" and form.is_valid():
        proposal = propose_event(proposer=request.user, token=form.stored_token, values=form.values)
        messages.success(request, _("Sent. The editors check your event and you get an e-mail with their decision."))
        return redirect(ONE_PROPOSAL, proposal.pk)
    return _form(request, propose_page(), form, _("Send to the editors"))


@require_safe
@never_cache
@login_required
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _own(request, pk)
    context = {"page": proposal_page(shown), "proposal": present_proposal(shown)}
    return render(request, "editorial/event_proposal.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """The same form with what was sent; only while the editors wait for changes."""
    shown = _own(request, pk)
    try:
        check_can_change(shown, request.user)
    except NotAllowed:
        messages.info(request, _("The editors are not waiting for changes of this proposal."))
        return redirect(ONE_PROPOSAL, pk)
    page = page_of(shown).get_latest_revision_as_object()
    initial = initial_of(page, _description(page.body))
    form = ProposalForm(request.POST or None, initial=initial, **_organisations(request))
    if request.method == "POST" and form.is_valid():
        values = form.values if "description" in form.changed_data else _without_body(form.values)
        change_proposal(proposal=shown, proposer=request.user, values=values)
        messages.success(request, _("Sent again. The editors check your event."))
        return redirect(ONE_PROPOSAL, pk)
    lead = shown.comment or _("Change what the editors asked for and send it again.")
    return _form(request, proposal_page(shown, "change-proposal", lead), form, _("Send again"))


@require_POST
@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """A second click finds it withdrawn and says so."""
    shown = _own(request, pk)
    try:
        check_can_withdraw(shown, request.user)
        withdraw_proposal(proposal=shown, proposer=request.user)
        messages.success(request, _("Withdrawn: %(title)s.") % {"title": shown.title})
    except NotAllowed:
        messages.info(request, _("Nothing to withdraw: this proposal is decided or withdrawn already."))
    return redirect(ONE_PROPOSAL, pk)


def _organisations(request: HttpRequest) -> dict[str, Any]:
    """What the form offers as organiser: one's own organisations first."""
    own = organisations_of(request.user)
    return {"organisations": own, "names_others": not own or can_propose_for_others(request.user)}


def _own(request: HttpRequest, pk: int) -> EventProposal:
    """For anybody else's there is nothing here."""
    return get_object_or_404(EventProposal.objects.select_related("page"), pk=pk, proposer=request.user)


def _form(request: HttpRequest, page: PageMeta, form: ProposalForm, button: str) -> HttpResponse:
    context = {"page": page, "form": form, "button": button}
    return render(request, "editorial/propose_event.html", context, status=400 if form.errors else 200)


def _without_body(values: dict[str, object]) -> dict[str, object]:
    """Who leaves the description alone keeps what editors made of it."""
    return {name: value for name, value in values.items() if name != "body"}


def _description(body: Iterable[Any]) -> str:
    """The text of a body without its marks, a paragraph after the other."""
    texts = [block.value.source for block in body if block.block_type == "text"]
    plain = "\n".join(texts).replace("</p>", "</p>\n\n").replace("<br/>", "\n").replace("<br>", "\n")
    return strip_tags(plain).strip()
