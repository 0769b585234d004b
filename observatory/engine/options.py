"""What is asked of the engine: rule sets and measures, by the names of the command and the form."""

from dataclasses import dataclass

from observatory.rules import rule_sets
from observatory.stats.relatedness import FEWEST_REGIONS
from observatory.stats.stars import RuleSet

RULES = {
    "three-stars": "three-stars",
    "performance": "performance",
    "nodes": "specialisation-node",
    "strong-clusters": "strong-cluster",
}
CELL_MEASURES = ("lq", "size", "focus", "rca", "density")
REGION_MEASURES = ("krugman", "gini", "variety")
MATRICES = ("proximity", "similarity")
MEASURES = ("lq", "size", "focus", "krugman", "gini", "variety", "rca", "proximity", "density", "similarity")
USUAL = ("lq", "size", "focus", "krugman", "gini", "variety", "rca", "density")


@dataclass(frozen=True, slots=True)
class Options:
    """`rules` and `measures` are names of `RULES` and `MEASURES`; groups in `local` earn no stars.

    `absent_is_zero` reads a region and group without a row as nobody employed; otherwise it is not published.
    """

    rules: tuple[str, ...] = ("three-stars",)
    measures: tuple[str, ...] = USUAL
    local: frozenset[str] = frozenset()
    absent_is_zero: bool = False
    fewest_regions: int = FEWEST_REGIONS

    def wants(self, *measures: str) -> bool:
        return any(measure in self.measures for measure in measures)

    @property
    def rule_sets(self) -> tuple[RuleSet, ...]:
        wanted = [RULES[name] for name in self.rules]
        return tuple(rules for rules in rule_sets() if rules.code in wanted)
