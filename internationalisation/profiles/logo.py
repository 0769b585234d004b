"""The logo of an organisation, as large as its page shows it."""

from portal.editorial.pictures import PlacedPicture
from portal.registry.models import ClusterOrganisation

SPEC = "max-320x160"


def logo_of(organisation: ClusterOrganisation) -> PlacedPicture | None:
    """None without one. 1 query; one that nobody has seen yet is made: 2 more."""
    if organisation.logo is None:
        return None
    made = organisation.logo.get_rendition(SPEC)
    return PlacedPicture(made.url, made.width, made.height, organisation.name)
