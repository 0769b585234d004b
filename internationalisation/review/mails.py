"""Mails about a review, in plain words: what happened, what is to do, and the one address where to do it.

They lead to pages of the portal, never to the editors' desk, which most of their readers cannot open.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from internationalisation.models.review import ReviewMail, ReviewNote
from internationalisation.review.queries.waiting import waiting_for
from portal.accounts.mails import with_html, writing_to
from portal.registry.permissions import rights_of

Kind = ReviewNote.Kind
LONGEST_SUBJECT = 200
MOST_NAMES = 20


@dataclass(frozen=True, slots=True)
class Letter:
    title: str
    paragraphs: tuple[str, ...]
    path: str
    is_due: bool = True


def write_mail(mail: ReviewMail) -> EmailMultiAlternatives:
    """What the recipient should know now, in their language.

    Of submissions, all that wait for them (2 queries beside those of rights).
    """
    with writing_to(mail.recipient):
        return _written(mail)


def _written(mail: ReviewMail) -> EmailMultiAlternatives:
    letter = _to_reviewer(mail) if mail.is_for_reviewer else _to_manager(mail.note)
    to = [mail.recipient.email] if letter.is_due else []  # a mail to nobody is not sent
    body = "\n\n".join((*filter(None, letter.paragraphs), _absolute(letter.path)))
    subject = f"{settings.PORTAL_NAME}: {letter.title}"[:LONGEST_SUBJECT]
    return with_html(EmailMultiAlternatives(subject, body, to=to), letter.title)


def _to_reviewer(mail: ReviewMail) -> Letter:
    if mail.note.kind == Kind.SUBMITTED:
        return _submitted(mail)
    name = mail.note.organisation.name
    return Letter(
        _("An answer about a profile you review"),
        (_("The managers of this cluster organisation answered: %(name)s.") % {"name": name}, mail.note.text),
        reverse("internationalisation:review-item", args=[mail.note.organisation_id]),
    )


def _submitted(mail: ReviewMail) -> Letter:
    rows = waiting_for(rights_of(mail.recipient))
    names = list(rows.values_list("name", flat=True)[: MOST_NAMES + 1])
    count = len(names) if len(names) <= MOST_NAMES else rows.count()
    more = count - MOST_NAMES
    words = ngettext(
        "%(count)d profile of a cluster organisation waits for your decision:",
        "%(count)d profiles of cluster organisations wait for your decision:",
        count,
    ) % {"count": count}
    listed = "\n".join(f"- {name}" for name in names[:MOST_NAMES])
    rest = ngettext("and %(count)d more.", "and %(count)d more.", more) % {"count": more} if more > 0 else ""
    address = reverse("internationalisation:review")
    return Letter(_("Profiles wait for your review"), (words, listed, rest), address, is_due=count > 0)


def _to_manager(note: ReviewNote) -> Letter:
    title, text = _words(Kind(note.kind))
    path = reverse("internationalisation:organisation", args=[note.organisation_id])
    return Letter(title, (text % {"name": note.organisation.name}, note.text, _todo(Kind(note.kind))), path)


def _words(kind: Kind) -> tuple[str, str]:
    """Subject and first sentence."""
    return {
        Kind.QUESTION: (_("A question about your profile"), _("The reviewers have a question about: %(name)s.")),
        Kind.RETURNED: (_("Your profile needs changes"), _("The reviewers returned the profile of: %(name)s.")),
        Kind.APPROVED: (_("Your profile is approved"), _("The reviewers approved the profile of: %(name)s.")),
        Kind.SUSPENDED: (
            _("Your profile is suspended"),
            _("A moderator took this profile off the public pages: %(name)s."),
        ),
        Kind.REINSTATED: (_("Your profile is public again"), _("A moderator opened this profile again: %(name)s.")),
        Kind.ARCHIVED: (_("Your profile is archived"), _("A moderator archived this profile: %(name)s.")),
        Kind.MERGED: (_("Your profile is merged"), _("A moderator merged this profile into another: %(name)s.")),
    }[kind]


def _todo(kind: Kind) -> str:
    return {
        Kind.QUESTION: _("Answer here:"),
        Kind.RETURNED: _("Change the profile and submit it again:"),
        Kind.APPROVED: _("See where it stands, and keep it up to date:"),
        Kind.SUSPENDED: _("Read why, write to the reviewers, and change the profile:"),
    }.get(kind, _("Read more:"))


def _absolute(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"
