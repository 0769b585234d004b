"""The data files of rule sets and measures say what they should, and nothing that cannot be meant."""

from importlib import import_module

import pytest

from observatory.methods import methods
from observatory.presenters.methodology_examples import _EXAMPLES
from observatory.presenters.methodology_structure import work_out_plainly
from observatory.rules import FOLDER, UnknownRuleSet, _check, _read, rule_set, rule_sets


def test_four_rule_sets_in_their_order():
    assert [rules.code for rules in rule_sets()] == [
        "three-stars",
        "performance",
        "specialisation-node",
        "strong-cluster",
    ]


def test_an_unknown_rule_set_is_an_error():
    with pytest.raises(UnknownRuleSet):
        rule_set("five-stars")


@pytest.mark.parametrize("rules", rule_sets(), ids=lambda rules: rules.code)
def test_counts_fit_the_columns_of_three(rules):
    assert 1 <= len(rules.tests) <= 3


@pytest.mark.parametrize("rules", rule_sets(), ids=lambda rules: rules.code)
def test_every_cut_says_where_it_comes_from(rules):
    for test in rules.all_tests:
        assert test.status == "O" or test.source


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('code = "three-stars"', 'code = "stars"'), "holds the rule set"),
        (('code = "focus"', 'code = "size"'), "same code"),
        (('"two stars", ', ""), "one label"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused(tmp_path, change, message):
    text = (FOLDER / "three-stars.toml").read_text().replace(*change)
    path = tmp_path / "three-stars.toml"
    path.write_text(text)
    with pytest.raises(ValueError, match=message):
        _read(path)


def test_a_good_rule_set_passes_its_check():
    _check(rule_set("performance"), "performance")


@pytest.mark.parametrize("method", methods().measure, ids=lambda method: method.code)
def test_every_measure_names_a_formula_and_has_a_worked_example(method):
    module, _, name = method.function.rpartition(".")
    assert callable(getattr(import_module(module), name))
    assert method.code in _EXAMPLES or work_out_plainly(method.code)
