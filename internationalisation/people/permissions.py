"""Who may accept an invitation, claim a profile, and decide about claims: pairs that raise with a reason, or answer.

Who may invite, change roles and remove is a right of the organisation: see `portal.registry.permissions`.
"""

from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from internationalisation.models.claim import Claim
from internationalisation.models.invitation import Invitation
from portal.registry.models import ClusterOrganisation, Standing
from portal.registry.permissions import (
    Rights,
    can_administer,
    can_review,
    check_can_administer,
    check_can_review,
    check_can_see,
)

CLOSED = (Standing.ARCHIVED, Standing.MERGED)


class NotInvited(PermissionDenied):
    """The invitation is for another address than those of the account."""


class NoLongerOpen(PermissionDenied):
    """The invitation or claim is used, taken back, decided or too old."""


def check_can_accept(invitation: Invitation, user: Any) -> None:
    """Whose account has the invited address, confirmed, while the invitation is open. 1 query.

    A link alone is not enough: mails are forwarded, and read by programs.
    """
    _check_still_open(invitation)
    if invitation.organisation.standing in CLOSED:
        raise NoLongerOpen(gettext("The profile is archived or merged: it is kept, but no longer edited."))
    if not EmailAddress.objects.filter(user=user, email__iexact=invitation.email, verified=True).exists():
        raise NotInvited(gettext("The invitation is for another address than that of your account."))


def _check_still_open(invitation: Invitation) -> None:
    if invitation.accepted_at:
        raise NoLongerOpen(gettext("Somebody accepted this invitation already: it works once."))
    if invitation.revoked_at:
        raise NoLongerOpen(gettext("This invitation was taken back."))
    if invitation.is_expired():
        raise NoLongerOpen(gettext("This invitation is older than 14 days, which is how long its link works."))


def can_accept(invitation: Invitation, user: Any) -> bool:
    return _is_allowed(check_can_accept, invitation, user)


def check_can_claim(rights: Rights, organisation: ClusterOrganisation) -> None:
    """Whoever has an account and sees the profile, unless they are a member of the organisation already."""
    check_can_see(rights, organisation)
    if rights.user_pk is None:
        raise PermissionDenied(gettext("Sign in first: a claim is made by a person with an account."))
    if organisation.standing in CLOSED:
        raise PermissionDenied(gettext("The profile is archived or merged: it is kept, but no longer edited."))
    if organisation.pk in rights.roles:
        raise PermissionDenied(gettext("You are a member of this organisation: ask its administrators for rights."))


def can_claim(rights: Rights, organisation: ClusterOrganisation) -> bool:
    return _is_allowed(check_can_claim, rights, organisation)


def check_can_follow_claim(rights: Rights, claim: Claim) -> None:
    """Its claimant, the administrators of the organisation, and those who review its profile."""
    is_own = claim.claimant_id == rights.user_pk
    if not (is_own or can_administer(rights, claim.organisation) or can_review(rights, claim.organisation)):
        raise PermissionDenied(gettext("The claim is between its claimant, the organisation and its reviewers."))


def can_follow_claim(rights: Rights, claim: Claim) -> bool:
    return _is_allowed(check_can_follow_claim, rights, claim)


def check_can_withdraw_claim(rights: Rights, claim: Claim) -> None:
    """Its claimant, while nobody has decided."""
    if claim.claimant_id != rights.user_pk:
        raise PermissionDenied(gettext("Only who made a claim takes it back."))
    _check_open(claim)


def can_withdraw_claim(rights: Rights, claim: Claim) -> bool:
    return _is_allowed(check_can_withdraw_claim, rights, claim)


def check_can_object(rights: Rights, claim: Claim) -> None:
    """An administrator of the organisation, once and while nobody has decided."""
    check_can_administer(rights, claim.organisation)
    _check_open(claim)
    if claim.objection:
        raise NoLongerOpen(gettext("An administrator of the organisation has objected already."))


def can_object(rights: Rights, claim: Claim) -> bool:
    return _is_allowed(check_can_object, rights, claim)


def check_can_decide_claim(rights: Rights, claim: Claim) -> None:
    """Moderators and the national contact of the country, about nobody's claim but others'."""
    if claim.claimant_id == rights.user_pk:
        raise PermissionDenied(gettext("This claim is your own: somebody else decides about it."))
    check_can_review(rights, claim.organisation)
    _check_open(claim)


def can_decide_claim(rights: Rights, claim: Claim) -> bool:
    return _is_allowed(check_can_decide_claim, rights, claim)


def _check_open(claim: Claim) -> None:
    if not claim.is_open:
        raise NoLongerOpen(gettext("The claim is decided or withdrawn already."))


def _is_allowed(check: Any, *arguments: Any) -> bool:
    try:
        check(*arguments)
    except PermissionDenied:
        return False
    return True
