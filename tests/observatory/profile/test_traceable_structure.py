"""Structure, relatedness, concentration, wages and distances by hand: from the CSV files alone, in plain Python."""

import math
from itertools import combinations

import pytest
from django.test import Client

from observatory.models import Release
from tests.observatory.computing.forty import REGIONS, build_forty
from tests.observatory.profile.pages import Table, csv_of
from tests.observatory.profile.world import publish_release
from tests.worlds import shared

pytestmark = pytest.mark.django_db
REGION, GROUP, HIDDEN = "DEA2", "C29", ("DEA0", "C29")
LEAST_REGIONS = 30
WEIGHTS = {"size": 0.15, "units": 0.10, "wages": 0.10, "gdp": 0.15}
MIX = 0.50
MIXES = ("detailed", "coarse")  # with manufacturing by division, or as one section


def _published() -> Release:
    return publish_release(build_forty())


release = shared(_published)


def value(text: str) -> float | None:
    return float(text) if text else None


def quotients(client: Client) -> dict[str, dict[str, float]]:
    """Group → region → location quotient, of the file of all cells."""
    found: dict[str, dict[str, float]] = {}
    for row in csv_of(client, "/observatory.csv?stars=0"):
        if row["location_quotient"]:
            found.setdefault(row["group"], {})[row["region"]] = float(row["location_quotient"])
    return found


def proximities(client: Client) -> dict[frozenset[str], float]:
    rows = csv_of(client, "/observatory/relatedness.csv")
    return {frozenset((row["group"], row["other"])): float(row["proximity"]) for row in rows if row["proximity"]}


def test_proximity_follows_from_the_quotients_of_all_cells(client: Client, release: Release):
    of_groups, found = quotients(client), proximities(client)
    expected = {}
    for one, other in combinations(of_groups, 2):
        both = of_groups[one].keys() & of_groups[other].keys()
        strong = [{region for region in both if of_groups[group][region] >= 1} for group in (one, other)]
        if len(both) >= LEAST_REGIONS and any(strong):
            expected[frozenset((one, other))] = len(strong[0] & strong[1]) / max(map(len, strong))
    assert len(found) > 100
    assert found == pytest.approx(expected)


def test_density_follows_from_proximity_and_the_regions_quotients(client: Client, release: Release):
    links = proximities(client)
    own = {group: of_regions[REGION] for group, of_regions in quotients(client).items() if REGION in of_regions}
    for row in csv_of(client, f"/observatory/regions/{REGION}/relatedness.csv"):
        near = {other: links.get(frozenset((row["group"], other)), 0.0) for other in own if other != row["group"]}
        density = sum(link for other, link in near.items() if own[other] >= 1) / sum(near.values())
        assert float(row["density"]) == pytest.approx(density)


def gini(values: list[float]) -> float:
    mean, n = sum(values) / len(values), len(values)
    return 2 / (n * n * mean) * sum(rank * (one - mean) for rank, one in enumerate(sorted(values), 1))


def test_concentration_follows_from_the_cells_of_the_group(client: Client, release: Release):
    cells = csv_of(client, f"/observatory/industries/nace/{GROUP}.csv")
    known = [row for row in cells if row["location_quotient"]]
    rows = csv_of(client, f"/observatory/industries/nace/{GROUP}.csv?figure=standing")
    found = {row["measure"]: value(row["value"]) for row in rows}
    sizes = sorted((float(row["size"]) for row in known), reverse=True)
    assert HIDDEN[0] not in {row["region"] for row in known}
    assert found["gini_concentration"] == pytest.approx(gini([float(row["location_quotient"]) for row in known]))
    assert found["top5_share"] == pytest.approx(sum(sizes[:5]))
    assert found["top10_share"] == pytest.approx(sum(sizes[:10]))


def test_specialisation_of_a_region_follows_from_its_quotients(client: Client, release: Release):
    cells = csv_of(client, f"/observatory/regions/{REGION}.csv")
    found = {row["measure"]: value(row["value"]) for row in structure_of(client)}
    own = [float(row["persons_employed"]) for row in cells if row["persons_employed"]]
    assert found["gini"] == pytest.approx(gini([float(row["location_quotient"]) for row in cells]))
    assert found["equivalent_number"] == pytest.approx(sum(own) ** 2 / sum(one**2 for one in own))


