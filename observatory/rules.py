"""The rule sets of the portal, read from observatory/data/rules and checked: figures and pages share them."""

from functools import cache
from pathlib import Path

import msgspec

from observatory.stats.stars import RuleSet

FOLDER = Path(__file__).parent / "data" / "rules"


class UnknownRuleSet(LookupError):
    """No rule set has this code."""


@cache
def rule_sets() -> tuple[RuleSet, ...]:
    """All rule sets in their order, which is the order of the star arrays of figures computed from now on."""
    return tuple(
        rules for _, rules in sorted((_read(path) for path in FOLDER.glob("*.toml")), key=lambda pair: pair[0])
    )


def rule_set(code: str) -> RuleSet:
    """The rule set with this code. Raises UnknownRuleSet."""
    for rules in rule_sets():
        if rules.code == code:
            return rules
    raise UnknownRuleSet(code)


def _read(path: Path) -> tuple[int, RuleSet]:
    content = msgspec.toml.decode(path.read_bytes())
    position = msgspec.convert(content.pop("position"), int)
    rules = msgspec.convert(content, RuleSet)
    _check(rules, path.stem)
    return position, rules


def _check(rules: RuleSet, stem: str) -> None:
    """Raises ValueError where the file cannot be meant."""
    codes = [test.code for test in rules.all_tests]
    if rules.code != stem:
        raise ValueError(f"{stem}.toml holds the rule set {rules.code}.")
    if len(set(codes)) != len(codes):
        raise ValueError(f"{rules.code}: two tests have the same code.")
    if len(rules.labels) != len(rules.tests) + 1:
        raise ValueError(f"{rules.code}: one label for every result from 0 to {len(rules.tests)} is needed.")
