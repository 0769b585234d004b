"""One country of forty regions that differ: enough of them for proximities, with cells hidden and dropped.

Every section has two divisions (S95 is its own); manufacturing has C10 and C29. Figures are drawn once, from a seed.
"""

import numpy as np

from observatory.computing.scope import SECTIONS
from observatory.models import Observation, Release, Status
from portal.registry.models import IndustryGroup, Region
from tests.observatory.computing.world import PERSONS, UNITS, WAGES
from tests.observatory.factories import ReleaseFactory
from tests.registry.factories import IndustryFactory, IndustryGroupFactory, RegionFactory

YEAR = 2014
REGIONS = tuple(f"DE{first}{second}" for first in "ABCD" for second in range(10))
DIVISIONS = {
    section: ("S95",) if section == "S95" else ("C10", "C29") if section == "C" else (f"{section}01", f"{section}02")
    for section in SECTIONS
}
SECTION_OF = {division: section for section, inside in DIVISIONS.items() for division in inside}
HIDDEN = (("DEA0", "C29"), ("DEA1", "F01"), ("DEB3", "J02"))
NO_SPLIT = "DEA0"
LOCAL = "G01"


def build_forty() -> Release:
    """Registry and observations of the forty regions, loaded and not yet computed."""
    for code in ("DE", *(f"DE{one}" for one in "ABCD"), *REGIONS):
        for version in ("2013", "2016", "2021", "2024"):
            parent = Region.objects.filter(version=version, code=code[:-1]).first()
            RegionFactory(code=code, version=version, parent=parent)
    IndustryFactory(code="B-N_S95_X_K", level=0)
    for division, section in SECTION_OF.items():
        parent = None if division == section else IndustryFactory(code=section, level=1)
        IndustryFactory(code=division, level=2, parent=parent)
        market = IndustryGroup.Market.LOCAL if division == LOCAL else IndustryGroup.Market.TRADED
        IndustryGroupFactory(code=division, market=market)
    release = ReleaseFactory(state=Release.State.LOADED, years=[YEAR], default_year=None, rule_sets=[])
    keys = dict(Region.objects.filter(version="2013").values_list("code", "pk"))
    Observation.objects.bulk_create(
        Observation(
            release=release,
            indicator=indicator,
            region_id=keys[region],
            industry_id=industry,
            year=YEAR,
            value=None if (region, industry) in HIDDEN else value,
            status=Status.CONFIDENTIAL if (region, industry) in HIDDEN else Status.FINAL,
        )
        for (indicator, region, industry), value in drawn().items()
    )
    return release


def drawn() -> dict[tuple[int, str, str], float]:
    """(indicator, region, industry) → value of all places, sections and divisions."""
    rng, found = np.random.default_rng(2014), {}
    for region in REGIONS:
        for division, section in SECTION_OF.items():
            persons = float(np.ceil(rng.lognormal(8, 0.9)))
            values = {PERSONS: persons, UNITS: float(np.ceil(persons / rng.uniform(2, 30))), WAGES: persons * 0.03}
            values[WAGES] = round(values[WAGES] * rng.uniform(0.6, 1.5), 1)
            for indicator, value in values.items():
                for place in (region, region[:3], region[:2]):
                    for industry in {division, section}:
                        key = (indicator, place, industry)
                        found[key] = round(found.get(key, 0.0) + value, 1)
    return found
