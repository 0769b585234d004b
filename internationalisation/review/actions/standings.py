"""What moderators alone do: suspend, archive, merge, open again, and verify certificates."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from internationalisation.review.actions.common import Kind, locked, note, tell_administrators
from internationalisation.review.actions.decisions import standing_of
from internationalisation.review.drafts import draft_of, mark_of_certificate
from internationalisation.review.errors import Changed, Refused
from portal.registry.models import Certificate, CertificateVerification, ClusterOrganisation, Standing
from portal.registry.permissions import check_can_govern, check_can_review, rights_of


@transaction.atomic
def suspend(*, organisation_pk: int, user: Any, reason: str) -> None:
    """Take the profile off the public pages until a moderator opens it again. Raises PermissionDenied, Refused."""
    organisation = _governed(organisation_pk, user)
    if organisation.standing not in (Standing.ORDINARY, Standing.EMERGING):
        raise Refused(gettext("The profile is not public, so it cannot be suspended."))
    _set(organisation, Standing.SUSPENDED)
    tell_administrators(note(organisation, Kind.SUSPENDED, user, reason))


@transaction.atomic
def reinstate(*, organisation_pk: int, user: Any, reason: str) -> None:
    """Open a suspended or archived profile again. Raises PermissionDenied, Refused."""
    organisation = _governed(organisation_pk, user)
    if organisation.standing not in (Standing.SUSPENDED, Standing.ARCHIVED):
        raise Refused(gettext("The profile is neither suspended nor archived: there is nothing to open again."))
    _set(organisation, standing_of(organisation) if organisation.live else Standing.ORDINARY)
    tell_administrators(note(organisation, Kind.REINSTATED, user, reason))


@transaction.atomic
def archive(*, organisation_pk: int, user: Any, reason: str) -> None:
    """The organisation is no more: its profile is kept, neither shown nor edited. Raises PermissionDenied, Refused."""
    organisation = _governed(organisation_pk, user)
    if organisation.standing in (Standing.ARCHIVED, Standing.MERGED):
        raise Refused(gettext("The profile is archived or merged already."))
    _stop_workflow(organisation, user)
    _set(organisation, Standing.ARCHIVED)
    tell_administrators(note(organisation, Kind.ARCHIVED, user, reason))


@transaction.atomic
def merge(*, organisation_pk: int, into_pk: int, user: Any, reason: str) -> None:
    """Let the address of one profile lead to another, and those that led to it too. Raises PermissionDenied, Refused.

    Its member firms become members of the other. Figures that it had confirmed as public are no longer.
    Both rows are locked in the order of their keys, so that two merges at once never wait for each other.
    """
    both = ClusterOrganisation.objects.select_for_update().filter(pk__in=[organisation_pk, into_pk])
    rows = {one.pk: one for one in both.order_by("pk")}
    if into_pk not in rows:
        raise Refused(gettext("No profile has the number %(number)s.") % {"number": into_pk})
    organisation, other = rows[organisation_pk], rows[into_pk]
    for one in rows.values():
        _check(one, user)
    _check_can_merge(organisation, other)
    _stop_workflow(organisation, user)
    ClusterOrganisation.objects.filter(merged_into=organisation).update(merged_into=other)
    organisation.merged_into = other
    _set(organisation, Standing.MERGED, "merged_into")
    _hand_over_firms(organisation, other)
    words = gettext("The profile is now part of: %(name)s.") % {"name": other.name}
    tell_administrators(note(organisation, Kind.MERGED, user, "\n\n".join(filter(None, (words, reason)))))


@transaction.atomic
def verify_certificate(*, organisation_pk: int, key: UUID, mark: str, user: Any) -> None:
    """A moderator saw the evidence of exactly the statement that `mark` names. Raises PermissionDenied, Changed."""
    organisation = _governed(organisation_pk, user)
    certificate = _certificate(organisation, key)
    if certificate is None or mark_of_certificate(certificate) != mark:
        raise Changed(gettext("Nothing was verified: the certificate was changed meanwhile. Look at it again."))
    CertificateVerification.objects.update_or_create(
        organisation=organisation, key=key, defaults={"statement": certificate.statement, "verified_by": user}
    )


@transaction.atomic
def withdraw_verification(*, organisation_pk: int, key: UUID, user: Any) -> None:
    """The certificate stands as stated by the organisation alone. Raises PermissionDenied."""
    organisation = _governed(organisation_pk, user)
    CertificateVerification.objects.filter(organisation=organisation, key=key).delete()


def final_of(organisation: ClusterOrganisation) -> ClusterOrganisation:
    """Where a merged profile leads to, or itself: one step is enough, for `merge` turns all others. At most 1 query."""
    return organisation.merged_into or organisation


def _governed(pk: int, user: Any) -> ClusterOrganisation:
    organisation = locked(pk)
    _check(organisation, user)
    return organisation


def _check(organisation: ClusterOrganisation, user: Any) -> None:
    rights = rights_of(user)
    check_can_govern(rights)
    check_can_review(rights, organisation)


def _check_can_merge(organisation: ClusterOrganisation, other: ClusterOrganisation) -> None:
    if organisation.pk == other.pk:
        raise Refused(gettext("A profile cannot be merged into itself. Give the number of the other one."))
    if organisation.standing == Standing.MERGED:
        raise Refused(gettext("The profile is merged already."))
    if not other.live or other.standing in (Standing.SUSPENDED, Standing.ARCHIVED, Standing.MERGED):
        raise Refused(gettext("The other profile is not public, so no address can lead to it."))
    if organisation.is_demonstration != other.is_demonstration:
        raise Refused(gettext("A demonstration profile and a real one are never merged."))


def _hand_over_firms(organisation: ClusterOrganisation, other: ClusterOrganisation) -> None:
    """Who is a member of both, or was one from the same day on, stays as it is there."""
    members = set(other.firm_memberships.current().values_list("firm", flat=True))
    taken = set(other.firm_memberships.values_list("firm", "joined_on"))
    rows = organisation.firm_memberships.exclude(firm__in=members).values_list("pk", "firm", "joined_on")
    moving = [pk for pk, firm, joined_on in rows if (firm, joined_on) not in taken]
    organisation.firm_memberships.filter(pk__in=moving).update(organisation=other)


def _set(organisation: ClusterOrganisation, standing: Standing, *more: str) -> None:
    organisation.standing = standing
    organisation.save(update_fields=["standing", *more])


def _stop_workflow(organisation: ClusterOrganisation, user: Any) -> None:
    state = organisation.workflow_states.active().first()
    if state is not None:
        state.cancel(user=user)


def _certificate(organisation: ClusterOrganisation, key: UUID) -> Certificate | None:
    """Of the draft first: that is what a reviewer reads; else of the public profile."""
    rows = [*draft_of(organisation).certificates.all(), *organisation.certificates.all()]
    return next((row for row in rows if row.key == key), None)
