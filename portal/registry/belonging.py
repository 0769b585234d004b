"""Which organisations somebody speaks for in public."""

from typing import Any

from portal.registry.models import ClusterOrganisation
from portal.registry.permissions import rights_of


def organisations_of(user: Any) -> tuple[ClusterOrganisation, ...]:
    """Public organisations that somebody is a member of, by name. 1 query, none for who is no member anywhere."""
    roles = rights_of(user).roles
    return tuple(ClusterOrganisation.objects.public().filter(pk__in=roles)) if roles else ()
