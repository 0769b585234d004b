"""A proposal as its proposer sees it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core import formatting
from portal.core.menu import localised
from portal.core.page import Link, PageMeta
from portal.editorial.meta import page_path
from portal.editorial.models.proposal import EventProposal

State = EventProposal.State


@dataclass(frozen=True, slots=True)
class ProposalView:
    """`change_url` and `withdraw_url` are empty where it is too late; `event` leads to the published page."""

    state: str
    explanation: str
    tone: str
    comment: str
    sent_on: str
    event: Link | None
    change_url: str
    withdraw_url: str


def present_proposal(proposal: EventProposal) -> ProposalView:
    """No query where the page was selected along."""
    page = proposal.page if proposal.page and proposal.page.live else None
    return ProposalView(
        state=str(proposal.get_state_display()),
        explanation=_explanation(State(proposal.state)),
        tone={State.PUBLISHED: "success", State.RETURNED: "warning"}.get(State(proposal.state), "info"),
        comment=proposal.comment,
        sent_on=formatting.day(proposal.created_at.date()),
        event=Link(page.title, page_path(page)) if page else None,
        change_url=_url("change-proposal", proposal) if proposal.state == State.RETURNED else "",
        withdraw_url=_url("withdraw-proposal", proposal) if proposal.is_open else "",
    )


def _explanation(state: EventProposal.State) -> str:
    return {
        State.SENT: _("The editors check it and publish it, or ask you for changes. You get an e-mail either way."),
        State.RETURNED: _("The editors ask for changes. Change the proposal and send it again."),
        State.PUBLISHED: _("Everybody can read it. If something changes, tell the editors through the contact form."),
        State.DECLINED: _("The editors did not publish it."),
        State.WITHDRAWN: _("You took it back. The editors no longer see it."),
    }[state]


def propose_page() -> PageMeta:
    return _meta(
        _("Propose an event"),
        reverse("editorial:propose-event"),
        _("For an event of your cluster organisation. The editors check it before it is published."),
    )


def proposal_page(proposal: EventProposal, name: str = "proposal", lead: str = "") -> PageMeta:
    return _meta(proposal.title, _url(name, proposal), lead)


def _meta(title: str, path: str, lead: str) -> PageMeta:
    """The way up leads to the events for those who propose, and to their account for what they proposed."""
    crumbs = (Link(_("Home"), localised("/")), Link(_("Events"), localised("/events/")))
    return PageMeta(
        title=title,
        description=lead or title,
        canonical_path=path,
        breadcrumbs=(*crumbs, Link(title, path, is_current=True)),
        lead=lead,
        is_indexable=False,
        section="events",
    )


def _url(name: str, proposal: EventProposal) -> str:
    return reverse(f"editorial:{name}", args=[proposal.pk])
