"""Inviting colleagues, and the page that their link leads to."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from internationalisation.models.invitation import Invitation
from internationalisation.people.invitations.actions import TooManyInvitations, accept, invite, revoke, send_again
from internationalisation.people.invitations.forms import InvitationForm
from internationalisation.people.invitations.presenters import present_invitation
from internationalisation.people.invitations.queries import find_invitation
from internationalisation.people.members.views import PEOPLE, show_people
from internationalisation.people.pages import account_page
from internationalisation.people.reading import organisation_and_rights
from portal.core.errors import NotFound
from portal.core.once import once
from portal.core.reader_forms import token_of
from portal.registry.permissions import check_can_administer


@require_POST
@never_cache
@login_required
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite an address; the answer is the same whether or not it has an account."""
    organisation, rights = organisation_and_rights(request, pk)
    check_can_administer(rights, organisation)
    form = InvitationForm(request.POST, organisation=organisation)
    if not form.is_valid():
        return show_people(request, organisation, rights, form, status=400)
    values = {"email": form.cleaned_data["email"], "role": form.cleaned_data["role"]}

    def do() -> str:
        invite(organisation=organisation, by=request.user, **values)
        return reverse(PEOPLE, args=[pk])

    try:
        address = once(token_of(form.cleaned_data["token"], *values.values()), do)
    except TooManyInvitations:
        form.add_error(None, _too_many())
        return show_people(request, organisation, rights, form, status=429)
    messages.success(request, _("Invited: %(address)s.") % {"address": values["email"]})
    return redirect(address)


@require_POST
@login_required
def resend(request: HttpRequest, pk: int, invitation_pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=invitation_pk, organisation_id=pk)
    return _done(
        request,
        pk,
        lambda: send_again(invitation=invitation, by=request.user),
        _("Sent again to %(address)s. The link before no longer works.") % {"address": invitation.email},
    )


@require_POST
@login_required
def take_back(request: HttpRequest, pk: int, invitation_pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=invitation_pk, organisation_id=pk)
    return _done(
        request,
        pk,
        lambda: revoke(invitation=invitation, by=request.user),
        _("Taken back: the invitation to %(address)s.") % {"address": invitation.email},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """The page of a link. It is accepted by a button: programs that look through mail follow links."""
    found = find_invitation(secret)
    if found is None:
        raise NotFound(
            _("This link is not known. If you were invited more than once, the link in the latest mail works.")
        )
    if request.method == "POST" and request.user.is_authenticated:
        answer = _accepted(request, found)
        if answer is not None:
            return answer
    shown = present_invitation(found, request.user, request.path)
    page = account_page(shown.title, request.path)
    context = {"page": page, "invitation": shown}
    return render(request, "internationalisation/people/invitation.html", context, status=shown.status)


def _accepted(request: HttpRequest, found: Invitation) -> HttpResponse | None:
    """None where the account may not accept it: the page says why."""
    try:
        accept(invitation=found, user=request.user)
    except PermissionDenied:
        return None
    messages.success(request, _("Welcome: you now keep the profile of %(name)s.") % {"name": found.organisation.name})
    return redirect("internationalisation:organisation", found.organisation_id)


def _done(request: HttpRequest, pk: int, do: Callable[[], None], said: str) -> HttpResponse:
    organisation, rights = organisation_and_rights(request, pk)
    check_can_administer(rights, organisation)
    try:
        do()
        messages.success(request, said)
    except TooManyInvitations:
        messages.error(request, _too_many())
    return redirect(PEOPLE, pk)


def _too_many() -> str:
    return _("You sent as many invitations as the portal sends for one person. Wait an hour, or until tomorrow.")
