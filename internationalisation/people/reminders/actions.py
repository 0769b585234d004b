"""Reminders to confirm profiles. A profile is never deleted by time alone: it is marked, then hidden."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from internationalisation.models.claim import Claim
from internationalisation.models.invitation import Invitation
from internationalisation.people.mails import name_of, tell, whole_address
from internationalisation.review.recipients import administrators_of
from portal.core import formatting
from portal.registry.models import ClusterOrganisation, Membership, Standing
from portal.registry.models.organisation import HIDDEN_AFTER, REMIND_AFTER

# The second reminder comes so long before the profile is hidden.
WARN_BEFORE = timedelta(days=30)
MOST_AT_ONCE = 500
# Addresses of those who never came, and the evidence of claims that are decided, are kept for so long.
INVITATIONS_KEPT = timedelta(days=90)
CLAIMS_KEPT = timedelta(days=365)


def remind(*, today: date) -> int:
    """Remind the administrators of each profile that is due, and how many profiles that were.

    Each in its own transaction: who is killed in between has reminded of some, and of none twice.
    """
    keys = list(due(today).values_list("pk", flat=True)[:MOST_AT_ONCE])
    return sum(_remind(key, today) for key in keys)


def due(today: date) -> "QuerySet[ClusterOrganisation]":
    """Public or hidden profiles with administrators, a year after they were confirmed, and again before they hide."""
    rows = ClusterOrganisation.objects.real().filter(live=True, standing__in=[Standing.ORDINARY, Standing.EMERGING])
    first, second = _not_reminded(today, REMIND_AFTER), _not_reminded(today, HIDDEN_AFTER - WARN_BEFORE)
    role = Membership.Role.ADMINISTRATOR
    administrators = Membership.objects.filter(organisation=OuterRef("pk"), role=role, user__is_active=True)
    return rows.filter(first | second).filter(Exists(administrators)).order_by("confirmed_on", "pk")


def _not_reminded(today: date, after: timedelta) -> Q:
    """Confirmed so long ago, and not reminded since that day came."""
    since = Q(reminded_on=None) | Q(reminded_on__lt=F("confirmed_on") + after)
    return Q(confirmed_on__lte=today - after) & since


@transaction.atomic
def _remind(key: int, today: date) -> bool:
    """Whether it was still due: another process may have been quicker."""
    rows = due(today).select_for_update(of=("self",), skip_locked=True)
    organisation = rows.filter(pk=key).first()
    if organisation is None:
        return False
    tell(administrators_of(organisation), lambda: _words(organisation, today))
    # Not save(): this is no change of the profile.
    ClusterOrganisation.objects.filter(pk=key).update(reminded_on=today)
    return True


def _words(organisation: ClusterOrganisation, today: date) -> tuple[str, ...]:
    hidden_on = organisation.confirmed_on + HIDDEN_AFTER
    values = {
        "name": name_of(organisation),
        "confirmed": formatting.day(organisation.confirmed_on),
        "hidden": formatting.day(hidden_on),
    }
    if hidden_on <= today:
        title = _("Hidden from readers: %(name)s")
        text = _(
            "The profile of %(name)s was last confirmed on %(confirmed)s, so readers no longer see it. "
            "Nothing is deleted. Look through it and confirm it here:"
        )
    else:
        title = _("Is the profile of %(name)s still up to date?")
        text = _(
            "The profile of %(name)s was last confirmed on %(confirmed)s. Look through it and confirm it; "
            "if nobody does, readers no longer see it from %(hidden)s on."
        )
    return title % values, text % values, whole_address("organisation", organisation.pk)


def delete_old_requests() -> int:
    """Delete invitations that are long over and claims that were decided long ago; how many there were."""
    now = timezone.now()
    invitations, _of = Invitation.objects.filter(expires_at__lt=now - INVITATIONS_KEPT).delete()
    decided = Claim.objects.exclude(state=Claim.State.OPEN)
    claims, _of = decided.filter(created_at__lt=now - CLAIMS_KEPT).delete()
    return invitations + claims
