import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from observatory.stats.relatedness import proximity, relatedness_density, specialised
from tests.observatory.stats import slow_structure
from tests.observatory.stats.numbers import plain, same

FLAGS = arrays(bool, (7, 4))
HAS = np.array([[1, 1, 0], [1, 0, 0], [1, 1, 0], [0, 0, 1]], dtype=bool)


def test_the_example_of_the_methodology_page():
    """Three regions are specialised in the first group, two of them in the second too."""
    found = proximity(HAS)
    assert found.values[0, 1] == pytest.approx(2 / 3)
    assert found.together[0, 1] == 2
    assert found.values[0, 2] == 0


def test_specialised_begins_at_one_and_is_never_unknown():
    assert specialised([0.99, 1.0, 3.0, np.nan]).tolist() == [False, True, True, False]


def test_pairs_that_too_few_regions_publish_have_none():
    published = np.ones((4, 3), bool)
    published[0, 1] = False
    assert np.isnan(proximity(HAS, published, fewest=4).values[0, 1])
    assert proximity(HAS, published, fewest=3).values[0, 1] == pytest.approx(1 / 2)


def test_density_says_nothing_of_its_own_cell():
    links = np.array([[1.0, 0.5, 0.25], [0.5, 1.0, 0.0], [0.25, 0.0, 1.0]])
    one, other = HAS.copy(), HAS.copy()
    other[:, 0] = ~other[:, 0]
    assert relatedness_density(one, links)[:, 0].tolist() == relatedness_density(other, links)[:, 0].tolist()
    assert relatedness_density(one, links)[0, 0] == pytest.approx(0.5 / 0.75)


@given(FLAGS, st.one_of(st.none(), FLAGS), st.integers(0, 4), st.sampled_from([0.0, 0.5, 1.0]))
def test_equals_counting_region_by_region(has, published, fewest, least):
    found = proximity(has, published, fewest)
    densities = relatedness_density(has, found.values, published, least)
    known = None if published is None else published.tolist()
    marked = has if published is None else has & published
    for i in range(4):
        for j in range(4):
            assert same(found.values[i, j], slow_structure.proximity(marked.tolist(), known, i, j, fewest))
    links = plain(found.values)
    for region in range(7):
        for group in range(4):
            expected = slow_structure.density(marked.tolist(), known, links, region, group, least)
            assert same(densities[region, group], expected)
    assert ((densities >= 0) & (densities <= 1) | np.isnan(densities)).all()
    assert np.array_equal(found.values, found.values.T, equal_nan=True)
