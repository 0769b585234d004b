"""Worked examples: each measure of one real cell, calculated by the formula that made the figure."""

from collections.abc import Callable

from django.utils.translation import gettext

from observatory.presenters.methodology_structure import has_example, work_out_plainly
from observatory.queries.methodology import Example
from observatory.stats import quotient as formulas
from observatory.stats.growth import yearly_rate
from observatory.stats.wages import wage_per_person
from portal.core.formatting import number, quotient, rate, share


def work_out(measure: str, example: Example) -> str:
    """The formula of `measure` with the numbers of the example and its result, as one line."""
    return _EXAMPLES[measure](example)


def example_line(measure: str, example: Example | None) -> str:
    """From the real cell, or from small numbers where the measure is not one of a cell; "" without a cell."""
    if has_example(measure):
        return work_out_plainly(measure)
    return work_out(measure, example) if example else ""


def _quotient_example(one: Example) -> str:
    cell, region, group, total = one.figure.persons_employed, one.total.persons_employed, *_area_sums(one)
    return f"({number(cell)} ÷ {number(region)}) ÷ ({number(group)} ÷ {number(total)}) = " + quotient(
        _plain(formulas.location_quotient(_nan(cell), _nan(region), _nan(group), _nan(total)))
    )


def _size_example(one: Example) -> str:
    cell, (group, _) = one.figure.persons_employed, _area_sums(one)
    return f"{number(cell)} ÷ {number(group)} = {share(_plain(formulas.share(_nan(cell), _nan(group))), 2)}"


def _focus_example(one: Example) -> str:
    cell, region = one.figure.persons_employed, one.total.persons_employed
    return f"{number(cell)} ÷ {number(region)} = {share(_plain(formulas.share(_nan(cell), _nan(region))), 2)}"


def _wage_example(one: Example) -> str:
    wages, cell = one.figure.wages_meur, one.figure.persons_employed
    result = number(_plain(wage_per_person(_nan(wages), _nan(cell))))
    values = {"wages": number(wages, 1), "persons": number(cell), "result": result}
    return gettext("%(wages)s million euro ÷ %(persons)s = %(result)s euro") % values


def _relative_wage_example(one: Example) -> str:
    wage, relative = one.figure.wage_per_person_eur, one.figure.relative_wage
    if not wage or not relative:
        return gettext("Not published for this cell.")
    values = {"wage": number(wage), "mean": number(wage / relative), "result": quotient(relative)}
    return gettext("%(wage)s euro ÷ %(mean)s euro = %(result)s") % values


def _growth_example(one: Example) -> str:
    first, last = one.figure.growth_from, one.figure.growth_to
    if one.start is None or one.end is None or first is None or last is None:
        return gettext("No period of two years without a break for this cell.")
    result = rate(_plain(yearly_rate(one.start, one.end, last - first)), 2)
    values = {"start": number(one.start), "end": number(one.end), "years": last - first, "result": result}
    values |= {"first": first, "last": last}
    return gettext("%(first)s–%(last)s: (%(end)s ÷ %(start)s)^(1 ÷ %(years)s) − 1 = %(result)s a year") % values


def _units_example(one: Example) -> str:
    cell, units = one.figure.persons_employed, one.figure.local_units
    result = number(_plain(formulas.persons_per_unit(_nan(cell), _nan(units))), 1)
    return f"{number(cell)} ÷ {number(units)} = {result}"


_EXAMPLES: dict[str, Callable[[Example], str]] = {
    "location_quotient": _quotient_example,
    "size": _size_example,
    "focus": _focus_example,
    "wage_per_person_eur": _wage_example,
    "relative_wage": _relative_wage_example,
    "growth": _growth_example,
    "persons_per_unit": _units_example,
}


def _area_sums(one: Example) -> tuple[float | None, float | None]:
    return one.sums.persons_employed, one.sums.total_persons


def _nan(value: float | None) -> float:
    return float("nan") if value is None else value


def _plain(value: object) -> float:
    return float(value)  # type: ignore[arg-type]  # the formulas answer numbers with arrays of no dimension
