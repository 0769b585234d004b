"""One profile: where it stands, what would change, and what was said about it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from internationalisation.editing.differences import Change, compare
from internationalisation.editing.requirements import missing
from internationalisation.models.review import ReviewNote
from internationalisation.review.answers import Overview, Review
from internationalisation.review.drafts import draft_of
from internationalisation.review.states import state_of, with_workflow
from portal.registry.models import CertificateVerification, ClusterOrganisation
from portal.registry.permissions import Rights, check_can_follow, check_can_review_any


def with_all(rows: "QuerySet[ClusterOrganisation]") -> "QuerySet[ClusterOrganisation]":
    """Rows with what pages about their state need, joined."""
    return with_workflow(rows).select_related("country", "latest_revision", "merged_into")


def list_notes(organisation: ClusterOrganisation) -> list[ReviewNote]:
    """The whole talk, the oldest first. 1 query."""
    return list(ReviewNote.objects.filter(organisation=organisation).select_related("author"))


def verified_statements(organisation: ClusterOrganisation) -> dict[Any, str]:
    """Statement by the key of the certificate. 1 query."""
    return dict(CertificateVerification.objects.filter(organisation=organisation).values_list("key", "statement"))


def get_overview(pk: int, rights: Rights, today: date) -> Overview:
    """Where a profile stands. 2 queries. Raises Http404, and PermissionDenied for who has no part in it."""
    organisation = _followed(pk, rights)
    draft = draft_of(organisation)
    return Overview(
        organisation, draft, state_of(organisation), missing(draft), list_notes(organisation), rights, today
    )


def get_review(pk: int, rights: Rights) -> Review:
    """What a reviewer reads. 7 queries. Raises Http404, and PermissionDenied for who decides about nothing here."""
    check_can_review_any(rights)
    organisation = _followed(pk, rights)
    draft = draft_of(organisation)
    return Review(
        organisation=organisation,
        draft=draft,
        state=state_of(organisation),
        changes=_changes(organisation, draft),
        missing=missing(draft),
        notes=list_notes(organisation),
        statements=verified_statements(organisation),
        rights=rights,
    )


def _followed(pk: int, rights: Rights) -> ClusterOrganisation:
    organisation: ClusterOrganisation = get_object_or_404(with_all(ClusterOrganisation.objects.all()), pk=pk)
    check_can_follow(rights, organisation)
    return organisation


def _changes(organisation: ClusterOrganisation, draft: ClusterOrganisation) -> Sequence[Change]:
    """From the public profile to the draft; of a new profile all that it says."""
    public = organisation if organisation.live else ClusterOrganisation()
    return () if public is draft else compare(public, draft)
