"""The table of a briefing's statistical clusters: every test of the rule set with its value and its cut."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.utils.translation import gettext

from observatory.models import ClusterFigure, Release
from observatory.presenters.arithmetic import amount_text
from observatory.presenters.briefing.parts import Judged
from observatory.presenters.stars import stars_cell
from observatory.queries.arithmetic import Arithmetic, Step
from observatory.rules import rule_set
from observatory.selection import Selection
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
Name = Callable[[ClusterFigure], Cell]


def judged(  # noqa: PLR0913 (the rows, how they were judged, and how a row is named)
    title: str,
    rows: Sequence[ClusterFigure],
    arithmetic: Sequence[Arithmetic],
    release: Release,
    selection: Selection,
    *,
    head: Column,
    name: Name,
    count: int,
    empty: str,
) -> Judged:
    """`rows` are the first of `count` clusters, `arithmetic` how each of them was judged."""
    rules = rule_set(selection.rules)
    tests = [Column(test.code, gettext(test.title), _unit(test.measure), is_numeric=True) for test in rules.tests]
    cells = tuple(
        (name(one), replace(stars_cell(one, release, selection.rules), note=""), *_tests(how))
        for one, how in zip(rows, arithmetic, strict=True)
    )
    table = Table(title, (head, Column("stars", gettext("Stars")), *tests), cells, empty)
    return Judged(title, table, _rule(selection.rules, any(one.total_is_estimated for one in rows)), count)


def _unit(measure: str) -> str:
    return UNITS[measure]() if measure in UNITS else ""


def _tests(how: Arithmetic) -> tuple[Cell, ...]:
    return tuple(_test(step) for step in how.steps if not step.is_gate)


def _test(step: Step) -> Cell:
    """`104,228`, and beneath it `passed: the cut for the top 10% is 61,200`."""
    if step.value is None:
        return Cell(MISSING, note=gettext("not published"))
    outcome = gettext("passed") if step.passed else gettext("not passed")
    note = gettext("%(outcome)s; cut %(cut)s") % {"outcome": outcome, "cut": amount_text(step.test.measure, step.cut)}
    return Cell(amount_text(step.test.measure, step.value), note=note if step.cut is not None else outcome)


def _rule(rules: str, has_hollow: bool) -> str:
    values = {"title": gettext(rule_set(rules).title)}
    rule = gettext("Rule set: %(title)s. The cut is what a cell must reach to pass the test.") % values
    hollow = gettext("Hollow stars: part of the region's total is estimated.")
    return " ".join((rule, hollow)) if has_hollow else rule
