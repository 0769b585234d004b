"""What all actions of a review begin and end with."""

from typing import Any

from internationalisation.models.review import ReviewMail, ReviewNote
from internationalisation.review.recipients import administrators_of, reviewers_of
from internationalisation.review.tasks import send_review_mail
from portal.registry.models import ClusterOrganisation
from portal.registry.permissions import Rights, rights_of

Kind, Side = ReviewNote.Kind, ReviewNote.Side


def locked(pk: int) -> ClusterOrganisation:
    """The row as it is once nobody else changes it. Joined rows would be those from before the wait."""
    return ClusterOrganisation.objects.select_for_update().get(pk=pk)


def side_of(rights: Rights, organisation: ClusterOrganisation) -> ReviewNote.Side:
    """As what somebody speaks: members first, whatever else they are."""
    if organisation.pk in rights.roles:
        return Side.MEMBER
    return Side.CONTACT if organisation.country_id in rights.countries else Side.MODERATOR


def note(organisation: ClusterOrganisation, kind: ReviewNote.Kind, user: Any, text: str = "") -> ReviewNote:
    """Add to the talk, without any mail."""
    side = side_of(rights_of(user), organisation)
    return ReviewNote.objects.create(organisation=organisation, kind=kind, side=side, author=user, text=text.strip())


def tell_administrators(entry: ReviewNote) -> None:
    """Each administrator of the organisation but the author gets one mail."""
    for user in administrators_of(entry.organisation):
        if user.pk != entry.author_id:
            _queue(entry, user, is_for_reviewer=False)


def tell_reviewers(entry: ReviewNote, only: frozenset[int] = frozenset()) -> None:
    """Those who decide, or `only` those of them; members of the organisation never."""
    reviewers = reviewers_of(entry.organisation)
    for user in [one for one in reviewers if one.pk in only] or reviewers:
        _queue(entry, user, is_for_reviewer=True)


def _queue(entry: ReviewNote, user: Any, *, is_for_reviewer: bool) -> None:
    """Of several submissions that nobody was told of yet, a reviewer hears in one mail."""
    mail = None
    if is_for_reviewer and entry.kind == Kind.SUBMITTED:
        unsent = ReviewMail.objects.filter(recipient=user, mailed_at=None, is_for_reviewer=True)
        mail = unsent.filter(note__kind=Kind.SUBMITTED).first()
    if mail is None:
        mail = ReviewMail.objects.create(note=entry, recipient=user, is_for_reviewer=is_for_reviewer)
    send_review_mail.enqueue(mail.pk)
