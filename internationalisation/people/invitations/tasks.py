"""Jobs of the queue: they take ids and are safe to run twice."""

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from internationalisation.models.invitation import Invitation
from internationalisation.people.invitations.tokens import new_secret, sum_of
from internationalisation.people.mails import compose, inviter_name, name_of, whole_address
from portal.core import formatting
from portal.core.mailing import mail_once


@task()
def mail_invitation(invitation_pk: int) -> None:
    """Send one invitation. The link is made here, so that its secret never stands in a table or in the queue."""
    rows = Invitation.objects.pending().select_related("organisation", "invited_by")
    mail_once(rows, invitation_pk, _mail)


def _mail(invitation: Invitation) -> EmailMultiAlternatives:
    secret = new_secret()
    invitation.token_sum = sum_of(secret)
    invitation.save(update_fields=["token_sum"])
    with translation.override(invitation.language):
        return _written(invitation, secret)


def _written(invitation: Invitation, secret: str) -> EmailMultiAlternatives:
    values = {
        "name": name_of(invitation.organisation),
        "person": inviter_name(invitation.invited_by),
        "role": invitation.get_role_display(),
        "address": invitation.email,
        "day": formatting.day(timezone.localtime(invitation.expires_at).date()),
    }
    return compose(
        invitation.email,
        _("Invitation to keep the profile of %(name)s") % values,
        (
            _("%(person)s invites you to keep the profile of %(name)s on the portal. Role: %(role)s.") % values,
            _("To accept, open this link and sign in, or create an account with the address %(address)s:") % values,
            whole_address("invitation", secret),
            _("The link works until %(day)s. If you do not know the organisation, delete this mail.") % values,
        ),
    )
