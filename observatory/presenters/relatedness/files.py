"""Relatedness as files: all pairs of groups, and the groups of a region with their densities."""

from observatory.downloads import notes_of
from observatory.queries.relatedness import SPECIALISED, Network, RegionNetwork
from portal.core.page import Dataset

PAIR_COLUMNS = ("scheme", "group", "other", "area", "year", "proximity", "regions", "together", "release")
REGION_COLUMNS = (
    "region", "scheme", "group", "group_name", "area", "year", "location_quotient", "persons_employed",
    "is_specialised", "density", "closest_strengths", "release",
)  # fmt: skip
CLOSEST = 3


def pairs_dataset(network: Network, name: str) -> Dataset:
    """Every pair once, the closest first; `regions` publish both, `together` are specialised in both."""
    chosen = network.selection
    rows = (
        (chosen.scheme, pair.group.code, pair.other.code, chosen.area, chosen.year, pair.proximity, pair.regions,
         pair.together, network.release.code)
        for pair in network.pairs
    )  # fmt: skip
    return Dataset(name, PAIR_COLUMNS, rows, notes_of(network.release))


def region_dataset(answer: RegionNetwork, name: str) -> Dataset:
    """Every group of the region: `is_specialised` is empty where no location quotient is known."""
    chosen = answer.selection
    near = {one.figure.group_id: one.because for one in (*answer.strengths, *answer.candidates)}
    rows = (
        (answer.place.code, chosen.scheme, one.group.code, one.group.name, chosen.area, chosen.year,
         one.location_quotient, one.persons_employed,
         None if one.location_quotient is None else int(one.location_quotient >= SPECIALISED), one.density,
         " ".join(group.code for group, _ in near.get(one.group_id, ())[:CLOSEST]), answer.release.code)
        for one in answer.figures
    )  # fmt: skip
    return Dataset(name, REGION_COLUMNS, rows, notes_of(answer.release))
