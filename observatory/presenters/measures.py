"""The measures that a map can show, in the words and classes in which they are shown."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from observatory.rules import rule_set
from portal.core import formatting


class Scale(StrEnum):
    """How values become classes: `FIXED` and `DIVERGING` have declared bounds, `QUANTILES` finds them."""

    FIXED = "fixed"
    DIVERGING = "diverging"
    QUANTILES = "quantiles"


@dataclass(frozen=True, slots=True)
class Measure:
    """`format` makes the text of one value; `unit` follows it in sentences and stands in heads of tables.

    `names` are the words of whole numbers from 0 upwards, where numbers have words.
    """

    code: str
    label: Promise | str
    unit: Promise | str
    scale: Scale
    format: Callable[[float | None], str]
    bounds: tuple[float, ...] = ()
    explanation: Promise | str = ""
    names: tuple[str, ...] = ()

    @property
    def counts_clusters(self) -> bool:
        return self.code == STARS.code and not self.names


STARS = Measure(
    code="stars",
    label=_("Statistical clusters"),
    unit=_("clusters"),
    scale=Scale.FIXED,
    format=formatting.number,
    bounds=(1, 3, 6, 10, 15),
    explanation=_(
        "A statistical cluster is a region and an industry group that earn at least one star under the chosen rules."
    ),
)
MEASURES = {
    measure.code: measure
    for measure in (
        STARS,
        Measure(
            code="location_quotient",
            label=_("Location quotient"),
            unit=_("times the average share"),
            scale=Scale.DIVERGING,
            format=formatting.quotient,
            bounds=(0.5, 0.67, 0.8, 1.25, 1.5, 2),
            explanation=_(
                "The location quotient says how many times the reference area's share of persons employed the group "
                "has in the region."
            ),
        ),
        Measure(
            code="size",
            label=_("Size"),
            unit=_("of the group's persons employed"),
            scale=Scale.QUANTILES,
            format=lambda value: formatting.share(value, 2),
            explanation=_(
                "Size is the region's share of all persons employed in the group. Regions outside the reference area "
                "are measured against it."
            ),
        ),
        Measure(
            code="focus",
            label=_("Focus"),
            unit=_("of the region's persons employed"),
            scale=Scale.QUANTILES,
            format=lambda value: formatting.share(value, 2),
            explanation=_(
                "Focus is the group's share of the region's persons employed in the business economy covered "
                "(NACE B–N without K, and S95)."
            ),
        ),
        Measure(
            code="persons_employed",
            label=_("Persons employed"),
            unit=_("persons employed"),
            scale=Scale.QUANTILES,
            format=formatting.number,
            explanation=_("Persons employed in local units of the region, owners included."),
        ),
        Measure(
            code="wage_per_person_eur",
            label=_("Wages per person employed"),
            unit=_("euro a year"),
            scale=Scale.QUANTILES,
            format=formatting.number,
            explanation=_("Wages and salaries of employees per person employed, owners included."),
        ),
        Measure(
            code="growth",
            label=_("Growth of persons employed"),
            unit=_("a year"),
            scale=Scale.DIVERGING,
            format=formatting.rate,
            bounds=(-0.05, -0.03, -0.01, 0.01, 0.03, 0.05),
            explanation=_(
                "Yearly rate over the period that most regions have in common; regions known for another period only "
                "are hatched."
            ),
        ),
    )
}


def measure_of(figure: str, group: str, rules: str) -> Measure:
    """The measure that `figure` names; stars of one group are results of its rule set, of all groups clusters."""
    if figure != STARS.code or not group:
        return MEASURES[figure]
    names = rule_set(rules).labels
    return replace(
        STARS,
        label=_("Stars"),
        unit="",
        bounds=tuple(range(1, len(names))),
        names=names,
        explanation=_(rule_set(rules).explanation),
    )