def structure_of(client: Client) -> Table:
    return csv_of(client, f"/observatory/regions/{REGION}.csv?figure=structure")


def test_varieties_follow_from_the_persons_employed(client: Client, release: Release):
    """Every division of this region is published, so sections are sums of divisions; entropy in bits."""
    found = {row["measure"]: value(row["value"]) for row in structure_of(client)}
    cells = csv_of(client, f"/observatory/regions/{REGION}.csv")
    own = {row["group"]: float(row["persons_employed"]) for row in cells}
    sections: dict[str, float] = {}
    for group, persons in own.items():
        sections[group[0]] = sections.get(group[0], 0.0) + persons
    assert found["unrelated_variety"] == pytest.approx(entropy(sections))
    assert found["related_variety"] == pytest.approx(entropy(own) - entropy(sections))


def entropy(parts: dict[str, float]) -> float:
    whole = sum(parts.values())
    return -sum(one / whole * math.log2(one / whole) for one in parts.values())


def test_wages_and_persons_a_unit_follow_from_the_cell(client: Client, release: Release):
    rows = [row for row in csv_of(client, f"/observatory/regions/{REGION}.csv") if row["wage_per_person_eur"]]
    assert len(rows) == len(csv_of(client, f"/observatory/regions/{REGION}.csv"))
    for row in rows:
        wage = float(row["wages_meur"]) * 1e6 / float(row["persons_employed"])
        assert float(row["wage_per_person_eur"]) == pytest.approx(wage)


def test_distances_follow_from_the_variables_in_the_same_file(client: Client, release: Release):
    regions = {row["region"]: row for row in csv_of(client, f"/observatory/regions/{REGION}/similar.csv?n=all")}
    other = csv_of(client, "/observatory/regions/DEA1/similar.csv?n=all")
    regions[REGION] = next(row for row in other if row["region"] == REGION)
    squares = {frozenset(pair): gaps(*(regions[code] for code in pair)) for pair in combinations(regions, 2)}
    usual = {part: mean([found[part] for found in squares.values() if part in found]) for part in (*WEIGHTS, *MIXES)}
    assert set(regions) == set(REGIONS)
    for code in set(REGIONS) - {REGION}:
        found = squares[frozenset((REGION, code))]
        mix = next(part for part in MIXES if part in found)
        weights = {part: weight for part, weight in WEIGHTS.items() if part in found} | {mix: MIX}
        square = sum(weight * found[part] / usual[part] for part, weight in weights.items()) / sum(weights.values())
        assert float(regions[code]["distance"]) == pytest.approx(math.sqrt(square))


def mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None


def gaps(one: dict[str, str], other: dict[str, str]) -> dict[str, float]:
    """Squares of the parts that both regions have: of the mix by Hellinger, of the others of logarithms."""
    both = [part for part in WEIGHTS if one[part] and other[part]]
    found = {part: math.log(float(one[part]) / float(other[part])) ** 2 for part in both}
    shares = [name for name in one if name.startswith("share_")]
    divisions = [name for name in shares if name[6] == "C" and name != "share_C"]
    detailed = [name for name in shares if name != "share_C"]
    coarse = [name for name in shares if name not in divisions]
    is_split = all(any(region[name] for name in divisions) for region in (one, other))
    mixes = {"detailed": hellinger(one, other, detailed) if is_split else None, "coarse": hellinger(one, other, coarse)}
    return found | {part: square for part, square in mixes.items() if square is not None}


def hellinger(one: dict[str, str], other: dict[str, str], names: list[str]) -> float | None:
    """Over what both publish; None where that is less than 90 % of either."""
    pairs = [(float(one[name]), float(other[name])) for name in names if one[name] and other[name]]
    held = [sum(side) for side in zip(*pairs, strict=True)]
    if min(held) < 0.9:
        return None
    return 1 - sum(math.sqrt(mine * theirs) for mine, theirs in pairs) / math.sqrt(held[0] * held[1])
