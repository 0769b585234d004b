"""Who keeps a profile: seen by its members, changed by its administrators."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from internationalisation.people.invitations.forms import InvitationForm, RoleForm
from internationalisation.people.mails import shown_name
from internationalisation.people.members.actions import (
    LastAdministrator,
    NotAMember,
    change_role,
    hand_over,
    leave,
    remove_member,
)
from internationalisation.people.members.presenters import present_people
from internationalisation.people.members.queries import list_people
from internationalisation.people.pages import account_page, organisation_crumbs
from internationalisation.people.reading import organisation_and_rights
from portal.core.errors import BadChoice
from portal.registry.models import ClusterOrganisation, Membership
from portal.registry.permissions import Rights, can_administer, check_can_administer

PEOPLE = "internationalisation:people"


@require_safe
@never_cache
@login_required
def people(request: HttpRequest, pk: int) -> HttpResponse:
    organisation, rights = organisation_and_rights(request, pk)
    _check_is_member(rights, organisation)
    return show_people(request, organisation, rights, InvitationForm(organisation=organisation))


def show_people(
    request: HttpRequest, organisation: ClusterOrganisation, rights: Rights, form: InvitationForm, status: int = 200
) -> HttpResponse:
    """The page, with an empty form or with one that has faults."""
    administers = can_administer(rights, organisation)
    title = _("People of %(name)s") % {"name": organisation.name}
    path = reverse(PEOPLE, args=[organisation.pk])
    page = account_page(
        title, path, _("Who keeps the profile, and with which role."), organisation_crumbs(organisation)
    )
    shown = present_people(list_people(organisation), organisation, request.user, administers)
    context = {"page": page, "people": shown, "form": form, "administers": administers}
    return render(request, "internationalisation/people/people.html", context, status=status)


@require_POST
@login_required
def set_role(request: HttpRequest, pk: int, member_pk: int) -> HttpResponse:
    def do(organisation: ClusterOrganisation) -> str:
        form = RoleForm(request.POST)
        if not form.is_valid():
            raise BadChoice("role", request.POST.get("role", ""), Membership.Role.values)
        role = form.cleaned_data["role"]
        member = change_role(organisation=organisation, member_pk=member_pk, role=role, by=request.user)
        return _("%(person)s: %(role)s.") % {"person": shown_name(member.user), "role": member.get_role_display()}

    return _changed(request, pk, do)


@require_POST
@login_required
def hand_over_to(request: HttpRequest, pk: int, member_pk: int) -> HttpResponse:
    """The viewer contributes from now on, so a second click is answered like the first."""
    organisation, rights = organisation_and_rights(request, pk)
    _check_is_member(rights, organisation)
    return _answered(
        request,
        pk,
        lambda: (
            _("%(person)s administers the organisation now; you contribute.")
            % {"person": shown_name(hand_over(organisation=organisation, member_pk=member_pk, by=request.user).user)}
        ),
    )


@require_POST
@login_required
def remove(request: HttpRequest, pk: int, member_pk: int) -> HttpResponse:
    def do(organisation: ClusterOrganisation) -> str:
        member = remove_member(organisation=organisation, member_pk=member_pk, by=request.user)
        return _("%(person)s no longer keeps the profile.") % {"person": shown_name(member.user)}

    return _changed(request, pk, do)


@require_POST
@login_required
def leave_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody can, but the last administrator; a second click finds it done."""
    organisation, _rights = organisation_and_rights(request, pk)
    try:
        leave(organisation=organisation, user=request.user)
    except LastAdministrator:
        messages.error(request, _last_administrator())
        return redirect(PEOPLE, pk)
    messages.success(request, _("You no longer keep the profile of %(name)s.") % {"name": organisation.name})
    return redirect("internationalisation:organisations")


def _changed(request: HttpRequest, pk: int, do: Callable[[ClusterOrganisation], str]) -> HttpResponse:
    """Do what only administrators do."""
    organisation, rights = organisation_and_rights(request, pk)
    check_can_administer(rights, organisation)
    return _answered(request, pk, lambda: do(organisation))


def _answered(request: HttpRequest, pk: int, do: Callable[[], str]) -> HttpResponse:
    """Say what was done, or why it was not."""
    try:
        messages.success(request, do())
    except LastAdministrator:
        messages.error(request, _last_administrator())
    except NotAMember:
        messages.info(request, _("This person is no member any more."))
    return redirect(PEOPLE, pk)


def _last_administrator() -> str:
    return _("Nothing was changed: an organisation needs an administrator. Make somebody else administrator first.")


def _check_is_member(rights: Rights, organisation: ClusterOrganisation) -> None:
    if organisation.pk not in rights.roles:
        raise PermissionDenied(_("Only members of the organisation see this."))
