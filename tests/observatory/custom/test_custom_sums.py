"""Sums over members, against a slow addition, and what they must never say."""

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.models import ClusterFigure, RegionFigure, Status
from observatory.queries.custom_cells import Sums, sum_cells
from observatory.queries.custom_members import Year
from portal.registry.models import IndustryGroup, Region

REGIONS = tuple(Region(pk=number, code=f"DE1{number}", version="2013", level=2) for number in range(1, 6))
GROUPS = tuple(IndustryGroup(pk=number, code=f"C{number}", scheme_id="nace") for number in range(1, 4))

# What the source has of a cell: a figure, a confidential one, a row without a figure, no row at all.
CELLS = st.one_of(st.floats(0, 1e6), st.sampled_from(["confidential", "missing", "no row"]))
TABLES = st.lists(st.lists(CELLS, min_size=len(GROUPS), max_size=len(GROUPS)), min_size=1, max_size=len(REGIONS))


def a_year(regions: tuple[Region, ...]) -> Year:
    return Year(tuple(RegionFigure(region=region, year=2014) for region in regions))


def a_cell(region: Region, group: IndustryGroup, content: float | str) -> ClusterFigure:
    if isinstance(content, float):
        return ClusterFigure(region=region, group=group, year=2014, persons_employed=content, local_units=content / 10,
                             wages_meur=content / 50, relative_wage=1.2, status=Status.FINAL)  # fmt: skip
    status = Status.CONFIDENTIAL if content == "confidential" else Status.NOT_AVAILABLE
    return ClusterFigure(region=region, group=group, year=2014, status=status)


def summed(table: list[list[float | str]], members: tuple[int, ...]) -> Sums:
    cells = [
        a_cell(REGIONS[row], GROUPS[column], table[row][column])
        for row in members
        for column in range(len(GROUPS))
        if table[row][column] != "no row"
    ]
    return sum_cells(cells, a_year(tuple(REGIONS[row] for row in members)), GROUPS)


@given(TABLES)
def test_every_sum_is_that_of_a_slow_addition(table):
    found = summed(table, tuple(range(len(table))))
    for column, group in enumerate(GROUPS):
        contents = [row[column] for row in table]
        if all(content == "no row" for content in contents):
            assert group not in found.groups
            continue
        place = found.groups.index(group)
        measures = found.measures(place)
        if all(isinstance(content, float) for content in contents):
            assert measures["persons_employed"] == pytest.approx(math.fsum(contents))
            assert measures["local_units"] == pytest.approx(math.fsum(content / 10 for content in contents))
            assert found.hidden_by[place] == found.absent_of[place] == ()
        else:
            assert measures["persons_employed"] is None
            assert measures["wages_meur"] is None
            assert measures["wage_per_person_eur"] is None


@given(TABLES)
def test_the_members_that_hide_a_sum_are_named(table):
    found = summed(table, tuple(range(len(table))))
    for place, group in enumerate(found.groups):
        contents = [row[GROUPS.index(group)] for row in table]
        hidden = tuple(region for region, one in zip(REGIONS, contents, strict=False) if one == "confidential")
        absent = tuple(region for region, one in zip(REGIONS, contents, strict=False) if one in ("missing", "no row"))
        assert (found.hidden_by[place], found.absent_of[place]) == (hidden, absent)


@given(TABLES)
def test_no_two_custom_regions_give_away_a_member_by_subtraction(table):
    """Over every choice of members, a sum that is shown has published members only: differences of such sums say
    nothing that the published members do not say themselves.
    """
    for size in range(1, len(table) + 1):
        for members in combinations(range(len(table)), size):
            found = summed(table, members)
            for place, group in enumerate(found.groups):
                is_shown = any(value is not None for value in found.measures(place).values())
                is_open = all(isinstance(table[row][GROUPS.index(group)], float) for row in members)
                assert is_open or not is_shown


def test_a_published_zero_is_a_figure():
    assert summed([[0.0, 1.0, 1.0], [0.0, 1.0, 1.0]], (0, 1)).measures(0)["persons_employed"] == 0.0


def test_without_a_member_nothing_is_summed():
    found = summed([[1.0, 2.0, 3.0]], (0,))
    year = Year(absent=(REGIONS[4],))
    nothing = Sums.nothing(found, year)
    assert nothing.measures(0)["persons_employed"] is None
    assert nothing.absent_of[0] == (REGIONS[4],)
