"""Rule sets: tests that a cell (region × industry group) passes or not, and the stars they add up to.

Rule sets are data (observatory/data/rules); nothing here knows any of them by name. All tables are of one scheme:
regions down, groups across, year after year; NaN = no figure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from observatory.stats.quotient import Figures
from observatory.stats.ranking import Ordered, order

Measure = Literal["persons_employed", "local_units", "location_quotient", "size", "focus", "relative_wage", "wage"]
Kind = Literal["fixed", "top-share", "percentile"]
Scope = Literal["published", "judged", "all-traded", "with-employment"]
Mark = Literal["P", "U", "O"]
UNJUDGED = -1


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
    """(R, K) figures by measure; `published` cells with persons employed in ranked regions; `judged` cells.

    Judged cells are a part of the published ones: traded, measurable groups, with a quotient. The K columns are
    `years` blocks of equally many groups; nothing is ever compared between two years.
    """

    measures: Mapping[Measure, Figures]
    published: NDArray[np.bool_]
    judged: NDArray[np.bool_]
    years: int = 1
    _ordered: dict[tuple[Measure, Scope], Ordered] = field(default_factory=dict, repr=False, compare=False)

    def ordered(self, measure: Measure, scope: Scope) -> Ordered:
        """The figures of a scope in order, sorted once for all tests: by group, or of all groups of a year."""
        if (measure, scope) not in self._ordered:
            ranked = np.where(self.scope(scope), self.measures[measure], np.nan)
            self._ordered[measure, scope] = order(self.pooled(ranked) if scope == "all-traded" else ranked)
        return self._ordered[measure, scope]

    def pooled(self, values: Figures) -> Figures:
        """All groups of a year in one column: (R, K) → (R · groups, years)."""
        blocks = values.reshape(len(values), self.years, -1)
        return blocks.transpose(0, 2, 1).reshape(-1, self.years)

    def apart(self, pooled: NDArray) -> NDArray:
        """What `pooled` joined, back in its cells: (R · groups, years) → (R, K)."""
        blocks = pooled.reshape(len(self.judged), -1, self.years)
        return blocks.transpose(0, 2, 1).reshape(self.judged.shape)

    def scope(self, scope: Scope) -> NDArray[np.bool_]:
        """The cells that a ranked test compares."""
        if scope == "published":
            return self.published
        if scope == "with-employment":
            return self.judged & (self.measures["persons_employed"] > 0)
        return self.judged


@dataclass(frozen=True, slots=True)
class Cut:
    """Of every column (K,): the value that passes, and among how many cells it was found (0 for a fixed cut)."""

    values: Figures
    n: NDArray[np.int64]

    def moved(self, percent: int) -> "Cut":
        """The same cut, `percent` higher (or lower, where negative)."""
        return Cut(self.values * (100 + percent) / 100, self.n)


@dataclass(frozen=True, slots=True)
class Judgement:
    """`stars` (R, K), −1 where not judged; `passed` bits in the order gates, tests; `lacks` a needed measure."""

    stars: NDArray[np.int8]
    passed: NDArray[np.int16]
    lacks: NDArray[np.bool_]
    cuts: tuple[Cut, ...]


def judge(rules: RuleSet, table: Table) -> Judgement:
    """Stars of every judged cell by the cuts that its own table gives."""
    return judge_by(rules, table, tuple(find_cut(test, table) for test in rules.all_tests))


def judge_by(rules: RuleSet, table: Table, cuts: tuple[Cut, ...]) -> Judgement:
    """Stars by given cuts. A test whose measure is not published is not passed; a gate's makes it unjudged."""
    passes = [passes_test(t, c, table.measures[t.measure]) for t, c in zip(rules.all_tests, cuts, strict=True)]
    lacks = np.zeros(table.judged.shape, dtype=bool)
    for gate in rules.gates:
        lacks |= np.isnan(table.measures[gate.measure])
    gates, tests = passes[: len(rules.gates)], passes[len(rules.gates) :]
    result = np.where(np.logical_and.reduce(gates), _result(rules, tests), np.int8(0))
    bits = np.zeros(result.shape, dtype=np.int16)
    for bit, passed in enumerate(passes):
        bits |= passed * np.int16(1 << bit)
    is_judged = table.judged & ~lacks
    stars = np.where(is_judged, result, np.int8(UNJUDGED))
    return Judgement(stars, np.where(is_judged, bits, np.int16(0)), table.judged & lacks, cuts)


def find_cut(test: StarTest, table: Table) -> Cut:
    """The cut of `test` in every column; ranked over all traded groups of a year where the scope says so."""
    columns = table.judged.shape[1]
    if test.kind == "fixed":
        return Cut(np.full(columns, test.value), np.zeros(columns, dtype=np.int64))
    ordered = table.ordered(test.measure, test.scope)
    is_share = test.kind == "top-share"
    values = ordered.top_cut(test.value) if is_share else ordered.percentile_cut(test.value)
    if test.at_least is not None:
        values = np.where(np.isnan(values), np.nan, np.fmax(values, test.at_least))
    repeats = columns // len(values) if len(values) else 1
    return Cut(np.repeat(values, repeats), np.repeat(ordered.n, repeats))


def passes_test(test: StarTest, cut: Cut, figures: Figures) -> NDArray[np.bool_]:
    """Where the figures reach (or exceed) the cut; a missing figure never does."""
    with np.errstate(invalid="ignore"):
        return figures > cut.values if test.is_strict else figures >= cut.values


def is_close(value: float, cut: float) -> bool:
    """A value within 10 % of its cut is close to it, otherwise firm."""
    return abs(value - cut) <= 0.1 * abs(cut) + 1e-12


def _result(rules: RuleSet, tests: list[NDArray[np.bool_]]) -> NDArray[np.int8]:
    stacked = np.stack(tests)
    if rules.result == "ladder":
        stacked = np.logical_and.accumulate(stacked, axis=0)
    return np.asarray(stacked.sum(axis=0, dtype=np.int8))
