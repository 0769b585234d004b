"""Questions about places and industries."""

from portal.registry.queries.groups import GroupName, list_groups
from portal.registry.queries.regions import ResolvedRegion, resolve_region
from portal.registry.queries.search import RegionMatch, find_coded, find_postcodes, find_regions

__all__ = [
    "GroupName",
    "RegionMatch",
    "ResolvedRegion",
    "find_coded",
    "find_postcodes",
    "find_regions",
    "list_groups",
    "resolve_region",
]
