"""What waits for a decision, and for whose."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, Count, DateTimeField, Min, OuterRef, QuerySet, Subquery
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
    """Submitted profiles that somebody may decide about, the oldest first; `submitted_at` says since when."""
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS, base_content_type=ClusterOrganisation.get_base_content_type()
    )
    steps = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, workflow_state__in=states).annotate(
        organisation=Cast("workflow_state__object_id", BigIntegerField())
    )
    since = Subquery(steps.filter(organisation=OuterRef("pk")).values("started_at")[:1], output_field=DateTimeField())
    rows = reviewable(rights).filter(pk__in=steps.values("organisation"))
    return rows.annotate(submitted_at=since).order_by("submitted_at", "pk")


def count_waiting(rights: Rights) -> Waiting:
    """1 query."""
    return Waiting(**waiting_for(rights).aggregate(count=Count("pk"), since=Min("submitted_at")))
