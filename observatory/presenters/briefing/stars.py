"""The table of a briefing's statistical clusters: every test of the rule set with its value and its cut."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from observatory.models import ClusterFigure, Release
from observatory.presenters.arithmetic import amount_text
from observatory.presenters.briefing.parts import Judged
from observatory.presenters.stars import stars_cell
from observatory.queries.arithmetic import Arithmetic, Step
from observatory.rules import rule_set
from portal.core.formatting import MISSING
from portal.core.page import Cell, Column, Table

UNITS = {
    "persons_employed": lambda: gettext("persons employed"),
    "local_units": lambda: gettext("local units"),
    "location_quotient": lambda: gettext("location quotient"),
    "size": lambda: gettext("% of the group"),
    "focus": lambda: gettext("% of the region"),
    "relative_wage": lambda: gettext("times the country's mean"),
    "wage": lambda: gettext("EUR a person employed"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One cluster: how it is named, its stars, and how each test came out; a test without a step was not judged."""

    name: Cell
    stars: Cell
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands around the rows: `first` heads the names, `empty` takes the place of a table without rows."""

    title: str
    first: str
    empty: str


def rows_of(
    figures: Sequence[ClusterFigure],
    arithmetic: Sequence[Arithmetic],
    release: Release,
    rules: str,
    name: Callable[[ClusterFigure], Cell],
) -> list[Row]:
    """`arithmetic` says how each of `figures` was judged."""
    pairs = zip(figures, arithmetic, strict=True)
    return [Row(name(one), stars_cell(one, release, rules), how.steps) for one, how in pairs]


def judged(heading: Heading, rows: Sequence[Row], rules: str, count: int) -> Judged:
    """`rows` are the first of `count` clusters."""
    tests = rule_set(rules).tests
    columns = (
        Column("name", heading.first),
        Column("stars", gettext("Stars")),
        *(Column(test.code, gettext(test.title), _unit(test.measure), is_numeric=True) for test in tests),
    )
    cells = tuple((row.name, replace(row.stars, note=""), *_tests(row, [test.code for test in tests])) for row in rows)
    has_hollow = any(row.stars.stars is not None and row.stars.stars.is_hollow for row in rows)
    return Judged(
        heading.title, Table(heading.title, columns, cells, heading.empty), _rule(rules, has_hollow=has_hollow), count
    )


def _unit(measure: str) -> str:
    return UNITS[measure]() if measure in UNITS else ""


def _tests(row: Row, codes: Sequence[str]) -> tuple[Cell, ...]:
    steps = {step.test.code: step for step in row.steps if not step.is_gate}
    return tuple(_test(steps[code]) if code in steps else _not_judged() for code in codes)


def _not_judged() -> Cell:
    return Cell(MISSING, note=gettext("not used: this test ranks single regions"))


def _test(step: Step) -> Cell:
    """`104,228`, and beneath it `passed; cut 24,341`."""
    if step.value is None:
        return Cell(MISSING, note=gettext("not published"))
    outcome = gettext("passed") if step.passed else gettext("not passed")
    note = gettext("%(outcome)s; cut %(cut)s") % {"outcome": outcome, "cut": amount_text(step.test.measure, step.cut)}
    return Cell(amount_text(step.test.measure, step.value), note=note if step.cut is not None else outcome)


def _rule(rules: str, *, has_hollow: bool) -> str:
    values = {"title": gettext(rule_set(rules).title)}
    rule = gettext("Rule set: %(title)s. The cut is what a cell must reach to pass the test.") % values
    hollow = gettext("Hollow stars: part of the region's total is estimated.")
    return " ".join((rule, hollow)) if has_hollow else rule
