"""Who may propose events, and who may see and change a proposal."""

from typing import Any

from portal.editorial.models.proposal import EventProposal

PROPOSE = "editorial.add_eventproposal"


class NotAllowed(PermissionError):
    """Somebody may not do this; the message says why."""


def check_can_propose(user: Any) -> None:
    """Raises NotAllowed for anybody who is no cluster manager."""
    if not user.has_perm(PROPOSE):
        raise NotAllowed("Only cluster managers propose events.")


def can_propose(user: Any) -> bool:
    return bool(user.has_perm(PROPOSE))


def check_can_change(proposal: EventProposal, user: Any) -> None:
    """Raises NotAllowed unless it is one's own and the editors asked for changes."""
    if proposal.proposer_id != user.pk:
        raise NotAllowed("The proposal is somebody else's.")
    if proposal.state != EventProposal.State.RETURNED:
        raise NotAllowed("The editors have not asked for changes.")


def check_can_withdraw(proposal: EventProposal, user: Any) -> None:
    """Raises NotAllowed unless it is one's own and nobody has decided yet."""
    if proposal.proposer_id != user.pk:
        raise NotAllowed("The proposal is somebody else's.")
    if not proposal.is_open:
        raise NotAllowed("The proposal is decided.")
