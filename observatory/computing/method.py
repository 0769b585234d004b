"""What figures are computed with: another method gives other figures from the same observations."""

import hashlib
from dataclasses import replace

import msgspec

from observatory.rules import rule_sets
from observatory.stats.stars import RuleSet, StarTest

FORMULAS = 7
"""Number of the formulas. Whoever changes what one of them gives raises it: figures are then computed anew."""


def current_method() -> str:
    """SHA-256 of what rule sets compute and the number of the formulas; stored with each release's figures.

    What only explains (titles, sources, labels) is left out: better words give no other figures.
    """
    rules = msgspec.json.encode([_without_words(one) for one in rule_sets()], order="deterministic")
    return hashlib.sha256(f"{FORMULAS}\n".encode() + rules).hexdigest()


def _without_words(rules: RuleSet) -> RuleSet:
    gates, tests = (tuple(map(_bare, some)) for some in (rules.gates, rules.tests))
    return replace(rules, title="", explanation="", labels=(), published=(), orientation="", gates=gates, tests=tests)


def _bare(test: StarTest) -> StarTest:
    return replace(test, title="", explanation="", source="", status="O")
