"""Strengths, emerging strengths and groups at risk: the rules of observatory/data/portfolio.toml, applied."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

FILE = Path(__file__).resolve().parent / "data" / "portfolio.toml"


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`quotient` and `persons` are the least a group must have; `change` the least rise or fall of the quotient."""

    title: str
    explanation: str
    quotient: float
    persons: float
    change: float = 0.0


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    strength: Rule
    emerging: Rule
    at_risk: Rule


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules ask of one group. None where there is no figure, or the years cannot be compared.

    `growth` and `area_growth` are yearly rates, `quotient_change` is over the period: 0.1 is 10 % higher.
    """

    quotient: float | None
    persons: float | None
    stars: int
    persons_before: float | None = None
    quotient_before: float | None = None
    quotient_change: float | None = None
    growth: float | None = None
    area_growth: float | None = None


@cache
def portfolio_rules() -> Rules:
    return msgspec.toml.decode(FILE.read_bytes(), type=Rules)


def is_strength(facts: Facts) -> bool:
    rule = portfolio_rules().strength
    return facts.stars > 0 or (_has(facts.quotient, rule.quotient) and _has(facts.persons, rule.persons))


def is_emerging(facts: Facts) -> bool:
    rule = portfolio_rules().emerging
    is_large = _has(facts.quotient, rule.quotient) and _has(facts.persons, rule.persons)
    if is_strength(facts) or not is_large or facts.growth is None or facts.area_growth is None:
        return False
    return facts.growth > max(0.0, facts.area_growth) and _has(facts.quotient_change, rule.change)


def is_at_risk(facts: Facts) -> bool:
    rule = portfolio_rules().at_risk
    was_large = _has(facts.quotient_before, rule.quotient) and _has(facts.persons_before, rule.persons)
    if not was_large or facts.growth is None or facts.area_growth is None or facts.quotient_change is None:
        return False
    return facts.growth < min(0.0, facts.area_growth) and facts.quotient_change <= -rule.change


def _has(value: float | None, least: float) -> bool:
    return value is not None and value >= least
