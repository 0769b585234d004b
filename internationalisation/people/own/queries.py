"""The organisations of a member, and what waits for a reviewer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Value

from internationalisation.models.claim import Claim
from internationalisation.review.queries.waiting import reviewable, waiting_for
from internationalisation.review.states import with_workflow
from portal.registry.models import ClusterOrganisation
from portal.registry.permissions import Rights


@dataclass(frozen=True, slots=True)
class Own:
    """An organisation with the role of the member in it; it comes with its workflow."""

    organisation: ClusterOrganisation
    role: str


def list_own(rights: Rights) -> tuple[Own, ...]:
    """By name; merged and archived ones too, for they can be left. 1 query, none without memberships."""
    if not rights.roles:
        return ()
    rows = with_workflow(ClusterOrganisation.objects.filter(pk__in=rights.roles)).order_by("name", "pk")
    return tuple(Own(row, rights.roles[row.pk]) for row in rows)


def list_own_claims(user: Any) -> tuple[Claim, ...]:
    """What somebody claimed and was not decided about, or declined. 1 query."""
    shown = [Claim.State.OPEN, Claim.State.DECLINED]
    rows = Claim.objects.filter(claimant=user, state__in=shown).select_related("organisation")
    return tuple(rows.order_by("-created_at", "-pk")[:20])


def open_claims_for(rights: Rights) -> "QuerySet[Claim]":
    """Claims that somebody may decide about, the oldest first."""
    rows = Claim.objects.open().filter(organisation__in=reviewable(rights)).exclude(claimant=rights.user_pk)
    return rows.select_related("organisation", "claimant")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A profile (`review`) or claim (`claim`) that waits for a decision."""

    kind: str
    pk: int
    name: str
    since: datetime


def list_waiting(rights: Rights) -> tuple[Waiting, ...]:
    """What somebody may decide about, the oldest first. 1 query for both kinds."""
    profiles = waiting_for(rights).order_by().values_list(Value("review"), "pk", "name", "submitted_at")
    claims = open_claims_for(rights).select_related(None).order_by()
    both = profiles.union(claims.values_list(Value("claim"), "pk", "organisation__name", "created_at"), all=True)
    return tuple(sorted((Waiting(*row) for row in both), key=lambda one: (one.since, one.pk)))
