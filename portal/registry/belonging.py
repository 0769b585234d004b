"""Which organisations somebody speaks for in public."""

from typing import Any

from portal.registry.models import ClusterOrganisation
from portal.registry.permissions import rights_of


def organisations_of(user: Any) -> tuple[ClusterOrganisation, ...]:
    """Public organisations that somebody is a member of, by name, remembered on the user object.

    1 query beside that of the rights, none for who is no member anywhere.
    """
    roles = rights_of(user).roles
    if not roles:
        return ()
    if not hasattr(user, "public_organisations"):
        user.public_organisations = tuple(ClusterOrganisation.objects.public().filter(pk__in=roles))
    found: tuple[ClusterOrganisation, ...] = user.public_organisations
    return found
