"""The pages of those who decide: what waits, and one profile with its differences, criteria, certificates and talk."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from internationalisation.editing.differences import Change
from internationalisation.editing.words import country_name, in_words
from internationalisation.review.answers import Review
from internationalisation.review.drafts import mark_of, mark_of_certificate
from internationalisation.review.presenters.parts import CriterionView, NoteView, present_criteria, present_notes
from portal.core import formatting
from portal.core.page import Link, PageMeta
from portal.registry.models import Certificate, ClusterOrganisation, Standing
from portal.registry.permissions import can_govern, can_review


@dataclass(frozen=True, slots=True)
class CertificateView:
    key: str
    mark: str
    title: str
    details: str
    evidence: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class ReviewView:
    """`deeds` are what a moderator may do with the profile as a whole; `own` says why somebody may not decide."""

    state: str
    is_waiting: bool
    can_decide: bool
    can_approve: bool
    can_write: bool
    own: str
    mark: str
    changes_title: str
    changes: tuple[Change, ...]
    missing: tuple[str, ...]
    criteria: tuple[CriterionView, ...]
    certificates: tuple[CertificateView, ...]
    notes: tuple[NoteView, ...]
    deeds: tuple[Link, ...]
    can_govern: bool
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class WaitingView:
    title: str
    url: str
    place: str
    kind: str
    since: str
    is_demonstration: bool


def waiting_page(total: int) -> PageMeta:
    lead = ngettext(
        "%(count)d profile waits for a decision, the oldest first.",
        "%(count)d profiles wait for a decision, the oldest first.",
        total,
    ) % {"count": total}
    path = reverse("internationalisation:review")
    crumbs = (Link(_("Your account"), reverse("home:personal")), Link(_("Review"), path, is_current=True))
    title = _("Profiles to review")
    return PageMeta(title, lead, path, crumbs, lead if total else "", is_indexable=False, section="account")


def present_waiting(organisation: ClusterOrganisation) -> WaitingView:
    return WaitingView(
        title=organisation.name,
        url=reverse("internationalisation:review-item", args=[organisation.pk]),
        place=", ".join(filter(None, (organisation.city, country_name(organisation.country_id)))),
        kind=_("Changes of a published profile") if organisation.live else _("New profile"),
        since=formatting.minute(organisation.submitted_at),
        is_demonstration=organisation.is_demonstration,
    )


def review_page(organisation: ClusterOrganisation) -> PageMeta:
    path = reverse("internationalisation:review-item", args=[organisation.pk])
    crumbs = (
        Link(_("Your account"), reverse("home:personal")),
        Link(_("Review"), reverse("internationalisation:review")),
        Link(organisation.name, path, is_current=True),
    )
    place = ", ".join(filter(None, (organisation.city, country_name(organisation.country_id))))
    lead = place or country_name(organisation.country_id)
    return PageMeta(organisation.name, lead, path, crumbs, lead, is_indexable=False, section="account")


def present_review(review: Review) -> ReviewView:
    organisation, rights = review.organisation, review.rights
    decides = can_review(rights, organisation)
    return ReviewView(
        state=review.state.label,
        is_waiting=review.state.is_submitted,
        can_decide=decides and review.state.is_submitted,
        can_approve=decides and review.state.is_submitted and not review.missing,
        can_write=decides and organisation.standing not in (Standing.ARCHIVED, Standing.MERGED),
        own="" if decides else _("You are a member of this organisation: somebody else decides about it."),
        mark=mark_of(organisation),
        changes_title=_("What would change") if organisation.live else _("What the profile says"),
        changes=tuple(review.changes),
        missing=tuple(one.text for one in review.missing),
        criteria=present_criteria(review.draft, can_edit=False),
        certificates=tuple(_certificate(row, review.statements) for row in review.draft.certificates.all()),
        notes=present_notes(review.notes),
        deeds=_deeds(organisation),
        can_govern=decides and can_govern(rights),
        links=_links(organisation),
    )


def _certificate(row: Certificate, statements: Mapping[Any, str]) -> CertificateView:
    days = " – ".join(formatting.day(day) for day in (row.valid_from, row.valid_to) if day)
    return CertificateView(
        key=str(row.key),
        mark=mark_of_certificate(row),
        title=in_words("label", row.label, Certificate),
        details=" · ".join(filter(None, (row.issuer, row.level, days))),
        evidence=row.evidence,
        is_verified=statements.get(row.key) == row.statement,
    )


def _deeds(organisation: ClusterOrganisation) -> tuple[Link, ...]:
    """The buttons of a moderator: label, and the deed in the place of an address."""
    suspend, archive = Link(_("Suspend"), "suspend"), Link(_("Archive"), "archive")
    reinstate, merge = Link(_("Open again"), "reinstate"), Link(_("Merge"), "merge")
    return {
        Standing.SUSPENDED: (reinstate, archive, merge),
        Standing.ARCHIVED: (reinstate, merge),
        Standing.MERGED: (),
    }.get(Standing(organisation.standing), (*((suspend,) if organisation.live else ()), archive, merge))


def _links(organisation: ClusterOrganisation) -> tuple[Link, ...]:
    history = Link(_("History"), reverse("internationalisation:history", args=[organisation.pk]))
    title = _("Public page") if organisation.live else _("The profile as it would look")
    whole = Link(title, organisation.get_absolute_url())
    return (whole, history)
