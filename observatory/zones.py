"""Zones of sources that do not publish by NUTS region: one data file a source, validated on load."""

from functools import cache
from pathlib import Path

import msgspec

FOLDER = Path(__file__).resolve().parent / "data" / "zones"


class Zone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`regions` are the NUTS 2 regions that the zone holds."""

    code: str
    name: str
    regions: tuple[str, ...]


class ZoneFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Zones of one source; `version` is the NUTS version of their regions, `source` says where they are defined."""

    source: str
    version: str
    zone: tuple[Zone, ...]


def read_zones(path: Path) -> ZoneFile:
    """Zones of one file. Raises msgspec.ValidationError, or ValueError where a zone or region stands twice."""
    file = msgspec.toml.decode(path.read_bytes(), type=ZoneFile)
    codes = [zone.code for zone in file.zone]
    regions = [region for zone in file.zone for region in zone.regions]
    if len(set(codes)) != len(codes) or len(set(regions)) != len(regions):
        raise ValueError(f"{path.name}: a zone or a region stands twice.")
    if not all(zone.regions for zone in file.zone):
        raise ValueError(f"{path.name}: a zone holds no region.")
    return file


@cache
def zones_of(name: str) -> ZoneFile:
    """Zones in the data file `name`. Raises FileNotFoundError for a name without a file."""
    return read_zones(FOLDER / f"{name}.toml")
