"""An invitation as whoever opens its link sees it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from internationalisation.models.invitation import Invitation
from internationalisation.people.mails import inviter_name
from internationalisation.people.permissions import NotInvited, check_can_accept
from portal.core import formatting
from portal.core.page import Link


class State(StrEnum):
    OPEN = "open"  # the account may accept it
    ANONYMOUS = "anonymous"  # open, for whoever signs in
    OTHER = "other"  # open, for another account
    DONE = "done"  # this account accepted it
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class InvitationView:
    """`text` says what the matter is, `links` what to do about it."""

    state: State
    status: int
    title: str
    text: str
    role: str
    person: str
    until: str
    links: tuple[Link, ...] = ()


def present_invitation(invitation: Invitation, user: Any, path: str) -> InvitationView:
    """1 query of somebody signed in, for their confirmed addresses."""
    state, reason = _state(invitation, user)
    return InvitationView(
        state=state,
        status=410 if state == State.ENDED else 200,
        title=_title(state, invitation),
        text=_text(state, invitation, reason),
        role=str(invitation.get_role_display()),
        person=inviter_name(invitation.invited_by),
        until=formatting.day(timezone.localtime(invitation.expires_at).date()),
        links=_links(state, invitation, path),
    )


def _state(invitation: Invitation, user: Any) -> tuple[State, str]:
    if user.is_authenticated and invitation.accepted_by_id == user.pk:
        return State.DONE, ""
    try:
        check_can_accept(invitation, user if user.is_authenticated else None)
    except NotInvited as error:
        return (State.OTHER, str(error)) if user.is_authenticated else (State.ANONYMOUS, "")
    except PermissionDenied as error:
        return State.ENDED, str(error)
    return State.OPEN, ""


def _title(state: State, invitation: Invitation) -> str:
    if state == State.ENDED:
        return _("This invitation does not work any more")
    return _("Invitation to keep the profile of %(name)s") % {"name": invitation.organisation.name}


def _text(state: State, invitation: Invitation, reason: str) -> str:
    if state == State.DONE:
        return _("You accepted this invitation.")
    if state == State.ANONYMOUS:
        return _("Sign in with the address that the invitation was sent to. Without an account, create one with it.")
    if state == State.OTHER:
        return _("%(reason)s Sign out and sign in with the other one, or ask for an invitation to your address.") % {
            "reason": reason
        }
    if state == State.ENDED:
        return _("%(reason)s If you still need one, ask an administrator of the organisation to send a new one.") % {
            "reason": reason
        }
    return ""


def _links(state: State, invitation: Invitation, path: str) -> tuple[Link, ...]:
    onwards = urlencode({"next": path})
    if state == State.ANONYMOUS:
        return (
            Link(_("Sign in"), f"{reverse('account_login')}?{onwards}"),
            Link(_("Create an account"), f"{reverse('account_signup')}?{onwards}"),
        )
    if state == State.OTHER:
        return (Link(_("Sign out"), f"{reverse('account_logout')}?{onwards}"),)
    if state == State.DONE:
        overview = reverse("internationalisation:organisation", args=[invitation.organisation_id])
        return (Link(invitation.organisation.name, overview),)
    return ()
