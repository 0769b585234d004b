"""The conversions between NUTS versions as the database has them, remembered in process."""

from collections import defaultdict

from portal.registry.memory import remember
from portal.registry.reference import reference
from portal.registry.territory import EXACT, Conversion, Conversions, Kind, Sources

__all__ = ["EXACT", "Conversion", "Conversions", "Kind", "Sources", "conversions"]


@remember
def conversions() -> Conversions:
    """Conversions of NUTS 0 to 2. No query once the reference data are read."""
    known = reference()
    codes: dict[str, set[str]] = defaultdict(set)
    for region in known.regions:
        codes[region.version].add(region.code)
    return Conversions(known.changes, {version: frozenset(found) for version, found in codes.items()})
