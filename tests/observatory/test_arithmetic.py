"""The arithmetic of stars, in numbers and in words, from computed figures."""

import pytest

from observatory.computing import compute_figures
from observatory.models import ClusterFigure
from observatory.models.figure import Unjudged
from observatory.presenters.arithmetic import present_arithmetic
from observatory.queries.arithmetic import get_arithmetic
from observatory.rules import rule_sets
from tests.observatory.computing.world import build_registry, store, usual_numbers

pytestmark = pytest.mark.django_db


@pytest.fixture
def release():
    build_registry()
    numbers = usual_numbers()
    numbers.persons("DE11", "C29", 2600.0)
    numbers.persons("DE12", "C29", 1050.0)
    numbers.hide("DE13", "C29", 2014)
    release = store(numbers)
    compute_figures(release)
    return release


def arithmetic(region, rules="three-stars", group="C29"):
    figure = ClusterFigure.objects.select_related("group").get(
        region__code=region, group__code=group, year=2014, area="eu27"
    )
    return get_arithmetic(figure, rules)


def sentences(region, rules="three-stars", group="C29"):
    view = present_arithmetic(arithmetic(region, rules, group))
    return {step.title: f"{step.sentence} {step.state_text}" for step in (*view.gates, *view.tests)}


def test_every_test_has_value_cut_rank_and_outcome(release):
    size = next(step for step in arithmetic("DE11").steps if step.test.code == "size")
    assert (size.value, size.cut, size.rank, size.n, size.passed, size.is_close) == (2600, 2600, 1, 5, True, True)


def test_the_arithmetic_reads_as_a_sentence(release):
    found = sentences("DE11")
    assert found["At least 1,000 persons employed"] == (
        "2,600 persons employed; at least 1,000 is needed. Passed, firm"
    )
    assert found["Size"] == (
        "2,600 persons employed: rank 1 of 5 regions; the cut for the top 10% is 2,600. Passed, close to the cut"
    )
    assert found["Focus"].startswith("20.00% of the region's persons employed: rank 1 of 11 cells of all groups;")


def test_a_missed_test_says_how_far_it_is(release):
    found = sentences("DE12")
    assert found["Size"].endswith("the cut for the top 10% is 2,600. Not passed, firm")
    assert found["At least 1,000 persons employed"].endswith("Passed, close to the cut")


def test_a_confidential_cell_is_not_judged_and_gives_nothing_away(release):
    found = arithmetic("DE13")
    assert (found.stars, found.unjudged) == (None, Unjudged.NO_FIGURE)
    assert {(step.value, step.rank, step.passed) for step in found.steps} == {(None, None, None)}
    view = present_arithmetic(found)
    assert view.verdict == "Not judged: persons employed are not published."
    assert {step.state_text for step in view.tests} == {"Cannot be judged"}


def test_the_verdict_names_the_result_and_a_missed_condition(release):
    assert present_arithmetic(arithmetic("DE11")).verdict == "Result: three stars."
    assert present_arithmetic(arithmetic("FR21")).verdict == "Result: no star, for a condition is not met."
    assert present_arithmetic(arithmetic("DE11", group="G47")).verdict == "Not judged: the group serves local markets."


@pytest.mark.parametrize("rules", [rules.code for rules in rule_sets()])
def test_two_queries_and_words_for_every_rule_set(release, rules, django_assert_num_queries):
    figure = ClusterFigure.objects.select_related("group").get(
        region__code="DE11", group__code="C29", year=2014, area="eu27"
    )
    with django_assert_num_queries(2):
        view = present_arithmetic(get_arithmetic(figure, rules))
    assert view.tests
    assert view.notes[0].startswith("The comparison rests on 2 countries")
