"""Invitations by their secret link."""

from internationalisation.models.invitation import Invitation
from internationalisation.people.invitations.tokens import sum_of


def find_invitation(secret: str) -> Invitation | None:
    """The invitation whose latest link this is; None of a link that a newer one ended. 1 query."""
    rows = Invitation.objects.select_related("organisation", "invited_by", "accepted_by")
    return rows.filter(token_sum=sum_of(secret)).first()
