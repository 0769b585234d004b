"""What the editorial part keeps of people with an account."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.core.personal_data import Provider, Row, register
from portal.editorial.events.proposals.actions import withdraw_proposal
from portal.editorial.models import EventProposal
from portal.editorial.models.contact import ContactMessage
from portal.editorial.models.digest import Subscriber


def register_providers() -> None:
    register(
        Provider(
            key="event-proposals",
            title=_("Events that you proposed"),
            export=export_proposals,
            erase=erase_proposals,
            goes=_("Proposals that nobody has published yet are withdrawn."),
            stays=_("Published events stay, without a trace of who proposed them."),
            relations=("editorial.EventProposal.proposer",),
        )
    )
    register(
        Provider(
            key="messages",
            title=_("Messages to the editors under your address"),
            export=export_messages,
            erase=erase_messages,
            stays=_("Messages to the editors stay without your address until they are a year old."),
        )
    )
    register(
        Provider(
            key="digest",
            title=_("The weekly digest under your address"),
            export=export_digest,
            stays=_("The weekly digest needs no account: it ends with the link in each of its mails."),
        )
    )


def export_proposals(user: Any) -> Iterable[Row]:
    yield from EventProposal.objects.filter(proposer=user).values("title", "state", "comment", "created_at")


def erase_proposals(user: Any) -> None:
    for proposal in EventProposal.objects.filter(proposer=user, state__in=EventProposal.OPEN):
        withdraw_proposal(proposal=proposal, proposer=user)


def export_messages(user: Any) -> Iterable[Row]:
    messages = ContactMessage.objects.filter(email__iexact=user.email)
    yield from messages.values("kind", "message", "address", "language", "created_at")


def erase_messages(user: Any) -> None:
    ContactMessage.objects.filter(email__iexact=user.email).update(email="")


def export_digest(user: Any) -> Iterable[Row]:
    subscribers = Subscriber.objects.filter(email__iexact=user.email)
    yield from subscribers.values("language", "topics", "countries", "asked_at", "confirmed_at")
