"""The people of an organisation."""

from dataclasses import dataclass

from internationalisation.models.invitation import Invitation
from portal.registry.models import ClusterOrganisation, Membership


@dataclass(frozen=True, slots=True)
class People:
    members: tuple[Membership, ...]
    invitations: tuple[Invitation, ...]


def list_people(organisation: ClusterOrganisation) -> People:
    """Members with their accounts, administrators first, and invitations that nobody has accepted. 2 queries."""
    members = Membership.objects.filter(organisation=organisation).select_related("user")
    pending = Invitation.objects.pending().filter(organisation=organisation)
    return People(tuple(members.order_by("role", "created_at", "pk")), tuple(pending))


def count_administrators(people: People) -> int:
    return sum(member.role == Membership.Role.ADMINISTRATOR for member in people.members)
