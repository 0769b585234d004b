"""What is kept of people as members, invited, claimants and national contacts: handed out, and erased."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from internationalisation.models.claim import Claim
from internationalisation.models.invitation import Invitation
from internationalisation.models.review import ReviewNote
from portal.core.personal_data import Provider, Row, register
from portal.registry.models import ClusterOrganisation, Membership, NationalContact

ADMINISTRATOR = Membership.Role.ADMINISTRATOR


def export_memberships(user: Any) -> Iterable[Row]:
    """2 queries."""
    yield from Membership.objects.filter(user=user).values("organisation__name", "role", "created_at")
    for code in NationalContact.objects.filter(user=user).values_list("country", flat=True):
        yield {"national_contact_of": code}


def warn_of_last(user: Any) -> Iterable[str]:
    """Organisations that stay without an administrator. 1 query."""
    others = Membership.objects.filter(organisation=OuterRef("pk"), role=ADMINISTRATOR).exclude(user=user)
    own = ClusterOrganisation.objects.filter(memberships__user=user, memberships__role=ADMINISTRATOR)
    for name in own.filter(~Exists(others)).order_by("name").values_list("name", flat=True):
        yield _(
            "%(name)s stays without an administrator: nobody submits or confirms its profile any more. "
            "Hand it over first if a colleague should keep it."
        ) % {"name": name}


def export_claims(user: Any) -> Iterable[Row]:
    yield from Claim.objects.filter(claimant=user).values(
        "organisation__name", "position", "work_email", "evidence", "link", "state", "reason", "created_at"
    )


def export_invitations(user: Any) -> Iterable[Row]:
    """2 queries."""
    fields = ("organisation__name", "email", "role", "created_at", "expires_at", "accepted_at", "revoked_at")
    yield from _to(user).values(*fields)
    yield from Invitation.objects.filter(invited_by=user).values(*fields)


def erase_invitations(user: Any) -> None:
    _to(user).delete()


def _to(user: Any) -> Any:
    addresses = EmailAddress.objects.filter(user=user, verified=True).values("email")
    return Invitation.objects.filter(email__in=addresses)


def export_notes(user: Any) -> Iterable[Row]:
    yield from ReviewNote.objects.filter(author=user).values("organisation__name", "kind", "text", "created_at")


def register_providers() -> None:
    for provider in PROVIDERS:
        register(provider)


PROVIDERS = (
    Provider(
        key="organisations",
        title=gettext_lazy("Organisations that you keep, and your task as national contact"),
        export=export_memberships,
        warnings=warn_of_last,
        goes=gettext_lazy("Your memberships of organisations end, and your task as national contact."),
        stays=gettext_lazy("Profiles of organisations stay, without a trace of who wrote them."),
        relations=("registry.Membership.user", "registry.NationalContact.user"),
    ),
    Provider(
        key="claims",
        title=gettext_lazy("Profiles that you claimed"),
        export=export_claims,
        goes=gettext_lazy("Claims to profiles go, with the evidence."),
        relations=("internationalisation.Claim.claimant",),
    ),
    Provider(
        key="invitations",
        title=gettext_lazy("Invitations to your address, and those that you sent"),
        export=export_invitations,
        erase=erase_invitations,
        goes=gettext_lazy("Invitations to your address go."),
        stays=gettext_lazy("Invitations that you sent stay with the organisation, without your name."),
    ),
    Provider(
        key="review-notes",
        title=gettext_lazy("What you wrote in talks about profiles"),
        export=export_notes,
        stays=gettext_lazy("Questions, answers and decisions about profiles stay, without your name."),
        relations=("internationalisation.ReviewMail.recipient",),
    ),
)
