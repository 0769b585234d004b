"""Confirming that figures of a member firm are public, and taking it back."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.errors import NotFound
from portal.registry.models import ClusterOrganisation, Firm, FirmMembership, FirmYear
from portal.registry.permissions import check_can_administer, rights_of


@transaction.atomic
def confirm_figures(*, organisation: ClusterOrganisation, firm_pk: int, by: Any) -> Firm:
    """All figures of a current member are public from now on; those that another confirmed stay as they are.

    Raises PermissionDenied, or NotFound for a firm that is no current member.
    """
    check_can_administer(rights_of(by), organisation)
    firm = _member(organisation, firm_pk)
    FirmYear.objects.filter(firm=firm, confirmed_at=None).update(
        confirmed_by_organisation=organisation, confirmed_by=by, confirmed_at=timezone.now()
    )
    return firm


@transaction.atomic
def withdraw_figures(*, organisation: ClusterOrganisation, firm_pk: int, by: Any) -> Firm:
    """What this organisation confirmed is private again. Raises as `confirm_figures` does."""
    check_can_administer(rights_of(by), organisation)
    firm = _member(organisation, firm_pk)
    FirmYear.objects.filter(firm=firm, confirmed_by_organisation=organisation).update(
        confirmed_by_organisation=None, confirmed_by=None, confirmed_at=None
    )
    return firm


def _member(organisation: ClusterOrganisation, firm_pk: int) -> Firm:
    found = FirmMembership.objects.current().filter(organisation=organisation, firm=firm_pk).select_related("firm")
    membership = found.first()
    if membership is None:
        raise NotFound(_("This firm is no current member of the organisation."))
    return membership.firm
