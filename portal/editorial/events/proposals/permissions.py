"""Who may propose events, and who may see and change a proposal."""

from typing import Any

from django.utils.translation import gettext

from portal.editorial.models.proposal import EventProposal
from portal.registry.belonging import organisations_of

PROPOSE = "editorial.add_eventproposal"


class NotAllowed(PermissionError):
    """Somebody may not do this; the message says why."""


def check_can_propose(user: Any) -> None:
    """Members of a public organisation, and the group of cluster managers. Raises NotAllowed for anybody else."""
    if not can_propose_for_others(user) and not organisations_of(user):
        raise NotAllowed(gettext("Only members of a cluster organisation in the directory propose events."))


def can_propose(user: Any) -> bool:
    """At most 1 query beside those of permissions and rights."""
    try:
        check_can_propose(user)
    except NotAllowed:
        return False
    return True


def can_propose_for_others(user: Any) -> bool:
    """Whether somebody may name an organisation that they are no member of: the group of cluster managers."""
    return bool(user.has_perm(PROPOSE))


def check_can_change(proposal: EventProposal, user: Any) -> None:
    """Its proposer, once the editors asked for changes. Raises NotAllowed."""
    if proposal.proposer_id != user.pk:
        raise NotAllowed("The proposal is somebody else's.")
    if proposal.state != EventProposal.State.RETURNED:
        raise NotAllowed("The editors have not asked for changes.")


def check_can_withdraw(proposal: EventProposal, user: Any) -> None:
    """Its proposer, while nobody has decided. Raises NotAllowed."""
    if proposal.proposer_id != user.pk:
        raise NotAllowed("The proposal is somebody else's.")
    if not proposal.is_open:
        raise NotAllowed("The proposal is decided.")
