"""A claim as its claimant, the organisation and its reviewers see it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from internationalisation.models.claim import Claim
from internationalisation.people.mails import shown_name
from internationalisation.people.permissions import can_decide_claim, can_object, can_withdraw_claim
from portal.core import formatting
from portal.core.page import Cell, Column, Link, Table
from portal.registry.permissions import Rights, can_see
from portal.registry.reference import reference

TONES = {Claim.State.CONFIRMED: "success", Claim.State.DECLINED: "warning"}


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """Addresses are empty where the viewer cannot do it, or no longer."""

    state: str
    tone: str
    explanation: str
    organisation: Link
    facts: tuple[Fact, ...]
    evidence: str
    objection: str
    reason: str
    withdraw_url: str
    object_url: str
    decide_url: str


def present_claim(claim: Claim, rights: Rights, confirmed_addresses: Iterable[str]) -> ClaimView:
    """No query. `confirmed_addresses` are those of the claimant's account."""
    organisation = claim.organisation
    return ClaimView(
        state=str(claim.get_state_display()),
        tone=TONES.get(Claim.State(claim.state), "info"),
        explanation=_explanation(claim, rights),
        organisation=Link(organisation.name, organisation.get_absolute_url() if can_see(rights, organisation) else ""),
        facts=_facts(claim, set(confirmed_addresses)),
        evidence=claim.evidence,
        objection=claim.objection if claim.claimant_id != rights.user_pk else "",
        reason=claim.reason,
        withdraw_url=_url("claim-withdraw", claim) if can_withdraw_claim(rights, claim) else "",
        object_url=_url("claim-object", claim) if can_object(rights, claim) else "",
        decide_url=_url("claim-decide", claim) if can_decide_claim(rights, claim) else "",
    )


def _explanation(claim: Claim, rights: Rights) -> str:
    is_own = claim.claimant_id == rights.user_pk
    if claim.state == Claim.State.OPEN and is_own:
        return _("The national contact of the country or a moderator decides. You get a mail either way.")
    if claim.state == Claim.State.OPEN:
        return _("The national contact of the country or a moderator decides.")
    if claim.state == Claim.State.CONFIRMED:
        return _("The person is an administrator of the organisation since then.")
    if claim.state == Claim.State.DECLINED:
        return _("Nothing changed. With other evidence, a new claim can be made.")
    return _("Who made the claim took it back.")


def _facts(claim: Claim, confirmed: set[str]) -> tuple[Fact, ...]:
    made_on = formatting.day(timezone.localtime(claim.created_at).date())
    link = (Fact(_("Page that shows it"), claim.link, claim.link),) if claim.link else ()
    return (
        Fact(_("Person"), shown_name(claim.claimant)),
        Fact(_("Position"), claim.position),
        Fact(_("E-mail address there"), claim.work_email),
        Fact(_("About the address"), _about_address(claim, confirmed)),
        *link,
        Fact(_("Made on"), made_on),
    )


def _about_address(claim: Claim, confirmed: set[str]) -> str:
    """What the portal itself knows of it: whether it reaches the person, and whose name it bears."""
    reaches = claim.work_email.lower() in confirmed
    is_theirs = has_same_domain(claim.work_email, claim.organisation.website)
    return " ".join(
        (
            _("It is the confirmed address of the account.") if reaches else _("Not confirmed by the account."),
            _("It has the domain of the website.") if is_theirs else _("It has another domain than the website."),
        )
    )


def has_same_domain(email: str, website: str) -> bool:
    """`a@mail.example.org` for `https://www.example.org/`; public mail services have no website of a cluster."""
    host = (urlsplit(website).hostname or "").removeprefix("www.")
    domain = email.rpartition("@")[2].lower()
    return bool(host) and (domain == host or domain.endswith(f".{host}"))


def present_claims_table(claims: Iterable[Claim]) -> Table:
    """What waits, the oldest first."""
    countries = {country.code: country.local_name for country in reference().countries}
    return Table(
        caption=_("Claims that wait for a decision"),
        columns=(
            Column("organisation", _("Organisation")),
            Column("country", _("Country")),
            Column("person", _("Person")),
            Column("made", _("Made on")),
            Column("objection", _("Objection")),
        ),
        rows=tuple(_row(claim, countries) for claim in claims),
        empty=_("No claim waits for your decision."),
    )


def _row(claim: Claim, countries: Mapping[str, str]) -> tuple[Cell, ...]:
    return (
        Cell(claim.organisation.name, _url("claim-item", claim)),
        Cell(countries.get(claim.organisation.country_id, claim.organisation.country_id)),
        Cell(shown_name(claim.claimant)),
        Cell(formatting.day(timezone.localtime(claim.created_at).date())),
        Cell(_("yes") if claim.objection else _("no")),
    )


def _url(name: str, claim: Claim) -> str:
    return reverse(f"internationalisation:{name}", args=[claim.pk])
