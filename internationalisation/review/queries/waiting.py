"""What waits for a decision, and for whose."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, CharField, Count, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from wagtail.models import TaskState, WorkflowState

from portal.registry.models import ClusterOrganisation
from portal.registry.permissions import Rights


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many profiles wait for somebody, and since when the oldest does."""

    count: int
    since: datetime | None


def reviewable(rights: Rights) -> "QuerySet[ClusterOrganisation]":
    """What somebody may decide about: the rule of `check_can_review`, as a filter. No query by itself."""
    rows = ClusterOrganisation.objects.exclude(pk__in=list(rights.roles))
    return rows if rights.is_moderator else rows.filter(country__in=rights.countries)


def waiting_for(rights: Rights) -> "QuerySet[ClusterOrganisation]":
    """Submitted profiles that somebody may decide about, the oldest first; `submitted_at` says since when.

    Wagtail names objects by text: each way of asking casts the side that leaves its partial index of open workflows.
    """
    base = ClusterOrganisation.get_base_content_type()
    open_states = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS, base_content_type=base)
    steps = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=base,
        workflow_state__object_id=Cast(OuterRef("pk"), CharField()),
    )
    numbers = open_states.annotate(number=Cast("object_id", BigIntegerField())).values("number")
    rows = reviewable(rights).filter(pk__in=numbers).annotate(submitted_at=Subquery(steps.values("started_at")[:1]))
    ordered: QuerySet[ClusterOrganisation] = rows.order_by("submitted_at", "pk")
    return ordered


def count_waiting(rights: Rights) -> Waiting:
    """1 query."""
    return Waiting(**waiting_for(rights).aggregate(count=Count("pk"), since=Min("submitted_at")))
