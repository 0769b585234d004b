"""Changes of state of claims."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from internationalisation.models.claim import Claim
from internationalisation.people.claims import words
from internationalisation.people.mails import tell
from internationalisation.people.permissions import (
    NoLongerOpen,
    check_can_claim,
    check_can_decide_claim,
    check_can_object,
    check_can_withdraw_claim,
)
from internationalisation.review.recipients import administrators_of, reviewers_of
from portal.core.counting import count
from portal.registry.models import ClusterOrganisation, Membership
from portal.registry.permissions import rights_of

MOST_IN_A_DAY = 10
DAY = 86_400


class TooManyClaims(Exception):
    """Somebody claims one organisation after the other."""


@transaction.atomic
def make_claim(*, organisation: ClusterOrganisation, claimant: Any, values: Mapping[str, Any]) -> Claim:
    """Store a claim, and tell the administrators and the national contacts. While one is open it is returned.

    Raises PermissionDenied and TooManyClaims.
    """
    check_can_claim(rights_of(claimant), organisation)
    # A second click waits here for the first.
    ClusterOrganisation.objects.select_for_update(of=("self",)).only("pk").get(pk=organisation.pk)
    found = Claim.objects.open().filter(organisation=organisation, claimant=claimant).first()
    if found is not None:
        return found
    if count(f"claims:{claimant.pk}", DAY) > MOST_IN_A_DAY:
        raise TooManyClaims
    claim = Claim.objects.create(organisation=organisation, claimant=claimant, **values)
    _tell_of_new(claim)
    return claim


@transaction.atomic
def withdraw_claim(*, claim: Claim, by: Any) -> None:
    """Take one's own claim back. Raises PermissionDenied, NoLongerOpen for one that is decided."""
    claim = _locked(claim)
    check_can_withdraw_claim(rights_of(by), claim)
    claim.state = Claim.State.WITHDRAWN
    claim.save(update_fields=["state"])


@transaction.atomic
def object_to_claim(*, claim: Claim, by: Any, text: str) -> None:
    """Say against a claim what its reviewers should know. Raises PermissionDenied and NoLongerOpen."""
    claim = _locked(claim)
    check_can_object(rights_of(by), claim)
    claim.objection, claim.objected_by, claim.objected_at = text, by, timezone.now()
    claim.save(update_fields=["objection", "objected_by", "objected_at"])
    tell(_reviewers(claim), lambda: words.of_objection(claim))


@transaction.atomic
def confirm_claim(*, claim: Claim, by: Any) -> None:
    """Make the claimant an administrator. Deciding the same again changes nothing. Raises as `decline_claim`."""
    claim = _locked(claim)
    if claim.state == Claim.State.CONFIRMED:
        return
    _decide(claim, by, Claim.State.CONFIRMED, "")
    role = Membership.Role.ADMINISTRATOR
    Membership.objects.update_or_create(user=claim.claimant, organisation=claim.organisation, defaults={"role": role})
    tell([claim.claimant], lambda: words.of_confirmation(claim))
    colleagues = [person for person in administrators_of(claim.organisation) if person != claim.claimant]
    tell(colleagues, lambda: words.of_colleague(claim))


@transaction.atomic
def decline_claim(*, claim: Claim, by: Any, reason: str) -> None:
    """Raises PermissionDenied, and NoLongerOpen where it is decided otherwise or withdrawn."""
    claim = _locked(claim)
    if claim.state == Claim.State.DECLINED:
        return
    _decide(claim, by, Claim.State.DECLINED, reason)
    tell([claim.claimant], lambda: words.of_refusal(claim))


def _decide(claim: Claim, by: Any, state: Claim.State, reason: str) -> None:
    check_can_decide_claim(rights_of(by), claim)
    if state == Claim.State.CONFIRMED and not claim.claimant.is_active:
        raise NoLongerOpen(_("The account of the claimant is closed."))
    claim.state, claim.reason, claim.decided_by, claim.decided_at = state, reason, by, timezone.now()
    claim.save(update_fields=["state", "reason", "decided_by", "decided_at"])


def _locked(claim: Claim) -> Claim:
    rows = Claim.objects.select_for_update(of=("self",)).select_related("organisation", "claimant")
    return rows.get(pk=claim.pk)


def _tell_of_new(claim: Claim) -> None:
    tell(administrators_of(claim.organisation), lambda: words.to_administrators(claim))
    tell(_reviewers(claim), lambda: words.to_reviewers(claim))


def _reviewers(claim: Claim) -> list[Any]:
    return [person for person in reviewers_of(claim.organisation) if person != claim.claimant]
