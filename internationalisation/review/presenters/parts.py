"""Parts that the managers' and the reviewers' pages share: criteria and the talk."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from internationalisation.models.review import ReviewNote
from internationalisation.people.pages import account_crumb, organisations_crumb
from portal.core import formatting
from portal.core.page import Link
from portal.registry.criteria import Answer, criteria_of
from portal.registry.models import ClusterOrganisation


@dataclass(frozen=True, slots=True)
class CriterionView:
    """`answer` is met, not-yet or waived; `url` is empty for who cannot edit."""

    title: str
    answer: str
    label: str
    next_step: str
    url: str


@dataclass(frozen=True, slots=True)
class NoteView:
    """`is_reviewers` tells the two sides apart; `who` is a name and a role, or the role alone."""

    kind: str
    title: str
    who: str
    when: str
    iso: str
    text: str
    is_reviewers: bool


def present_criteria(organisation: ClusterOrganisation, *, can_edit: bool) -> tuple[CriterionView, ...]:
    labels = {Answer.MET: _("Met"), Answer.NOT_YET: _("Not yet"), Answer.WAIVED: _("Waived: national programme")}
    return tuple(
        CriterionView(
            title=one.title,
            answer=one.answer,
            label=labels[one.answer],
            next_step=one.next_step,
            url=edit_url(organisation, one.step) if can_edit and one.next_step else "",
        )
        for one in criteria_of(organisation)
    )


def present_notes(notes: Iterable[ReviewNote]) -> tuple[NoteView, ...]:
    """In the order in which they were written. No query where authors were selected along."""
    return tuple(
        NoteView(
            kind=entry.kind,
            title=str(entry.get_kind_display()),
            who=_who(entry),
            when=formatting.minute(entry.created_at),
            iso=entry.created_at.isoformat(timespec="seconds"),
            text=entry.text,
            is_reviewers=entry.side != ReviewNote.Side.MEMBER,
        )
        for entry in notes
    )


def edit_url(organisation: ClusterOrganisation, step: str, field: str = "") -> str:
    """A step of the form; `field` is where the reader should look."""
    address = reverse("internationalisation:edit", args=[organisation.pk, step])
    return f"{address}#id_{field}" if field else address


def own_trail(organisation: ClusterOrganisation) -> tuple[Link, ...]:
    """The way to a manager's page."""
    return (
        account_crumb(),
        organisations_crumb(),
        Link(organisation.name, reverse("internationalisation:organisation", args=[organisation.pk]), is_current=True),
    )


def _who(entry: ReviewNote) -> str:
    """Colleagues and reviewers see a name, never an e-mail address."""
    name = entry.author.get_full_name() if entry.author else ""
    role = str(entry.get_side_display())
    return f"{name} · {role}" if name else role
