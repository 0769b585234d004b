"""The conversions between NUTS versions as the database has them, remembered in process."""

from collections import defaultdict

from portal.registry.memory import remember
from portal.registry.models import Region, RegionChange
from portal.registry.territory import (
    DEEPEST_LEVEL,
    EXACT,
    ChangeRow,
    Conversion,
    Conversions,
    Kind,
    Sources,
)

__all__ = ["EXACT", "Conversion", "Conversions", "Kind", "Sources", "conversions"]


@remember
def conversions() -> Conversions:
    """Conversions of NUTS 0 to 2. Two queries, none when asked before."""
    codes: dict[str, set[str]] = defaultdict(set)
    regions = Region.objects.filter(level__lte=DEEPEST_LEVEL)
    for version, code in regions.values_list("version", "code"):
        codes[version].add(code)
    changes = RegionChange.objects.values_list("from_version", "to_version", "old_code", "new_code", "kind")
    return Conversions(
        [ChangeRow(*change) for change in changes], {version: frozenset(found) for version, found in codes.items()}
    )
