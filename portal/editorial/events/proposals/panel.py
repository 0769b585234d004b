"""What somebody proposed, on their personal page."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core import formatting
from portal.core.panels import About, Panel, PanelRow
from portal.editorial.events.proposals.permissions import can_propose
from portal.editorial.models.proposal import EventProposal

MOST = 50


def proposals_panel(about: About, viewer: Any) -> Panel:
    """A member's own proposals, the latest first. 1 query, beside those for permissions."""
    proposals = list(EventProposal.objects.of(viewer)[:MOST])
    return Panel(
        key="proposals",
        title=_("Events that you proposed"),
        count=len(proposals),
        rows=tuple(_row(proposal) for proposal in proposals),
        empty=_("You have proposed no events yet.") if can_propose(viewer) else "",
    )


def _row(proposal: EventProposal) -> PanelRow:
    detail = f"{proposal.get_state_display()} · {formatting.day(proposal.created_at.date())}"
    return PanelRow(proposal.title, reverse("editorial:proposal", args=[proposal.pk]), detail)
