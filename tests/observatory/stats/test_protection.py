import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.stats.protection import Families, Table, withheld

# A country (0) of two NUTS 1 regions (1, 2) of three and two NUTS 2 regions.
COUNTRY, NORTH, SOUTH = 0, 1, 2
NUTS1, NORTHERN, SOUTHERN = [1, 2], [3, 4, 5], [6, 7]
TREE = [(COUNTRY, NUTS1), (NORTH, NORTHERN), (SOUTH, SOUTHERN), (COUNTRY, NORTHERN + SOUTHERN)]
PLACES = 8


def families(tree=TREE):
    return Families.of([(whole, np.array(parts)) for whole, parts in tree])


def table(figures, secrets, absent=()):
    """One industry: `figures` of the five NUTS 2 regions, sums above; `secrets` are hidden, `absent` have no cell."""
    values = np.array([0.0, 0.0, 0.0, *figures])
    for whole, parts in (TREE[1], TREE[2], TREE[0]):
        values[whole] = values[parts].sum()
    hidden = np.isin(np.arange(PLACES), [*secrets, *absent])
    values = np.where(hidden, np.nan, values)[:, None]
    return Table(values, ~np.isin(np.arange(PLACES), absent)[:, None], np.isin(np.arange(PLACES), secrets)[:, None])


def told(one, hidden, tree=TREE):
    """Slow and obvious: the secrets that a reader finds by adding up and subtracting until nothing new is found."""
    unknown = {place for place in range(PLACES) if hidden[place] and one.is_row[place, 0]}
    found = set()
    while True:
        for whole, parts in tree:
            missing = [place for place in [whole, *parts] if place in unknown]
            if len(missing) == 1:
                unknown -= set(missing)
                found |= set(missing)
                break
        else:
            return {place for place in found if one.is_secret[place, 0]}


def test_nothing_is_withheld_where_nothing_is_confidential():
    assert not withheld(table([10, 20, 30, 40, 50], []), families()).any()


def test_the_smallest_neighbour_is_withheld_beside_a_confidential_region():
    found = withheld(table([10, 20, 30, 40, 50], [4]), families())
    assert np.flatnonzero(found).tolist() == [3]


def test_two_confidential_regions_of_one_family_protect_each_other():
    assert not withheld(table([10, 20, 30, 40, 50], [4, 5]), families()).any()


def test_a_neighbour_that_is_zero_protects_nothing_while_another_is_not():
    found = withheld(table([0, 20, 30, 40, 50], [4]), families())
    assert np.flatnonzero(found).tolist() == [5]


def test_a_confidential_whole_withholds_one_of_its_parts_and_the_parts_protect_their_other_family():
    found = withheld(table([10, 20, 30, 40, 50], [NORTH]), families())
    assert {SOUTH, 3, 6} == set(np.flatnonzero(found).tolist())


def test_the_whole_is_withheld_where_it_has_one_part_only():
    one = Table(np.array([[70.0], [np.nan]]), np.ones((2, 1), bool), np.array([[False], [True]]))
    assert withheld(one, families([(0, [1])])).ravel().tolist() == [True, False]


def test_a_place_without_a_cell_protects_nothing():
    found = withheld(table([10, 20, 30, 40, 50], [4], absent=[5]), families())
    assert np.flatnonzero(found).tolist() == [3]


def test_cells_that_are_missing_without_being_confidential_are_left_alone():
    one = table([10, 20, 30, 40, 50], [4])
    missing = Table(one.values, one.is_row, np.zeros_like(one.is_secret))
    assert not withheld(missing, families()).any()


def test_no_family_at_all_is_fine():
    assert not withheld(table([10, 20, 30, 40, 50], [4]), families([])).any()


@given(
    figures=st.lists(st.integers(0, 60), min_size=5, max_size=5),
    secrets=st.sets(st.integers(0, PLACES - 1), max_size=4),
    absent=st.sets(st.integers(3, PLACES - 1), max_size=2),
)
def test_nobody_can_work_out_a_confidential_cell(figures, secrets, absent):
    one = table(figures, secrets - absent, absent)
    found = withheld(one, families())
    hidden = (np.isnan(one.values) | found).ravel()
    assert not told(one, hidden)
    assert not (found & np.isnan(one.values)).any()


@pytest.mark.parametrize("columns", [2, 5])
def test_industries_are_protected_one_by_one(columns):
    one = table([10, 20, 30, 40, 50], [4])
    free = table([10, 20, 30, 40, 50], [])
    both = Table(*(np.hstack([getattr(one, name)] + [getattr(free, name)] * (columns - 1)) for name in Table.__slots__))
    found = withheld(both, families())
    assert found[:, 0].any()
    assert not found[:, 1:].any()
