"""Who reads the messages to an organisation."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from portal.registry.models import ClusterOrganisation
from portal.registry.permissions import Rights


def check_can_read_messages(rights: Rights, organisation: ClusterOrganisation) -> None:
    """Its members alone: what readers wrote to an organisation is neither for reviewers nor for the public."""
    if organisation.pk not in rights.roles:
        raise PermissionDenied(gettext("Only members of the organisation read the messages to it."))


def can_read_messages(rights: Rights, organisation: ClusterOrganisation) -> bool:
    return organisation.pk in rights.roles
