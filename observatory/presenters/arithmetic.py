"""The arithmetic of each star in words and numbers."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext

from observatory.models.figure import Unjudged
from observatory.presenters.words import area_name
from observatory.queries.arithmetic import Arithmetic, Step
from portal.core.formatting import number, quotient, share
from portal.core.page import Stars


@dataclass(frozen=True, slots=True)
class Gauge:
    """The value as a bar and the cut as a line across it, in hundredths of the bar's length."""

    value: float
    cut: float


@dataclass(frozen=True, slots=True)
class StepView:
    """One test: `sentence` has value, rank, cut and outcome; `state` is passed, failed or unknown."""

    title: str
    explanation: str
    sentence: str
    state: str
    state_text: str
    basis: str
    star: Stars
    gauge: Gauge | None = None


@dataclass(frozen=True, slots=True)
class ArithmeticView:
    verdict: str
    explanation: str
    gates: tuple[StepView, ...]
    tests: tuple[StepView, ...]
    notes: tuple[str, ...]


def present_arithmetic(arithmetic: Arithmetic) -> ArithmeticView:
    hollow = arithmetic.is_hollow
    steps = [(step.is_gate, _step(step, arithmetic.area, is_hollow=hollow)) for step in arithmetic.steps]
    return ArithmeticView(
        verdict=_verdict(arithmetic),
        explanation=gettext(arithmetic.rules.explanation),
        gates=tuple(view for is_gate, view in steps if is_gate),
        tests=tuple(view for is_gate, view in steps if not is_gate),
        notes=tuple(_notes(arithmetic)),
    )


def basis_text(status: str) -> str:
    """Where a cut comes from, said in words: published, widely reported, our own."""
    words = {"P": gettext("published"), "U": gettext("widely reported, not confirmed"), "O": gettext("our own rule")}
    return words[status]


def basis_line(status: str, source: str) -> str:
    """`Widely reported, not confirmed: European Cluster Observatory.`"""
    basis = basis_text(status)
    basis = basis[0].upper() + basis[1:]
    return gettext("%(basis)s: %(source)s") % {"basis": basis, "source": gettext(source)} if source else basis


def cut_text(step: Step) -> str:
    """`the cut for the top 10% is 61,200`."""
    values = {"cut": amount_text(step.test.measure, step.cut), "part": share(step.test.value, 0), "n": number(step.n)}
    if step.test.kind == "top-share":
        return gettext("the cut for the top %(part)s is %(cut)s") % values
    if step.test.kind == "percentile":
        values["percentile"] = number(step.test.value * 100)
        return gettext("the cut, at percentile %(percentile)s of %(n)s regions, is %(cut)s") % values
    if step.test.is_strict:
        return gettext("more than %(cut)s is needed") % values
    return gettext("at least %(cut)s is needed") % values


def _verdict(arithmetic: Arithmetic) -> str:
    if arithmetic.stars is None:
        why = str(Unjudged(arithmetic.unjudged).label) if arithmetic.unjudged else gettext("a figure is missing")
        return gettext("Not judged: %(why)s.") % {"why": why}
    if _misses_a_gate(arithmetic):
        return gettext("Result: %(label)s, for a condition is not met.") % {"label": _label(arithmetic)}
    return gettext("Result: %(label)s.") % {"label": _label(arithmetic)}


def _misses_a_gate(arithmetic: Arithmetic) -> bool:
    return any(step.is_gate and step.passed is False for step in arithmetic.steps)


def _label(arithmetic: Arithmetic) -> str:
    return gettext(arithmetic.rules.labels[arithmetic.stars or 0])


def _step(step: Step, area: str, *, is_hollow: bool) -> StepView:
    state = {True: "passed", False: "failed", None: "unknown"}[step.passed]
    return StepView(
        title=gettext(step.test.title),
        explanation=gettext(step.test.explanation) if step.test.explanation else "",
        sentence=_sentence(step, area),
        state=state,
        state_text=_state_text(step),
        basis=basis_text(step.test.status),
        star=Stars(earned=int(step.passed is True), possible=1, text=gettext(step.test.title), is_hollow=is_hollow),
        gauge=_gauge(step),
    )


def _gauge(step: Step) -> Gauge | None:
    """The cut stands in the middle, or further left where the value is more than twice as large."""
    if step.value is None or not step.cut or step.cut < 0 or step.value < 0:
        return None
    whole = max(step.value, 2 * step.cut)
    return Gauge(round(100 * step.value / whole, 1), round(100 * step.cut / whole, 1))


def _sentence(step: Step, area: str) -> str:
    """`104,228 persons employed: rank 3 of 214 regions; the cut for the top 10% is 61,200.`"""
    if step.value is None:
        return gettext("The figure is not published.")
    values = {"value": _value_text(step, area), "rank": _rank_text(step), "cut": cut_text(step)}
    if step.cut is None:
        return gettext("%(value)s; nothing to compare with.") % values
    if values["rank"]:
        return gettext("%(value)s: %(rank)s; %(cut)s.") % values
    return gettext("%(value)s; %(cut)s.") % values


def _rank_text(step: Step) -> str:
    if step.rank is None or step.n is None:
        return ""
    values = {"rank": number(step.rank), "n": number(step.n)}
    if step.test.scope == "all-traded":
        return gettext("rank %(rank)s of %(n)s cells of all groups") % values
    if step.test.kind == "percentile":
        return ""
    return gettext("rank %(rank)s of %(n)s regions") % values


def _state_text(step: Step) -> str:
    if step.passed is None:
        return gettext("Cannot be judged")
    if step.value is None:
        return gettext("Not passed")
    if step.passed:
        return gettext("Passed, close to the cut") if step.is_close else gettext("Passed, firm")
    return gettext("Not passed, close to the cut") if step.is_close else gettext("Not passed, firm")


def _value_text(step: Step, area: str) -> str:
    values = {"value": amount_text(step.test.measure, step.value), "area": area_name(area)}
    patterns = {
        "persons_employed": gettext("%(value)s persons employed"),
        "local_units": gettext("%(value)s local units"),
        "location_quotient": gettext("%(value)s times the %(area)s share"),
        "size": gettext("%(value)s of the group's persons employed in the %(area)s"),
        "focus": gettext("%(value)s of the region's persons employed"),
        "relative_wage": gettext("%(value)s times the mean wage of the country"),
        "wage": gettext("%(value)s euro a year per person employed"),
    }
    return patterns[step.test.measure] % values


def amount_text(measure: str, value: float | None) -> str:
    """A value or cut of a test in the format of its measure, without its unit."""
    formats: dict[str, Callable[[float | None], str]] = {
        "location_quotient": quotient,
        "relative_wage": quotient,
        "size": lambda one: share(one, 2),
        "focus": lambda one: share(one, 2),
    }
    return formats.get(measure, number)(value)


def _notes(arithmetic: Arithmetic) -> list[str]:
    """What the verdict rests on besides the cell itself."""
    notes = []
    if arithmetic.area_share is not None:
        values = {
            "countries": number(arithmetic.countries),
            "share": share(arithmetic.area_share, 0),
            "area": area_name(arithmetic.area),
        }
        notes.append(
            gettext(
                "The comparison rests on %(countries)s countries that publish the group; they hold %(share)s of the "
                "persons employed in the %(area)s."
            )
            % values
        )
    if arithmetic.is_hollow and arithmetic.stars is not None:
        notes.append(gettext("A part of the region's total is estimated, so quotient and focus rest on an estimate."))
    return notes
