"""Own organisations as their members see them: state in words, role, and what to do next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from internationalisation.models.claim import Claim
from internationalisation.people.own.queries import Own
from internationalisation.review.states import Changes, ProfileState, State, state_of
from portal.core import formatting
from portal.core.page import Link
from portal.registry.models import Membership
from portal.registry.models.organisation import HIDDEN_AFTER, REMIND_AFTER


@dataclass(frozen=True, slots=True)
class OwnRow:
    """`next_step` says what the member does now; empty where nothing waits for them."""

    name: str
    url: str
    state: str
    role: str
    next_step: str
    links: tuple[Link, ...]


def present_own(own: Iterable[Own], today: date) -> tuple[OwnRow, ...]:
    """No query."""
    return tuple(_row(one, today) for one in own)


def _row(own: Own, today: date) -> OwnRow:
    organisation, state = own.organisation, state_of(own.organisation)
    return OwnRow(
        name=organisation.name,
        url=_url("organisation", organisation.pk),
        state=state.label,
        role=str(Membership.Role(own.role).label),
        next_step=next_step(own, state, today),
        links=_links(own, state),
    )


def _links(own: Own, state: ProfileState) -> tuple[Link, ...]:
    pk = own.organisation.pk
    edit = Link(_("Edit"), _url("edit", pk, "basics"))
    people = Link(_("People"), _url("people", pk))
    public = Link(_("Public page"), own.organisation.get_absolute_url())
    is_closed = state.state in (State.ARCHIVED, State.MERGED)
    return (
        *(() if is_closed else (edit,)),
        people,
        *((public,) if own.organisation.is_public else ()),
    )


def next_step(own: Own, state: ProfileState, today: date) -> str:
    """One sentence. What only administrators do is said to contributors as such."""
    if state.state in _CLOSED_STEPS:
        return str(_CLOSED_STEPS[state.state]())
    if state.is_returned:
        return _("The reviewers answered: read what they say, change the profile and submit it again.")
    if state.is_submitted:
        return _("The reviewers look at it. You get a mail when they have decided or have a question.")
    if state.state == State.DRAFT or state.changes == Changes.WAITING:
        return _submit(own)
    return _freshness(own, today)


def _submit(own: Own) -> str:
    if own.role != Membership.Role.ADMINISTRATOR:
        return _("Go on writing; an administrator submits it when it is complete.")
    return _("Complete it and submit it: then it is reviewed and published.")


_CLOSED_STEPS = {
    State.ARCHIVED: lambda: _("It is kept, but no longer edited."),
    State.MERGED: lambda: _("Its address leads to the other profile."),
    State.SUSPENDED: lambda: _("It is not public for now: the overview says why."),
}


def _freshness(own: Own, today: date) -> str:
    confirmed = own.organisation.confirmed_on
    if confirmed > today - REMIND_AFTER:
        return ""
    if confirmed <= today - HIDDEN_AFTER:
        return _("It was not confirmed for a long time and is hidden: confirm that it is up to date.")
    day = {"day": formatting.day(confirmed + HIDDEN_AFTER)}
    return _("Confirm that it is up to date; without that it is hidden on %(day)s.") % day


@dataclass(frozen=True, slots=True)
class ClaimRow:
    name: str
    url: str
    state: str


def present_claims(claims: Iterable[Claim]) -> tuple[ClaimRow, ...]:
    return tuple(
        ClaimRow(claim.organisation.name, _url("claim-item", claim.pk), str(claim.get_state_display()))
        for claim in claims
    )


def _url(name: str, *arguments: object) -> str:
    return reverse(f"internationalisation:{name}", args=arguments)
