"""Worked examples of the measures of structure and relatedness: small numbers through the formulas of the figures."""

from collections.abc import Callable, Sequence

import numpy as np
from django.utils.translation import gettext

from observatory.stats import concentration, relatedness, structure, variety
from observatory.stats.shift_share import TwoYears, shift_share
from observatory.stats.similarity import hellinger_squares
from observatory.stats.stars import Cut
from portal.core.formatting import number, share

FOUR = (20, 50, 20, 10)
OWN, AREA = (700, 600, 500, 10_000, 40_000), (30_000, 15_000, 10_000, 60_000, 50_000)
CELLS, REGIONS = (500, 500, 1_000, 7_000, 1_000), (20_000, 15_000, 20_000, 40_000, 5_000)
FAMILIES = np.array([0, 0, 1, 1])
SPECIALISED = np.array([[1, 1, 0], [1, 0, 0], [1, 1, 0], [0, 0, 1]], dtype=bool)
LINKS = np.array([[1.0, 0.5, 0.25], [0.5, 1.0, 0.0], [0.25, 0.0, 1.0]])
MIXES = np.array([[0.5, 0.5], [0.25, 0.75]])


def has_example(measure: str) -> bool:
    """Whether the measure is worked out here, on made-up numbers, instead of a real cell."""
    return measure in _EXAMPLES


def work_out_plainly(measure: str) -> str:
    """The measure's example as one line."""
    return _EXAMPLES[measure]()


def hellinger_example() -> str:
    """Two regions of two sections."""
    square = float(hellinger_squares(MIXES)[0, 1])
    half, quarter, rest = number(0.5, 1), number(0.25, 2), number(0.75, 2)
    return f"1 − √({half} · {quarter}) − √({half} · {rest}) = {number(square, 3)}; √ = {number(square**0.5, 3)}"


def _krugman() -> str:
    result = number(float(structure.krugman((10, 30), (50, 50))), 2)
    return f"|10/40 − 50/100| + |30/40 − 50/100| = {result}"


def _gini() -> str:
    return _pair(OWN, AREA, float(structure.gini_specialisation(OWN, AREA)), 4)


def _concentration() -> str:
    return _pair(CELLS, REGIONS, float(concentration.gini_concentration(CELLS, REGIONS)), 4)


def _herfindahl() -> str:
    squares = " + ".join(f"{number(value / sum(FOUR), 1)}²" for value in FOUR)
    return f"{_row(FOUR)} → {squares} = {number(float(structure.herfindahl(FOUR)), 2)}"


def _normalised() -> str:
    return f"({number(0.34, 2)} − 1/4) ÷ (1 − 1/4) = {number(float(structure.herfindahl_normalised(FOUR)), 2)}"


def _equivalent() -> str:
    return f"1 ÷ {number(0.34, 2)} = {number(float(structure.equivalent_number(FOUR)), 2)}"


def _unrelated() -> str:
    return _varieties(float(variety.unrelated_variety((5, 5, 5, 5), FAMILIES)))


def _related() -> str:
    return _varieties(float(variety.related_variety((5, 5, 5, 5), FAMILIES)))


def _varieties(result: float) -> str:
    text = gettext("Two sections of two divisions, each with 5 persons employed: %(result)s of %(whole)s bits")
    return text % {"result": number(result), "whole": number(float(variety.entropy((5, 5, 5, 5))))}


def _top() -> str:
    result = concentration.top_share(np.array(CELLS), 2)
    largest = sorted(CELLS, reverse=True)[:2]
    text = gettext("%(cells)s, the largest two: (%(first)s + %(second)s) ÷ %(whole)s = %(result)s")
    values = {"first": number(largest[0]), "second": number(largest[1]), "whole": number(sum(CELLS))}
    return text % (values | {"cells": _row(CELLS), "result": share(float(result), 0)})


def _shift_share() -> str:
    region, area = TwoYears((200, 100), (210, 140)), TwoYears((500, 500), (450, 650))
    found = shift_share(region, TwoYears(300, 350), area, TwoYears(1000, 1100))
    national, mix, own, _ = (number(float(part)) for part in found.sums)
    text = gettext(
        "Two sections of 200 and 100 persons employed grow to 210 and 140, in the area from 500 and 500 to 450 and "
        "650: 50 = %(national)s with the area, %(mix)s by the industries, %(own)s of its own"
    )
    return text % {"national": national, "mix": mix, "own": own}


def _proximity() -> str:
    found = relatedness.proximity(SPECIALISED)
    text = gettext("3 regions are specialised in i, %(both)s of them in j too: %(both)s ÷ 3 = %(result)s")
    return text % {"both": number(float(found.together[0, 1])), "result": number(float(found.values[0, 1]), 2)}


def _density() -> str:
    result = float(relatedness.relatedness_density(SPECIALISED, LINKS)[0, 0])
    text = gettext("Proximities of 0.5 and 0.25, specialised in the first group only: 0.5 ÷ 0.75 = %(result)s")
    return text % {"result": number(result, 2)}


def _firm() -> str:
    cut = Cut(np.array([2.0]), np.array([0]))
    up, down = (number(float(cut.moved(percent).values[0]), 1) for percent in (10, -10))
    text = gettext("A cut of 2 becomes %(up)s and %(down)s: a quotient of 2.1 loses its star, one of 1.9 gains it")
    return text % {"up": up, "down": down}


def _pair(first: Sequence[float], second: Sequence[float], result: float, digits: int) -> str:
    text = gettext("%(first)s persons employed, of %(second)s in all: %(result)s")
    return text % {"first": _row(first), "second": _row(second), "result": number(result, digits)}


def _row(values: Sequence[float]) -> str:
    return "; ".join(number(value) for value in values)


_EXAMPLES: dict[str, Callable[[], str]] = {
    "krugman": _krugman,
    "gini": _gini,
    "herfindahl": _herfindahl,
    "herfindahl_normalised": _normalised,
    "equivalent_number": _equivalent,
    "unrelated_variety": _unrelated,
    "related_variety": _related,
    "gini_concentration": _concentration,
    "top5_share": _top,
    "shift_share": _shift_share,
    "proximity": _proximity,
    "density": _density,
    "firm_or_close": _firm,
}
