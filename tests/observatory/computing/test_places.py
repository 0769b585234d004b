"""Territories through the NUTS versions: pure, from conversions that the test makes."""

import numpy as np

from observatory.computing.cube import NOWHERE
from observatory.computing.places import Known, RegionRow, build_places, counting_regions, list_unions
from portal.registry.conversion import Conversions
from portal.registry.territory import ChangeRow

VERSIONS = ("2010", "2013", "2016", "2021", "2024")
OLD = ("EL", "EL1", "EL11", "EL12", "EL2", "EL21")
NEW = ("EL", "EL5", "EL51", "EL52", "EL6", "EL61")
CHANGES = [ChangeRow("2010", "2013", old, new, "recoded") for old, new in zip(OLD[1:], NEW[1:], strict=True)]


def known_regions(codes):
    rows = [
        RegionRow(number * 100 + place, code, version, len(code) - 2, code[:2], code.endswith("ZZ"))
        for number, version in enumerate(VERSIONS, start=1)
        for place, code in enumerate(codes[version], start=1)
    ]
    return Known({row.pk: row for row in rows}, {(row.version, row.code): row for row in rows})


def conversions(codes, changes):
    return Conversions(changes, {version: frozenset(found) for version, found in codes.items()})


CODES = {version: OLD if version == "2010" else NEW for version in VERSIONS}


def years(known, **versions):
    """Published pairs of calendar year and region: every region of the year's versions."""
    return [
        (int(year[1:]), row.pk)
        for year, found in versions.items()
        for row in known.by_pk.values()
        if row.version in found
    ]


def test_a_recoded_region_is_one_place_with_both_codes():
    known = known_regions(CODES)
    by_year = counting_regions(years(known, y2012=["2010"], y2013=["2013"]), known)
    places = build_places(by_year, known, conversions(CODES, CHANGES))
    place = places.codes[0].tolist().index("EL11")
    assert places.codes[1, place] == "EL51"
    assert len(places.level) == len(OLD)
    assert known.by_pk[int(places.current_rows[0, place])].version == "2024"
    assert places.codes[0, places.parent[0, place]] == "EL1"
    assert places.codes[1, places.parent[1, place]] == "EL5"


def test_a_split_region_is_a_place_of_its_own():
    codes = CODES | {"2013": ("EL", "EL5", "EL51", "EL52", "EL53", "EL6", "EL61")}
    codes |= dict.fromkeys(VERSIONS[2:], codes["2013"])
    changes = [*CHANGES, ChangeRow("2010", "2013", "EL12", "EL53", "split")]
    known = known_regions(codes)
    by_year = counting_regions(years(known, y2012=["2010"], y2013=["2013"]), known)
    places = build_places(by_year, known, conversions(codes, changes))
    place = places.codes[0].tolist().index("EL12")
    assert places.rows[1, place] == NOWHERE
    assert places.current_rows[0, place] == NOWHERE


def test_no_territory_counts_twice():
    """2010 has a country under two versions: the one with more regions counts."""
    known = known_regions(CODES)
    doubled = [*years(known, y2010=["2010"]), (2010, known.by_code["2013", "EL51"].pk)]
    found = counting_regions(doubled, known)
    assert {row.version for row in found[2010]} == {"2010"}


def test_a_country_without_rows_still_has_a_place():
    known = known_regions(CODES)
    region = known.by_code["2013", "EL51"]
    places = build_places({2013: [region]}, known, conversions(CODES, CHANGES))
    assert places.countries == ("EL",)
    assert places.rows[0, places.country_place[0]] == NOWHERE


def test_a_single_region_is_marked():
    codes = dict.fromkeys(VERSIONS, ("LU", "LU0", "LU00"))
    known = known_regions(codes)
    places = build_places(counting_regions(years(known, y2013=["2013"]), known), known, conversions(codes, []))
    assert places.is_only.tolist() == [True, True, True]


def test_todays_region_that_joins_regions_of_two_parents_is_a_union():
    codes = CODES | {"2024": ("EL", "EL7", "EL71", "EL72", "EL73")}
    changes = [
        *CHANGES,
        *(
            ChangeRow("2021", "2024", o, n, "recoded")
            for o, n in (("EL51", "EL71"), ("EL52", "EL72"), ("EL61", "EL73"))
        ),
    ]
    known, convert = known_regions(codes), conversions(codes, changes)
    by_year = counting_regions(years(known, y2013=["2013"]), known)
    places = build_places(by_year, known, convert)
    (union,) = [one for one in list_unions(places, by_year, known, convert) if one.code == "EL7"]
    assert sorted(places.codes[0, list(union.members)].tolist()) == ["EL51", "EL52", "EL61"]
    assert np.isin(known.by_code["2024", "EL7"].pk, places.current_rows).item() is False
