"""Positions of a few regions, computed from shares and sizes as a release computes them."""

import numpy as np

from observatory.models import Release, StructuralPosition
from observatory.similarity import layout, variables
from observatory.stats.similarity import structural_distances
from portal.registry.memory import forget
from portal.registry.models import Region
from tests.observatory.worlds import build_world
from tests.registry.factories import RegionFactory

# Persons employed, share of manufacturing, relative wage (None: not published). DE21 is nearest to AT31.
REGIONS = {
    "DE21": (1_000_000, 0.30, 1.1),
    "AT31": (950_000, 0.31, 1.1),
    "DEAA": (900_000, 0.35, 1.0),
    "DEAB": (400_000, 0.60, 0.9),
    "ES51": (300_000, 0.50, None),
    "AT3": (1_000_000, 0.30, 1.1),
}


def build_positions(year: int = 2014) -> Release:
    """The world of every page with positions of `REGIONS`; AT3 is of NUTS 1, ES51 has no wage, nobody has a GDP."""
    release = build_world(regions=3).release
    rows = [_region(code, "2013") for code in REGIONS]
    today = [_region(code, "2024") for code in REGIONS]
    raw = np.array([_raw(*REGIONS[code]) for code in REGIONS], dtype=float)
    found = structural_distances(raw, layout(), np.array([region.level == 2 for region in rows]))
    StructuralPosition.objects.bulk_create(
        StructuralPosition(
            release=release, year=year, region=region, current_region=today[place], position=place,
            raw=_row(raw[place]), variables=_row(found.variables[place]), distances=_row(found.values[place]),
        )
        for place, region in enumerate(rows)
    )  # fmt: skip
    forget()
    return release


def _region(code: str, version: str) -> Region:
    return RegionFactory(code=code, version=version, name_latin=f"Name {code}")


def _raw(persons: float, manufacturing: float, wage: float | None) -> list[float | None]:
    rest = {"C": manufacturing, "G": 0.9 - manufacturing, "F": 0.1}
    values: dict[str, float | None] = {"size": persons, "units": 8.0 + persons / 1e6, "wages": wage}
    return [
        rest.get(one.industry, 0.0) if one.industry and not one.is_detail else values.get(one.code)
        for one in variables()
    ]


def _row(values: np.ndarray) -> list[float | None]:
    return [None if np.isnan(value) else float(value) for value in values]
