"""One small portal with a person of each role and a thing of each owner, and with secrets planted in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Group
from django.utils import timezone

from internationalisation.models.claim import Claim
from internationalisation.models.imports import OrganisationImport
from internationalisation.models.invitation import Invitation
from internationalisation.models.message import OrganisationMessage
from observatory.models import Analysis
from portal.accounts.models import SavedView, User
from portal.accounts.roles import ADMINISTRATOR, ANALYST, CLUSTER_MANAGER, EDITOR, MODERATOR
from portal.editorial.models.proposal import EventProposal
from portal.home.roles import prepare_groups
from portal.registry.models import (
    ClusterOrganisation,
    ContactPerson,
    Firm,
    FirmMembership,
    FirmYear,
    Membership,
    NationalContact,
)
from tests.access.planted import Secret
from tests.editorial.digest.factories import make_sent_issue
from tests.editorial.factories import make_home
from tests.observatory.worlds import build_world
from tests.registry.factories import ClusterOrganisationFactory, CountryFactory

HERE, ELSEWHERE = "DE", "FR"
TOKEN = UUID("00000000-0000-4000-8000-000000000000")
GROUPS = {
    "cluster manager": CLUSTER_MANAGER,
    "cluster manager elsewhere": CLUSTER_MANAGER,
    "moderator": MODERATOR,
    "editor": EDITOR,
    "analyst": ANALYST,
    "administrator": ADMINISTRATOR,
}
SIGNED_IN = (
    "member",
    "contributor",
    "organisation administrator",
    "contributor elsewhere",
    "organisation administrator elsewhere",
    "national contact",
    "national contact elsewhere",
    *GROUPS,
)
VIEWERS = ("visitor", *SIGNED_IN)


@dataclass(frozen=True, slots=True)
class World:
    """`things`: what stands in addresses for `{name}`; a viewer is None or an account."""

    viewers: dict[str, User | None]
    things: dict[str, str]


def build() -> World:
    """The observatory's smallest world, pages, people and their things."""
    make_home()
    build_world()
    prepare_groups()
    make_sent_issue(slug="2026-47")
    CountryFactory(code=ELSEWHERE, name="France")
    people = {name: User.objects.create_user(_mail_of(name), "a-long-password") for name in SIGNED_IN}
    for name, group in GROUPS.items():
        people[name].groups.add(Group.objects.get(name=group))
    for name, country in (("national contact", HERE), ("national contact elsewhere", ELSEWHERE)):
        NationalContact.objects.create(user=people[name], country_id=country)
    contact = NationalContact.objects.get(user=people["national contact"])
    things = {"contact": contact.pk, **_organisations(people), **_own_things(people)}
    return World({"visitor": None, **people}, {name: str(value) for name, value in things.items()})


def _mail_of(name: str) -> str:
    return f"{name.replace(' ', '-')}@example.org"


def _organisations(people: dict[str, User]) -> dict[str, Any]:
    """A public profile with a change that waits, one that never was public, and one of others in another country."""
    place = {"region_code": "DE21", "groups": ["nace:C29"], "website": "https://example.org/"}
    secret = {"email": Secret.ADDRESS_FOR_MESSAGES}
    public = ClusterOrganisationFactory(name="Example", country_id=HERE, **place, **secret)
    draft = ClusterOrganisationFactory(name=f"Quokka {Secret.DRAFT}", country_id=HERE, live=False, **place, **secret)
    other = ClusterOrganisationFactory(name="Other", country_id=ELSEWHERE, region_code="", **secret)
    for organisation in (public, draft):
        _join(organisation, people["contributor"], people["organisation administrator"])
        _fill(organisation)
    _join(other, people["contributor elsewhere"], people["organisation administrator elsewhere"])
    public.description = f"A description with {Secret.WAITING_CHANGE} waits."
    revision = public.save_revision(user=people["contributor"])
    OrganisationMessage.objects.create(
        organisation=public, token=TOKEN, name="Reader", email="reader@example.org", message=Secret.MESSAGE
    )
    things = {"organisation": public.pk, "draft": draft.pk, "revision": revision.pk}
    return {**things, **_requests(public, people)}


def _join(organisation: ClusterOrganisation, contributor: User, administrator: User) -> None:
    Membership.objects.create(user=contributor, organisation=organisation)
    Membership.objects.create(user=administrator, organisation=organisation, role=Membership.Role.ADMINISTRATOR)


def _fill(organisation: ClusterOrganisation) -> None:
    """Somebody who did not agree to be shown, and a firm whose figures nobody confirmed."""
    ContactPerson.objects.create(
        organisation=organisation, name=Secret.PERSON, email=Secret.PERSONS_ADDRESS, phone=Secret.PERSONS_TELEPHONE
    )
    firm = Firm.objects.create(name=f"Firm of {organisation.pk}", country_id=HERE, region_code="DE212", nace="C2910")
    FirmMembership.objects.create(firm=firm, organisation=organisation)
    FirmYear.objects.create(
        firm=firm, year=2024, employees=int(Secret.EMPLOYEES), turnover_eur=int(Secret.TURNOVER), source="panel"
    )


def _requests(organisation: ClusterOrganisation, people: dict[str, User]) -> dict[str, Any]:
    claim = Claim.objects.create(
        organisation=organisation,
        claimant=people["member"],
        position="Head",
        work_email="head@example.org",
        evidence=Secret.EVIDENCE,
    )
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=Secret.INVITED,
        language="en",
        expires_at=timezone.now() + timedelta(days=1),
    )
    member = Membership.objects.get(organisation=organisation, user=people["contributor"])
    return {"claim": claim.pk, "invitation": invitation.pk, "membership": member.pk}


def _own_things(people: dict[str, User]) -> dict[str, Any]:
    """Things of one person each: of the member, the analyst, the cluster manager and the moderator."""
    view = SavedView.objects.create(owner=people["member"], kind=SavedView.Kind.RANKING, title=Secret.SAVED_VIEW)
    search = SavedView.objects.create(owner=people["member"], kind=SavedView.Kind.DIRECTORY, title=Secret.SAVED_VIEW)
    analysis = Analysis.objects.create(owner=people["analyst"], token=TOKEN, title=Secret.ANALYSIS)
    proposal = EventProposal.objects.create(proposer=people["cluster manager"], token=TOKEN, title=Secret.PROPOSAL)
    made: dict[str, Callable[[], Any]] = {"import": lambda: _import(people["moderator"])}
    return {
        "view": view.pk,
        "search": search.pk,
        "analysis": analysis.pk,
        "proposal": proposal.pk,
        **{name: make().pk for name, make in made.items()},
    }


def _import(owner: User) -> OrganisationImport:
    return OrganisationImport.objects.create(owner=owner, token=TOKEN, file_name="organisations.csv", content=b"name\n")
