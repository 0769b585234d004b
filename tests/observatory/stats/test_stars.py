import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import arrays

from observatory.rules import rule_set
from observatory.stats.stars import RuleSet, StarTest, Table, find_cut, is_close, judge
from observatory.stats.strength import strength
from tests.observatory.stats import slow
from tests.observatory.stats.numbers import plain, tables

NAMES = ("persons_employed", "local_units", "location_quotient", "size", "focus", "relative_wage")


def table(judged=None, **measures):
    """One group unless given more; measures that a test does not name are 1 everywhere."""
    shape = np.shape(next(iter(measures.values())))
    filled = {name: np.array(measures.get(name, np.ones(shape)), dtype=float) for name in NAMES}
    published = np.isfinite(filled["persons_employed"])
    return Table(filled, published, published if judged is None else np.array(judged))


def column(*values):
    return np.array(values, dtype=float)[:, None]


def test_three_stars_of_one_cell():
    """The only region of the group is its largest, has twice the share and the largest focus."""
    found = judge(rule_set("three-stars"), table(persons_employed=[[1000.0]], location_quotient=[[2.0]], focus=[[0.1]]))
    assert found.stars.tolist() == [[3]]
    assert found.passed.tolist() == [[0b11111]]


@pytest.mark.parametrize(("persons", "quotient"), [(999, 5), (5000, 0.999)])
def test_a_missed_condition_takes_all_stars(persons, quotient):
    found = judge(rule_set("three-stars"), table(persons_employed=[[persons]], location_quotient=[[quotient]]))
    assert found.stars.tolist() == [[0]]


def test_size_is_ranked_over_published_cells_also_where_they_are_not_judged():
    persons = column(*[100_000.0] * 1, *[5000.0] * 9)
    judged = np.ones((10, 1), dtype=bool)
    judged[0] = False
    found = judge(rule_set("three-stars"), table(judged, persons_employed=persons, location_quotient=persons * 0 + 1))
    assert found.cuts[2].values.tolist() == [100_000.0]
    assert found.cuts[2].n.tolist() == [10]
    assert found.stars[0, 0] == -1


def test_focus_is_ranked_over_all_groups_together():
    focus = np.array([[0.30, 0.01], [0.20, 0.02], [0.10, 0.03], [0.09, 0.04], [0.08, 0.05]])
    found = judge(rule_set("three-stars"), table(persons_employed=focus * 1e5, focus=focus))
    assert found.cuts[4].values.tolist() == [0.30, 0.30]
    assert found.cuts[4].n.tolist() == [10, 10]


def test_a_measure_that_is_not_published_earns_nothing():
    found = judge(
        rule_set("performance"),
        table(persons_employed=[[5000.0]], location_quotient=[[2.0]], relative_wage=[[np.nan]]),
    )
    assert found.stars.tolist() == [[2]]


def test_a_condition_that_is_not_published_leaves_the_cell_unjudged():
    found = judge(rule_set("strong-cluster"), table(persons_employed=[[5000.0]], local_units=[[np.nan]]))
    assert found.stars.tolist() == [[-1]]
    assert found.lacks.tolist() == [[True]]


def test_a_node_needs_more_than_one_and_a_half():
    found = judge(
        rule_set("specialisation-node"),
        table(location_quotient=column(1.5, 1.51, 1.51), size=column(0.1, 0.005, 0.0049)),
    )
    assert found.stars.ravel().tolist() == [0, 1, 0]


def test_strong_clusters_climb_without_a_gap():
    """Twenty regions with rising quotients; persons and units rise with them."""
    rising = column(*np.linspace(0.1, 2.0, 20))
    found = judge(
        rule_set("strong-cluster"),
        table(location_quotient=rising, persons_employed=rising * 1000, local_units=rising * 10),
    )
    assert found.stars.ravel().tolist() == [0] * 10 + [1] * 5 + [2] * 3 + [3] * 2


def test_a_strong_cluster_has_at_least_the_areas_share():
    rising = column(*np.linspace(0.1, 0.9, 20))
    found = judge(
        rule_set("strong-cluster"),
        table(location_quotient=rising, persons_employed=rising * 1000, local_units=rising * 10),
    )
    assert found.stars.max() == 1
    assert found.cuts[4].values.tolist() == [1.0]


def test_regions_without_employment_do_not_shift_the_percentiles():
    quotient = column(0.0, 0.0, 1.0, 2.0, 3.0)
    test = next(one for one in rule_set("strong-cluster").tests if one.code == "significant")
    cut = find_cut(test, table(location_quotient=quotient, persons_employed=quotient * 1000))
    assert (cut.values.tolist(), cut.n.tolist()) == ([2.0], [3])


def test_a_ladder_stops_at_the_first_missed_step():
    low, high = (StarTest(str(v), "", "size", "fixed", v, "O", "") for v in (5.0, 1.0))
    rules = RuleSet("ladder", "", "", "ladder", ("0", "1", "2"), (low_gate(),), (low, high))
    assert judge(rules, table(size=column(3.0, 6.0))).stars.ravel().tolist() == [0, 2]


def low_gate():
    return StarTest("gate", "", "persons_employed", "fixed", 0.0, "O", "")


@pytest.mark.parametrize(("value", "close"), [(90, True), (89.9, False), (110, True), (110.1, False)])
def test_close_is_within_a_tenth_of_the_cut(value, close):
    assert is_close(value, 100) is close


def test_strength_leaves_local_groups_out():
    persons = np.array([[100.0, 300.0, np.nan, 600.0]])
    strong = np.array([[True, False, False, True]])
    assert strength(persons, strong, np.array([True, True, True, False])).tolist() == [0.25]


@given(tables((8, 3)), tables((8, 3)), tables((8, 3)), arrays(np.bool_, (8, 3)))
def test_three_stars_equal_the_count_cell_by_cell(persons, quotients, focus, chosen):
    persons, quotients = persons * 100, quotients / 10
    judged = chosen & np.isfinite(persons) & np.isfinite(quotients) & np.isfinite(focus)
    found = judge(
        rule_set("three-stars"),
        Table(
            {"persons_employed": persons, "location_quotient": quotients, "focus": focus}, np.isfinite(persons), judged
        ),
    )
    all_focus = focus[judged].tolist()
    for place, group in np.ndindex(8, 3):
        cell = {"persons": persons[place, group], "lq": quotients[place, group], "focus": focus[place, group]}
        published = [one for one in plain(persons[:, group]) if one is not None]
        expected = slow.three_stars(cell, published, all_focus) if judged[place, group] else -1
        assert found.stars[place, group] == expected
