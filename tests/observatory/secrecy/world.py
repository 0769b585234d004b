"""A small Europe made to tempt: every way in which a download might give a confidential cell away is open in it."""

from itertools import product

import numpy as np

from observatory.models import Observation, Release, Status
from portal.registry.models import Region
from tests.observatory.computing.world import DIVISIONS, OLD, PERSONS, UNITS, WAGES, YEARS, Numbers, add_composed_group
from tests.observatory.profile.world import publish, varied_numbers
from tests.observatory.secrecy.subtraction import PERSONS as NAME
from tests.observatory.secrecy.subtraction import Term
from tests.registry.factories import IndustryFactory

GROWTH, SHARE_IN_MANUFACTURING = 4, 5
YEAR = YEARS[-1]
RECOVERABLE = {
    (NAME, "FR21", "G47", YEAR),  # the only region of FR2, which publishes
    (NAME, "UKC1", "J", YEAR),  # a country of one region
    (NAME, "UKC", "J", YEAR),
    (NAME, "UKC1", "C29", YEAR),
    (NAME, "DE1", "C10", YEAR),  # all its regions publish
}
REST = {"C": "C33", "G": "G46"}
PROTECTED = {
    (NAME, "DE11", "J", YEAR),  # the other region that lacks the section had nobody in it
    (NAME, "DE13", "J", YEAR),
    # Growth and shares in manufacturing are published beside these; the second division of each protects the first.
    *((NAME, region, division, YEAR) for region in ("DE11", "DE12") for division in ("C29", "C33")),
    *((NAME, region, division, YEAR) for region in ("FR3", "FR30", "FR7", "FR71") for division in ("C10", "C33")),
}


def build_tempting_world() -> tuple[Release, dict[Term, float]]:
    """The published release, and the truth behind its confidential cells."""
    numbers = varied_numbers()
    add_composed_group("MIXED", {"C10": 0.5, "C29": 1.0})
    numbers.persons("DE13", "J", 0.0)
    numbers.add_up()
    _fill_up(numbers)
    truth = {}
    for name, region, industry, year in sorted(RECOVERABLE | PROTECTED):
        truth[name, region, industry, year] = numbers.values[PERSONS, region, industry, year] or 0.0
    _accompany(numbers)
    for _, region, industry, year in truth:
        numbers.hide(region, industry, year)
    release = publish(numbers)
    _betray(release, truth)
    return release, truth


def _fill_up(numbers: Numbers) -> None:
    """What the divisions leave of their section is a division too, so that divisions add up."""
    for section, rest in REST.items():
        IndustryFactory(code=rest, level=2, parent=IndustryFactory(code=section))
        parts = [division for division, whole in DIVISIONS.items() if whole == section]
        for region, year in product(OLD, YEARS):
            inside = sum(numbers.values[PERSONS, region, part, year] or 0.0 for part in parts)
            numbers.persons(region, rest, (numbers.values[PERSONS, region, section, year] or 0.0) - inside, year)


def _accompany(numbers: Numbers) -> None:
    """Local units and wages of every cell, of confidential ones too."""
    for (measure, region, industry, year), value in list(numbers.values.items()):
        if measure == PERSONS and value is not None:
            numbers.values[UNITS, region, industry, year] = float(np.ceil(value / 12))
            numbers.values[WAGES, region, industry, year] = round(value * 0.03, 1)


def _betray(release: Release, truth: dict[Term, float]) -> None:
    """The publisher's own growth and shares of the cells that it withholds."""
    regions = dict(Region.objects.filter(version="2013", code__in=OLD).values_list("code", "pk"))
    known = {
        (row.region.code, row.industry_id, row.year): row.value
        for row in Observation.objects.filter(release=release, indicator=PERSONS).select_related("region")
    }
    rows = []
    for (_, region, industry, year), value in truth.items():
        before, manufacturing = known.get((region, industry, year - 1)), known.get((region, "C", year))
        quotients = {GROWTH: before and 100 * (value / before - 1)}
        if industry.startswith("C"):
            quotients[SHARE_IN_MANUFACTURING] = manufacturing and 100 * value / manufacturing
        rows += [
            Observation(release=release, indicator=indicator, region_id=regions[region], industry_id=industry,
                        year=year, value=quotient, status=Status.FINAL)
            for indicator, quotient in quotients.items() if quotient
        ]  # fmt: skip
    Observation.objects.bulk_create(rows)
