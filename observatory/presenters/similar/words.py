"""What brings two regions near and what sets them apart, in words with both values and their unit."""

from collections.abc import Callable

from django.utils.translation import gettext

from observatory.queries.similar import SimilarRegion, Trait
from observatory.similarity import MIX, Variable
from portal.core.formatting import number, quotient, share

FORMATS: dict[str, Callable[[float | None], str]] = {
    MIX: share,
    "persons_employed": number,
    "persons_per_unit": lambda value: number(value, 1),
    "relative_wage": quotient,
    "gdp_per_head_pps": number,
}


def value_text(variable: Variable, value: float | None) -> str:
    return FORMATS.get(variable.group.measure, quotient)(value)


def unit_text(variable: Variable) -> str:
    """The unit behind a value; shares are of the persons employed in the region, which the head of a table says."""
    return "" if variable.group.measure == MIX else gettext(variable.unit)


def trait_text(trait: Trait) -> str:
    """`Manufacturing: 31.2% and 30.8%`: the region's own value first."""
    values = {
        "variable": gettext(trait.variable.title),
        "own": value_text(trait.variable, trait.own),
        "other": value_text(trait.variable, trait.other),
        "unit": unit_text(trait.variable),
    }
    if values["unit"]:
        return gettext("%(variable)s: %(own)s and %(other)s %(unit)s") % values
    return gettext("%(variable)s: %(own)s and %(other)s") % values


def measured_text(trait: Trait) -> str:
    """`Manufacturing: 31.2% and 30.8%, 4% of the usual difference`: how near is near."""
    apart = trait.usual_share
    if apart is None:
        return trait_text(trait)
    values = {"trait": trait_text(trait), "share": share(apart, 0), "times": number(apart, 1)}
    if apart < 1:
        return gettext("%(trait)s – %(share)s of the usual difference") % values
    return gettext("%(trait)s – %(times)s times the usual difference") % values


def near_texts(one: SimilarRegion) -> tuple[str, ...]:
    """The three variables that bring the region near, the strongest first."""
    return tuple(measured_text(trait) for trait in one.near)


def short_near_texts(one: SimilarRegion) -> tuple[str, ...]:
    """The same without how near they are, for paper."""
    return tuple(trait_text(trait) for trait in one.near)


def apart_text(one: SimilarRegion) -> str:
    """The variable that sets the region apart most; empty where nothing does."""
    return measured_text(one.apart) if one.apart else ""


def distance_text(distance: float | None) -> str:
    return number(distance, 2)


def missing_text(one: SimilarRegion) -> str:
    """Which groups of variables were left out of the comparison, because one of the two lacks them."""
    return ", ".join(gettext(group.title) for group in one.missing)
