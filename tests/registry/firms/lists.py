"""Small lists of firms as files, and the world that they are about."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import shapely

from portal.registry.firms.actions import Order, Report, load_firms
from portal.registry.firms.profiles import read_profile
from portal.registry.models import Boundary
from tests.registry.factories import CountryFactory, IndustryFactory, PostcodeFactory, RegionFactory


def make_world() -> None:
    """Germany west of 12 degrees and Austria east of them; the region DE212 was DE21X when the figures were made."""
    for code in ("DE", "AT", "UK", "EL"):
        CountryFactory(code=code)
    for code, level in (("C", 1), ("C29", 2), ("C291", 3), ("C2910", 4), ("A0150", 4), ("A01", 2), ("A015", 3)):
        IndustryFactory(code=code, level=level)
    RegionFactory(code="DE212", version="2024", longitude=11.5, latitude=48.5)
    RegionFactory(code="AT323", version="2024", longitude=12.5, latitude=48.5)
    PostcodeFactory(postcode="80331", region_code="DE212")
    for version, west, east in (("2024", "DE212", "AT323"), ("2013", "DE21X", "AT323")):
        _bound(version, west, 11)
        _bound(version, east, 12)


def _bound(version: str, code: str, west: float) -> None:
    polygon = shapely.to_wkb(shapely.box(west, 48, west + 1, 49))
    Boundary.objects.create(version=version, code=code, polygon=polygon)


def write(folder: Path, titles: Sequence[str], *rows: Sequence[Any], encoding: str = "utf-8") -> Path:
    """A CSV file; cells must not hold commas."""
    path = folder / "firms.csv"
    lines = [",".join(map(str, row)) for row in (titles, *rows)]
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return path


def load(path: Path, profile: str = "generic", **options: Any) -> Report:
    read = read_profile(profile)
    return load_firms(Order(path=path, profile=read, source=read.source or "test", **options))


def told(report: Report) -> list[str]:
    return [str(finding) for finding in report.findings]
