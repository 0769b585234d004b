"""The people of an organisation as its members see them."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from internationalisation.models.invitation import Invitation
from internationalisation.people.mails import shown_name
from internationalisation.people.members.queries import People, count_administrators
from portal.core import formatting
from portal.registry.models import ClusterOrganisation, Membership

ADMINISTRATOR = Membership.Role.ADMINISTRATOR


@dataclass(frozen=True, slots=True)
class MemberRow:
    """`email` is shown to administrators alone. Addresses are empty where the viewer may not use them."""

    name: str
    email: str
    role: str
    role_value: str
    since: str
    is_viewer: bool = False
    role_url: str = ""
    hand_over_url: str = ""
    remove_url: str = ""


@dataclass(frozen=True, slots=True)
class InvitationRow:
    email: str
    role: str
    state: str
    is_expired: bool
    send_url: str
    revoke_url: str


@dataclass(frozen=True, slots=True)
class PeopleView:
    """`must_stay` says why the viewer cannot leave; empty where they can, or are no member."""

    members: tuple[MemberRow, ...]
    invitations: tuple[InvitationRow, ...]
    roles: tuple[tuple[str, str], ...]
    invite_url: str
    leave_url: str
    must_stay: str


def present_people(people: People, organisation: ClusterOrganisation, viewer: Any, administers: bool) -> PeopleView:
    """No query."""
    own = next((member for member in people.members if member.user_id == viewer.pk), None)
    is_only = own is not None and own.role == ADMINISTRATOR and count_administrators(people) == 1
    return PeopleView(
        members=tuple(_member(member, organisation, viewer, administers) for member in people.members),
        invitations=tuple(_invitation(row) for row in people.invitations) if administers else (),
        roles=tuple((role.value, str(role.label)) for role in Membership.Role),
        invite_url=_url("invite", organisation.pk) if administers else "",
        leave_url=_url("leave", organisation.pk) if own else "",
        must_stay=_must_stay() if is_only else "",
    )


def _must_stay() -> str:
    return _("You are the only administrator: make somebody else administrator first, then you can leave.")


def _member(member: Membership, organisation: ClusterOrganisation, viewer: Any, administers: bool) -> MemberRow:
    is_viewer, arguments = member.user_id == viewer.pk, (organisation.pk, member.pk)
    changes = administers and not is_viewer
    return MemberRow(
        name=shown_name(member.user) if not is_viewer else (member.user.get_full_name() or member.user.email),
        email=member.user.email if administers or is_viewer else "",
        role=str(member.get_role_display()),
        role_value=member.role,
        since=formatting.day(timezone.localtime(member.created_at).date()),
        is_viewer=is_viewer,
        role_url=_url("member-role", *arguments) if changes else "",
        hand_over_url=_url("member-hand-over", *arguments) if changes else "",
        remove_url=_url("member-remove", *arguments) if changes else "",
    )


def _invitation(invitation: Invitation) -> InvitationRow:
    arguments = (invitation.organisation_id, invitation.pk)
    return InvitationRow(
        email=invitation.email,
        role=str(invitation.get_role_display()),
        state=_state(invitation),
        is_expired=invitation.is_expired(),
        send_url=_url("invitation-send", *arguments),
        revoke_url=_url("invitation-revoke", *arguments),
    )


def _state(invitation: Invitation) -> str:
    day = {"day": formatting.day(timezone.localtime(invitation.expires_at).date())}
    if invitation.is_expired():
        return _("The link ended on %(day)s. Send it again for a new one.") % day
    if invitation.mailed_at is None:
        return _("The mail is on its way. The link works until %(day)s.") % day
    return _("Sent. The link works until %(day)s.") % day


def _url(name: str, *arguments: int) -> str:
    return reverse(f"internationalisation:{name}", args=arguments)
