"""Rule sets: tests that a cell (region × industry group) passes or not, and the stars they add up to.

Rule sets are data (observatory/data/rules); nothing here knows any of them by name. All tables are of one year
and one scheme: regions down, groups across, NaN = no figure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from observatory.stats.quotient import Figures
from observatory.stats.ranking import counts, percentile_cut, top_cut

Measure = Literal["persons_employed", "local_units", "location_quotient", "size", "focus", "relative_wage", "wage"]
Kind = Literal["fixed", "top-share", "percentile"]
Scope = Literal["published", "judged", "all-traded", "with-employment"]
Mark = Literal["P", "U", "O"]


@dataclass(frozen=True, slots=True)
class StarTest:
    """One test: `measure` reaches (or, where `is_strict`, exceeds) a cut.

    kind fixed: the cut is `value`. top-share: the smallest of the `value` largest (0.1 is the top 10 %).
    percentile: the `value` quantile, type 7. `scope` says among which cells a cut is found; `at_least` lifts a
    cut that would lie lower. `status`: P published, U widely reported, O our own rule.
    """

    code: str
    title: str
    measure: Measure
    kind: Kind
    value: float
    status: Mark
    source: str
    scope: Scope = "judged"
    is_strict: bool = False
    at_least: float | None = None
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Gates must all be passed; then `result` reads the tests: how many (count), how far without a gap (ladder).

    `labels` name the results from 0 upwards; `strong_from` is the result that counts for a region's strength.
    """

    code: str
    title: str
    explanation: str
    result: Literal["count", "ladder"]
    labels: tuple[str, ...]
    gates: tuple[StarTest, ...]
    tests: tuple[StarTest, ...]
    published: tuple[str, ...] = ()
    orientation: str = ""
    strong_from: int = 1

    @property
    def all_tests(self) -> tuple[StarTest, ...]:
        """Gates first: the order of the bits in `passed`."""
        return self.gates + self.tests


@dataclass(frozen=True, slots=True)
class Table:
    """(R, G) figures by measure; `published` cells with persons employed in ranked regions; `judged` cells.

    Judged cells are a part of the published ones: traded, measurable groups, with a quotient.
    """

    measures: Mapping[str, Figures]
    published: NDArray[np.bool_]
    judged: NDArray[np.bool_]

    def scope(self, scope: Scope) -> NDArray[np.bool_]:
        """The cells that a ranked test compares."""
        if scope == "published":
            return self.published
        if scope == "with-employment":
            return self.judged & (self.measures["persons_employed"] > 0)
        return self.judged


@dataclass(frozen=True, slots=True)
class Cut:
    """Of every group (G,): the value that passes, and among how many cells it was found (0 for a fixed cut)."""

    values: Figures
    n: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Judgement:
    """`stars` (R, G), −1 where not judged; `passed` bits in the order gates, tests; `lacks` a needed measure."""

    stars: NDArray[np.int64]
    passed: NDArray[np.int64]
    lacks: NDArray[np.bool_]
    cuts: tuple[Cut, ...]


def judge(rules: RuleSet, table: Table) -> Judgement:
    """Stars of every judged cell. A test whose measure is not published is not passed; a gate's makes it unjudged."""
    cuts = tuple(find_cut(test, table) for test in rules.all_tests)
    passes = [passes_test(t, c, table.measures[t.measure]) for t, c in zip(rules.all_tests, cuts, strict=True)]
    lacks = np.zeros(table.judged.shape, dtype=bool)
    for gate in rules.gates:
        lacks |= np.isnan(table.measures[gate.measure])
    gates, tests = passes[: len(rules.gates)], passes[len(rules.gates) :]
    result = np.where(np.logical_and.reduce(gates), _result(rules, tests), 0)
    bits = sum((p.astype(np.int64) << bit for bit, p in enumerate(passes)), np.zeros_like(result))
    is_judged = table.judged & ~lacks
    return Judgement(np.where(is_judged, result, -1), np.where(is_judged, bits, 0), table.judged & lacks, cuts)


def find_cut(test: StarTest, table: Table) -> Cut:
    """The cut of `test` in every group; ranked over all traded groups together where the scope says so."""
    figures = table.measures[test.measure]
    groups = figures.shape[1]
    if test.kind == "fixed":
        return Cut(np.full(groups, test.value), np.zeros(groups, dtype=np.int64))
    ranked = np.where(table.scope(test.scope), figures, np.nan)
    columns = ranked.reshape(-1, 1) if test.scope == "all-traded" else ranked
    find = top_cut if test.kind == "top-share" else percentile_cut
    values = find(columns, test.value)
    if test.at_least is not None:
        values = np.fmax(values, np.where(np.isnan(values), np.nan, test.at_least))
    return Cut(np.broadcast_to(values, groups), np.broadcast_to(counts(columns), groups))


def passes_test(test: StarTest, cut: Cut, figures: Figures) -> NDArray[np.bool_]:
    """Where the figures reach (or exceed) the cut; a missing figure never does."""
    with np.errstate(invalid="ignore"):
        return figures > cut.values if test.is_strict else figures >= cut.values


def is_close(value: float, cut: float) -> bool:
    """A value within 10 % of its cut is close to it, otherwise firm."""
    return abs(value - cut) <= 0.1 * abs(cut) + 1e-12


def _result(rules: RuleSet, tests: list[NDArray[np.bool_]]) -> NDArray[np.int64]:
    stacked = np.stack(tests).astype(np.int64)
    if rules.result == "ladder":
        stacked = np.cumprod(stacked, axis=0)
    return np.asarray(stacked.sum(0))
