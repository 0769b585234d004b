"""Changes of state of invitations."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from internationalisation.models.invitation import INVITATION_LASTS, Invitation
from internationalisation.people.invitations.tasks import mail_invitation
from internationalisation.people.mails import name_of, shown_name, tell, whole_address
from internationalisation.people.permissions import check_can_accept
from portal.core.counting import count
from portal.registry.models import ClusterOrganisation, Membership
from portal.registry.permissions import check_can_administer, rights_of

MOST_IN_AN_HOUR = 20
MOST_IN_A_DAY = 60
HOUR, DAY = 3600, 86_400
ADMINISTRATOR = Membership.Role.ADMINISTRATOR


class TooManyInvitations(Exception):
    """Somebody sent as many mails as the portal sends for one person in this time."""


@transaction.atomic
def invite(*, organisation: ClusterOrganisation, email: str, role: str, by: Any) -> Invitation:
    """Send an invitation; to an address that has an open one, send that again with the new role.

    Whether the address has an account changes nothing. Raises TooManyInvitations and PermissionDenied.
    """
    check_can_administer(rights_of(by), organisation)
    ClusterOrganisation.objects.select_for_update(of=("self",)).only("pk").get(pk=organisation.pk)
    invitation = Invitation.objects.pending().filter(organisation=organisation, email=email.lower()).first()
    invitation = invitation or Invitation(organisation=organisation, email=email.lower())
    invitation.role = role
    _send(invitation, by)
    return invitation


@transaction.atomic
def send_again(*, invitation: Invitation, by: Any) -> None:
    """A new link and a new fortnight; the link before ends. Raises TooManyInvitations and PermissionDenied."""
    invitation = _locked(invitation.pk)
    check_can_administer(rights_of(by), invitation.organisation)
    if invitation.accepted_at is None and invitation.revoked_at is None:
        _send(invitation, by)


@transaction.atomic
def revoke(*, invitation: Invitation, by: Any) -> None:
    """Take an invitation back; one that was accepted stays. Raises PermissionDenied."""
    invitation = _locked(invitation.pk)
    check_can_administer(rights_of(by), invitation.organisation)
    if invitation.accepted_at is None and invitation.revoked_at is None:
        invitation.revoked_at = timezone.now()
        invitation.save(update_fields=["revoked_at"])


@transaction.atomic
def accept(*, invitation: Invitation, user: Any) -> None:
    """Make the account a member. A second click finds it done. Raises NotInvited and NoLongerOpen."""
    invitation = _locked(invitation.pk)
    if invitation.accepted_by_id == user.pk:
        return
    check_can_accept(invitation, user)
    _make_member(invitation, user)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    if invitation.invited_by is not None:
        tell([invitation.invited_by], lambda: _words_of_acceptance(invitation, user))


def _words_of_acceptance(invitation: Invitation, user: Any) -> tuple[str, ...]:
    values = {"name": name_of(invitation.organisation), "person": shown_name(user), "address": invitation.email}
    title = _("Your invitation to %(name)s was accepted")
    text = _("%(person)s (%(address)s) now keeps the profile of %(name)s with you.")
    return title % values, text % values, whole_address("people", invitation.organisation_id)


def _make_member(invitation: Invitation, user: Any) -> None:
    """Who is a member already keeps the higher role."""
    membership, is_new = Membership.objects.get_or_create(
        user=user, organisation=invitation.organisation, defaults={"role": invitation.role}
    )
    if not is_new and invitation.role == ADMINISTRATOR:
        membership.role = ADMINISTRATOR
        membership.save(update_fields=["role"])


def _locked(pk: int) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("organisation", "invited_by")
    return rows.get(pk=pk)


def _send(invitation: Invitation, by: Any) -> None:
    _check_not_too_many(by)
    invitation.invited_by, invitation.language = by, get_language() or "en"
    invitation.expires_at, invitation.mailed_at = timezone.now() + INVITATION_LASTS, None
    invitation.save()
    transaction.on_commit(lambda: mail_invitation.enqueue(invitation.pk))


def _check_not_too_many(by: Any) -> None:
    """Counted for the person who sends: else an account could fill other people's mailboxes."""
    in_an_hour, in_a_day = count(f"invitations-hour:{by.pk}", HOUR), count(f"invitations-day:{by.pk}", DAY)
    if in_an_hour > MOST_IN_AN_HOUR or in_a_day > MOST_IN_A_DAY:
        raise TooManyInvitations
