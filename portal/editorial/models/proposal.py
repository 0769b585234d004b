"""Events that cluster managers propose: who asked, and what became of it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from portal.editorial.models.event import EventPage


class ProposalQuerySet(models.QuerySet["EventProposal"]):
    def of(self, user: Any) -> "ProposalQuerySet":
        """Somebody's own, the latest first."""
        return self.filter(proposer=user).order_by("-created_at", "-pk")

    def open(self) -> "ProposalQuerySet":
        """Those that wait for the editors or for their proposer."""
        return self.filter(state__in=EventProposal.OPEN)


class EventProposal(models.Model):
    """One proposal. `page` is its draft, later the published event; none after it was withdrawn or declined.

    `mailed_state` is the state that the proposer was told of last.
    """

    class State(models.TextChoices):
        SENT = "sent", gettext_lazy("With the editors")
        RETURNED = "returned", gettext_lazy("Changes wanted")
        PUBLISHED = "published", gettext_lazy("Published")
        DECLINED = "declined", gettext_lazy("Declined")
        WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")

    OPEN = (State.SENT, State.RETURNED)

    page = models.OneToOneField(EventPage, on_delete=models.SET_NULL, null=True, related_name="proposal")
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="event_proposals")
    token = models.UUIDField(unique=True)
    title = models.CharField(max_length=255)
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    comment = models.TextField(blank=True)
    mailed_state = models.CharField(max_length=10, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["proposer", "-created_at"])]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN
