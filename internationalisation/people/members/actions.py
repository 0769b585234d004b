"""Changes of who keeps a profile. An organisation with people always has one who administers it."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from internationalisation.models.invitation import Invitation
from internationalisation.people.mails import name_of, tell, whole_address
from portal.registry.models import ClusterOrganisation, Membership

ADMINISTRATOR, CONTRIBUTOR = Membership.Role.ADMINISTRATOR, Membership.Role.CONTRIBUTOR


class LastAdministrator(Exception):
    """Nobody would administer the organisation any more."""


class NotAMember(LookupError):
    """The person is no member of the organisation, or no longer."""


@transaction.atomic
def change_role(*, organisation: ClusterOrganisation, member_pk: int, role: str, by: Any) -> Membership:
    """Give a member another role. Raises NotAMember, LastAdministrator, and PermissionDenied of somebody's else."""
    rows = _locked(organisation)
    _check_administers(rows, by)
    membership = _of(rows, member_pk)
    if membership.role == role:
        return membership
    if role == CONTRIBUTOR:
        _check_others_administer(rows, membership)
        _revoke_invitations_of(membership)
    _give(membership, role)
    return membership


@transaction.atomic
def hand_over(*, organisation: ClusterOrganisation, member_pk: int, by: Any) -> Membership:
    """A member administers the organisation from now on, and `by` contributes. Again changes nothing."""
    rows = _locked(organisation)
    membership = _of(rows, member_pk)
    own = next((row for row in rows if row.user_id == by.pk), None)
    if own is not None and own.role == CONTRIBUTOR and membership.role == ADMINISTRATOR:
        return membership
    _check_administers(rows, by)
    if membership.user_id == by.pk:
        return membership
    if membership.role != ADMINISTRATOR:
        _give(membership, ADMINISTRATOR)
    Membership.objects.filter(organisation=organisation, user=by).update(role=CONTRIBUTOR)
    return membership


@transaction.atomic
def remove_member(*, organisation: ClusterOrganisation, member_pk: int, by: Any) -> Membership:
    """Take a colleague's membership, and the invitations that they sent. Raises as `change_role` does."""
    rows = _locked(organisation)
    _check_administers(rows, by)
    membership = _of(rows, member_pk)
    _check_others_administer(rows, membership)
    _revoke_invitations_of(membership)
    membership.delete()
    if membership.user_id != by.pk:
        tell([membership.user], lambda: _words_of_removal(organisation))
    return membership


@transaction.atomic
def leave(*, organisation: ClusterOrganisation, user: Any) -> None:
    """Give one's own membership back. Raises LastAdministrator; of somebody who is no member it changes nothing."""
    rows = _locked(organisation)
    membership = next((row for row in rows if row.user_id == user.pk), None)
    if membership is not None:
        _check_others_administer(rows, membership)
        membership.delete()


def _locked(organisation: ClusterOrganisation) -> list[Membership]:
    """All members: two administrators who leave at once wait for each other here."""
    rows = Membership.objects.select_for_update(of=("self",)).filter(organisation=organisation)
    return list(rows.select_related("user", "organisation").order_by("pk"))


def _of(rows: Iterable[Membership], member_pk: int) -> Membership:
    for row in rows:
        if row.pk == member_pk:
            return row
    raise NotAMember


def _check_administers(rows: Iterable[Membership], by: Any) -> None:
    """What is true now: another administrator may have been quicker."""
    if not any(row.user_id == by.pk and row.role == ADMINISTRATOR for row in rows):
        raise PermissionDenied(_("Only administrators of the organisation do this: ask one of them."))


def _check_others_administer(rows: Iterable[Membership], membership: Membership) -> None:
    if membership.role == ADMINISTRATOR and not any(
        row.role == ADMINISTRATOR and row.pk != membership.pk for row in rows
    ):
        raise LastAdministrator


def _give(membership: Membership, role: str) -> None:
    membership.role = role
    membership.save(update_fields=["role"])
    tell([membership.user], lambda: _words_of_role(membership))


def _words_of_role(membership: Membership) -> tuple[str, ...]:
    values = {"name": name_of(membership.organisation), "role": membership.get_role_display()}
    title, text = _("Your role at %(name)s changed"), _("%(name)s: your role is now %(role)s.")
    return title % values, text % values, whole_address("organisation", membership.organisation_id)


def _words_of_removal(organisation: ClusterOrganisation) -> tuple[str, ...]:
    values = {"name": name_of(organisation)}
    text = _("An administrator removed you from the people who keep the profile of %(name)s.")
    return _("You no longer keep %(name)s") % values, text % values


def _revoke_invitations_of(membership: Membership) -> None:
    """Who no longer administers could come back by an invitation to another address."""
    sent = Invitation.objects.pending().filter(organisation=membership.organisation, invited_by=membership.user)
    sent.update(revoked_at=timezone.now())
