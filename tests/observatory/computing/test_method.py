"""Whoever changes a rule set or a formula gets figures computed anew."""

from dataclasses import replace

import pytest

from observatory.computing import method
from observatory.rules import rule_sets


def test_the_same_rules_and_formulas_are_the_same_method() -> None:
    assert method.current_method() == method.current_method()


def test_another_formula_is_another_method(monkeypatch: pytest.MonkeyPatch) -> None:
    before = method.current_method()
    monkeypatch.setattr(method, "FORMULAS", method.FORMULAS + 1)
    assert method.current_method() != before


def test_another_cut_or_order_is_another_method(monkeypatch: pytest.MonkeyPatch) -> None:
    first, *others = rule_sets()
    test, *tests = first.tests
    changed = replace(first, tests=(replace(test, value=test.value / 2), *tests))
    methods = {method.current_method()}
    for rules in ((changed, *others), (*others, first), tuple(others)):
        monkeypatch.setattr(method, "rule_sets", lambda rules=rules: rules)
        methods.add(method.current_method())
    assert len(methods) == 4


def test_better_words_are_the_same_method(monkeypatch: pytest.MonkeyPatch) -> None:
    before = method.current_method()
    first, *others = rule_sets()
    test, *tests = first.tests
    reworded = replace(test, title="Plainer", explanation="In short.", source="Elsewhere.", status="P")
    changed = replace(first, title="Stars", orientation="", tests=(reworded, *tests))
    monkeypatch.setattr(method, "rule_sets", lambda: (changed, *others))
    assert method.current_method() == before
