"""What mails say of claims: a title, then paragraphs, in the language of the moment."""

from django.utils.translation import gettext as _

from internationalisation.models.claim import Claim
from internationalisation.people.mails import name_of, shown_name, whole_address


def to_administrators(claim: Claim) -> tuple[str, ...]:
    """Somebody asks to keep what they keep."""
    text = _("Somebody asks to keep the profile of %(name)s, too. If they should not, object:")
    return _filled(claim, _("Somebody claims the profile of %(name)s"), text, _address(claim))


def to_reviewers(claim: Claim) -> tuple[str, ...]:
    """There is something to decide."""
    text = _("Somebody asks to keep the profile of %(name)s. Look at the evidence and decide:")
    return _filled(claim, _("Somebody claims the profile of %(name)s"), text, _address(claim))


def of_objection(claim: Claim) -> tuple[str, ...]:
    text = _("An administrator of %(name)s objects to a claim that waits for a decision:")
    return _filled(claim, _("Objection to a claim: %(name)s"), text, _address(claim))


def of_confirmation(claim: Claim) -> tuple[str, ...]:
    """To the claimant."""
    text = _("Your claim was confirmed: you are an administrator of %(name)s. Check the profile and confirm it.")
    overview = whole_address("organisation", claim.organisation_id)
    return _filled(claim, _("You now keep the profile of %(name)s"), text, overview)


def of_colleague(claim: Claim) -> tuple[str, ...]:
    """To those who were administrators before."""
    text = _("%(person)s is now an administrator of %(name)s, too: the claim was confirmed.")
    people = whole_address("people", claim.organisation_id)
    return _filled(claim, _("A new administrator: %(name)s"), text, people)


def of_refusal(claim: Claim) -> tuple[str, ...]:
    text = _("Your claim to keep the profile of %(name)s was declined. The reasons stand here:")
    return _filled(claim, _("Your claim was declined: %(name)s"), text, _address(claim))


def _filled(claim: Claim, title: str, text: str, address: str) -> tuple[str, ...]:
    values = {"name": name_of(claim.organisation), "person": shown_name(claim.claimant)}
    return title % values, text % values, address


def _address(claim: Claim) -> str:
    return whole_address("claim-item", claim.pk)
