"""A measure that a map can show: its words, its classes, and its difference between two years."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext

from observatory.models.figure import Area
from observatory.presenters.words import area_name
from observatory.queries.map_rows import STARS, Subject, subject_of
from portal.core import formatting

MOST_STEPS = 3  # on each side of no change: as many as the diverging scale has colours


class Scale(StrEnum):
    """How values become classes: `FIXED` and `DIVERGING` have declared bounds, `QUANTILES` finds them."""

    FIXED = "fixed"
    DIVERGING = "diverging"
    QUANTILES = "quantiles"


@dataclass(frozen=True, slots=True)
class Measure:
    """`format` makes the text of one value; `unit` follows it in sentences and stands in heads of tables.

    `names` are the words of whole numbers from `first_name` upwards, where numbers have words. `is_share` values are
    between 0 and 1; changes of `is_whole` ones have classes of whole numbers.
    """

    code: str
    label: Promise | str
    unit: Promise | str
    scale: Scale
    format: Callable[[float | None], str]
    bounds: tuple[float, ...] = ()
    explanation: Promise | str = ""
    names: tuple[str, ...] = ()
    first_name: int = 0
    is_share: bool = False
    is_whole: bool = False
    is_change: bool = False

    @property
    def counts_clusters(self) -> bool:
        return self.code == STARS and not self.names and not self.is_change

    @property
    def is_of_groups(self) -> bool:
        """Whether a group is chosen with it; all others are of regions as a whole."""
        return subject_of(self.code) is Subject.CELL or self.code == STARS

    def name(self, value: float) -> str:
        return gettext(self.names[int(value) - self.first_name])


def change_of(measure: Measure) -> Measure:
    """The difference of two years of a measure, in its unit; of shares in percentage points."""
    label = gettext("%(measure)s, change") % {"measure": measure.label}
    unit = gettext("percentage points") if measure.is_share else measure.unit
    steps = min(len(measure.names) - 1, MOST_STEPS)
    bounds = tuple(range(1 - steps, steps + 1)) if measure.names else ()  # one class a step down, none, a step up
    explanation = gettext(
        "The later year less the earlier one. Regions whose figures cannot be compared are hatched: a break in series, "
        "another territory, or no figure in one of the years."
    )
    return replace(
        measure,
        label=label,
        unit=unit,
        scale=Scale.DIVERGING,
        format=lambda value: _signed(value, measure),
        bounds=bounds,
        names=(),
        is_whole=measure.is_whole or bool(measure.names),
        is_change=True,
        explanation=f"{measure.explanation} {explanation}",
    )


def _signed(value: float | None, measure: Measure) -> str:
    if value is None:
        return formatting.MISSING
    text = formatting.number(value * 100, 2) if measure.is_share else _number(value, measure)
    return f"+{text}" if value > 0 else text


def _number(value: float, measure: Measure) -> str:
    return formatting.number(value) if measure.names else measure.format(value)


def unit_words(measure: Measure, area: str) -> str:
    """The unit in a sentence; quotients name the area that they compare with."""
    if measure.code != "location_quotient":
        return str(measure.unit)
    return gettext("times the %(area)s share") % {"area": area_name(area)}


def why_empty(measure: Measure, area: str) -> str:
    """Stars are given inside the reference area only; every other figure is shown wherever it is published."""
    if measure.is_change:
        return gettext("no figures that can be compared")
    if measure.code == STARS and area == Area.EU27:
        return gettext("no figure, or outside the EU-27")
    return gettext("no figure is published")
