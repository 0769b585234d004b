"""All regions that a visitor may open, by country."""

from portal.registry.conversion import conversions
from portal.registry.memory import remember
from portal.registry.models import Region
from portal.registry.reference import reference


@remember
def list_regions() -> tuple[Region, ...]:
    """NUTS 2 regions of the newest version of each country, in protocol order, then by name. No query of its own."""
    rows = (region for region in reference().regions if region.level == 2 and not region.is_extra_regio)
    newest = (region for region in rows if conversions().newest(region.code) == region.version)
    return tuple(sorted(newest, key=lambda region: (region.country.protocol_order, region.sort_key, region.code)))
