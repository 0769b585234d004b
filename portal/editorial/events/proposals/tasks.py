"""Jobs of the queue: they take ids and are safe to run twice."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks import task

from portal.accounts.mails import writing_to
from portal.core.mailing import deliver
from portal.editorial.meta import reader_path
from portal.editorial.models.proposal import EventProposal


@task()
def mail_decision(proposal_pk: int) -> None:
    """Tell the proposer what the editors decided. A second run finds it told and sends nothing."""
    with transaction.atomic():
        proposals = EventProposal.objects.select_for_update(of=("self",)).select_related("proposer", "page")
        proposal = proposals.filter(pk=proposal_pk).first()
        if proposal is None or proposal.mailed_state == proposal.state:
            return
        with writing_to(proposal.proposer):
            message = _message(proposal)
        if message is not None:
            deliver(message)
        proposal.mailed_state = proposal.state
        proposal.save(update_fields=["mailed_state"])


def _message(proposal: EventProposal) -> EmailMessage | None:
    """None for a state that the proposer brought about."""
    words = _words(proposal)
    if words is None:
        return None
    subject, text, path = words
    lines = (text, *([proposal.comment] if proposal.comment else []), _absolute(path))
    return EmailMessage(
        subject=f"{settings.PORTAL_NAME}: {subject}"[:200], body="\n\n".join(lines), to=[proposal.proposer.email]
    )


def _words(proposal: EventProposal) -> tuple[str, str, str] | None:
    state, name = EventProposal.State(proposal.state), {"title": proposal.title}
    own_page = reverse("editorial:proposal", args=[proposal.pk])
    if state == EventProposal.State.PUBLISHED and proposal.page:
        return (
            _("Your event is published"),
            _("The editors published the event that you proposed: %(title)s. You find it here:") % name,
            reader_path(proposal.page),
        )
    if state == EventProposal.State.RETURNED:
        return (
            _("Your event needs changes"),
            _("The editors ask for changes in the event that you proposed: %(title)s. Change it and send it again.")
            % name,
            own_page,
        )
    if state == EventProposal.State.DECLINED:
        return (
            _("Your event was not published"),
            _("The editors did not publish the event that you proposed: %(title)s.") % name,
            own_page,
        )
    return None


def _absolute(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"
