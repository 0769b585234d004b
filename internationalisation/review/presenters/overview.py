"""The page from which managers see where their profile stands and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from internationalisation.review.answers import Overview
from internationalisation.review.presenters.parts import (
    CriterionView,
    NoteView,
    edit_url,
    own_trail,
    present_criteria,
    present_notes,
)
from internationalisation.review.states import Changes, ProfileState, State, changes_label, state_label
from portal.core import formatting
from portal.core.page import Link, PageMeta
from portal.registry.models import ClusterOrganisation
from portal.registry.models.organisation import HIDDEN_AFTER
from portal.registry.permissions import can_administer, can_edit, can_review

FIRST_STEP, CHECK_STEP = "basics", "check"


@dataclass(frozen=True, slots=True)
class OverviewView:
    """`main` is the one thing to do next; buttons are there only for those who may press them."""

    state: str
    changes: str
    tone: str
    explanation: str
    main: Link | None
    can_submit: bool
    can_withdraw: bool
    can_confirm: bool
    can_answer: bool
    missing: tuple[Link, ...]
    criteria: tuple[CriterionView, ...]
    criteria_summary: str
    freshness: str
    is_stale: bool
    notes: tuple[NoteView, ...]
    links: tuple[Link, ...]


def overview_page(organisation: ClusterOrganisation) -> PageMeta:
    path = reverse("internationalisation:organisation", args=[organisation.pk])
    lead = _("Where the profile stands, what comes next, and what the reviewers say.")
    return PageMeta(
        title=organisation.name,
        description=lead,
        canonical_path=path,
        breadcrumbs=own_trail(organisation),
        lead=lead,
        is_indexable=False,
        section="account",
    )


def present_overview(overview: Overview) -> OverviewView:
    organisation, state, rights = overview.organisation, overview.state, overview.rights
    edits, administers = can_edit(rights, organisation), can_administer(rights, organisation)
    is_open = _is_open(overview)
    criteria = present_criteria(overview.draft, can_edit=edits)
    return OverviewView(
        state=state_label(state.state),
        changes=changes_label(state.changes),
        tone=_tone(state),
        explanation=_explanation(overview),
        main=_main(overview) if edits else None,
        can_submit=administers and is_open and not overview.missing,
        can_withdraw=administers and state.is_submitted,
        can_confirm=administers and organisation.live and organisation.confirmed_on != overview.today,
        can_answer=edits and bool(overview.notes),
        missing=_missing(overview) if edits and is_open else (),
        criteria=criteria,
        criteria_summary=_summary(criteria),
        freshness=_freshness(overview) if organisation.live else "",
        is_stale=organisation.live and organisation.is_stale(overview.today),
        notes=present_notes(overview.notes),
        links=_links(overview, edits=edits),
    )


def _is_open(overview: Overview) -> bool:
    """Whether there is something to submit that nobody decides about yet."""
    state = overview.state
    if state.state in (State.ARCHIVED, State.MERGED) or state.is_submitted:
        return False
    return not overview.organisation.live or state.changes != Changes.NONE


def _tone(state: ProfileState) -> str:
    if state.is_returned or state.state == State.SUSPENDED:
        return "warning"
    return "success" if state.state in (State.PUBLISHED, State.EMERGING) and not state.is_submitted else "info"


def _explanation(overview: Overview) -> str:
    state = overview.state
    if state.state in (State.PUBLISHED, State.EMERGING):
        return " ".join(filter(None, (_of_public(overview), _of_changes(state.changes))))
    return {
        State.DRAFT: _("Only members of the organisation and the reviewers see it. Fill it in, then submit it."),
        State.SUBMITTED: _(
            "The national contact or a moderator reads it and decides. You get an e-mail. "
            "What you change meanwhile is part of what they read."
        ),
        State.RETURNED: _("The reviewers ask for changes: read why below, change the profile and submit it again."),
        State.SUSPENDED: _("A moderator took it off the public pages. Read why below, and write to the reviewers."),
        State.ARCHIVED: _("The profile is kept, but neither shown nor edited. Write to the portal to open it again."),
        State.MERGED: _("Its address leads to another profile: %(name)s.") % {"name": _merged_name(overview)},
    }[state.state]


def _of_public(overview: Overview) -> str:
    if not overview.organisation.is_public:
        return _("It was not confirmed for too long and is hidden. Confirm it, and everybody finds it again.")
    if overview.state.state == State.EMERGING:
        return _("Everybody can read it. It is marked as emerging until all criteria are met.")
    return _("Everybody can read it.")


def _of_changes(changes: Changes) -> str:
    return {
        Changes.NONE: "",
        Changes.WAITING: _("Your newer draft is not submitted yet: submit it, and the reviewers decide about it."),
        Changes.SUBMITTED: _("Your changes are with the reviewers; until they decide, the present text stays online."),
        Changes.RETURNED: _("The reviewers returned your changes: read why below, then submit them again."),
    }[changes]


def _main(overview: Overview) -> Link:
    """What the button of the page leads to, where nothing is to be submitted."""
    organisation = overview.organisation
    if overview.missing:
        return Link(_("Go on with the profile"), edit_url(organisation, overview.missing[0].step))
    return Link(_("Edit the profile"), edit_url(organisation, FIRST_STEP))


def _missing(overview: Overview) -> tuple[Link, ...]:
    return tuple(Link(one.text, edit_url(overview.organisation, one.step, one.field)) for one in overview.missing)


def _summary(criteria: Sequence[CriterionView]) -> str:
    if any(one.answer == "not-yet" for one in criteria):
        return _("Until all are met, the profile is shown with the mark “emerging”.")
    return _("All are met or waived: the profile is shown without a mark.")


def _freshness(overview: Overview) -> str:
    organisation = overview.organisation
    words = _("Confirmed as up to date on %(day)s.") % {"day": formatting.day(organisation.confirmed_on)}
    if not organisation.is_stale(overview.today):
        return words
    hidden = formatting.day(organisation.confirmed_on + HIDDEN_AFTER)
    if overview.today >= organisation.confirmed_on + HIDDEN_AFTER:
        return f"{words} " + _("It is hidden from everybody since %(day)s.") % {"day": hidden}
    return f"{words} " + _("Readers see that this is long ago; on %(day)s the profile is hidden.") % {"day": hidden}


def _links(overview: Overview, *, edits: bool) -> tuple[Link, ...]:
    organisation, rights = overview.organisation, overview.rights
    is_member = organisation.pk in rights.roles
    name = "internationalisation:{}".format
    links = (
        (edits, Link(_("Edit the profile"), edit_url(organisation, FIRST_STEP) if edits else "")),
        (True, Link(_("History"), reverse(name("history"), args=[organisation.pk]))),
        (is_member, Link(_("People"), reverse(name("people"), args=[organisation.pk]))),
        (is_member, Link(_("Messages"), reverse(name("messages"), args=[organisation.pk]))),
        (
            can_administer(rights, organisation),
            Link(_("Figures of member firms"), reverse(name("firm-figures"), args=[organisation.pk])),
        ),
        (organisation.is_public, Link(_("Public page"), organisation.get_absolute_url())),
        (can_review(rights, organisation), Link(_("Review"), reverse(name("review-item"), args=[organisation.pk]))),
    )
    return tuple(link for is_shown, link in links if is_shown)


def _merged_name(overview: Overview) -> str:
    other = overview.organisation.merged_into
    return other.name if other else ""
