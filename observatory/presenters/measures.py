"""The measures that a map can show, in the words and classes in which they are shown."""

from dataclasses import replace

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from observatory.indicators import ContextIndicator, context_indicator
from observatory.presenters.measure import Measure, Scale
from observatory.rules import rule_set
from portal.core import formatting

STARS = Measure(
    code="stars",
    label=_("Statistical clusters"),
    unit=_("clusters"),
    scale=Scale.FIXED,
    format=formatting.number,
    bounds=(1, 3, 6, 10, 15),
    is_whole=True,
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
            is_share=True,
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
            is_share=True,
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
        Measure(
            code="strength",
            label=_("Strength of clusters"),
            unit=_("of the region's persons employed in traded groups"),
            scale=Scale.QUANTILES,
            format=formatting.share,
            is_share=True,
            explanation=_("Persons employed in strong statistical clusters as a share of all in traded groups."),
        ),
        Measure(
            code="share_in_clusters",
            label=_("Persons employed in statistical clusters"),
            unit=_("of the region's persons employed"),
            scale=Scale.QUANTILES,
            format=formatting.share,
            is_share=True,
            explanation=_(
                "Persons employed in the region's statistical clusters as a share of all its persons employed."
            ),
        ),
        Measure(
            code="krugman",
            label=_("Specialisation (Krugman index)"),
            unit=_("on a scale from 0 to 2"),
            scale=Scale.QUANTILES,
            format=formatting.quotient,
            explanation=_(
                "How far the region's mix of industries lies from that of the reference area: 0 is the same mix, 2 "
                "nothing in common. Over the divisions that the region publishes."
            ),
        ),
        Measure(
            code="gini",
            label=_("Specialisation (Gini index)"),
            unit=_("on a scale from 0 to 1"),
            scale=Scale.QUANTILES,
            format=formatting.quotient,
            explanation=_(
                "How unequal the region's location quotients are: 0 where all are equal, near 1 where few stand out. "
                "Over the divisions that the region publishes."
            ),
        ),
        Measure(
            code="equivalent_number",
            label=_("Diversity (divisions of equal size)"),
            unit=_("divisions"),
            scale=Scale.QUANTILES,
            format=lambda value: formatting.number(value, 1),
            explanation=_(
                "How many divisions of equal size would be as concentrated as the region's own (1 divided by the "
                "Herfindahl index). Over the divisions that the region publishes."
            ),
        ),
        Measure(
            code="related_variety",
            label=_("Related variety"),
            unit=_("bits"),
            scale=Scale.QUANTILES,
            format=formatting.quotient,
            explanation=_("Variety of divisions inside sections; only for regions that publish every division."),
        ),
        Measure(
            code="unrelated_variety",
            label=_("Unrelated variety"),
            unit=_("bits"),
            scale=Scale.QUANTILES,
            format=formatting.quotient,
            explanation=_("Variety of sections; only for regions that publish every section."),
        ),
    )
}


def measure_of(figure: str, group: str, rules: str) -> Measure:
    """The measure that `figure` names; stars of one group are results of its rule set, of all groups clusters.

    A context indicator is a measure too. Raises UnknownIndicator for any other name.
    """
    if figure not in MEASURES:
        return _of_context(context_indicator(figure))
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


def _of_context(indicator: ContextIndicator) -> Measure:
    """Ordinal results are numbered from 1 and have one class each."""
    count = len(indicator.labels)
    return Measure(
        code=indicator.code,
        label=gettext(indicator.title),
        unit="" if count else gettext(indicator.unit),
        scale=Scale.FIXED if count else Scale.QUANTILES,
        format=lambda value: formatting.number(value, indicator.digits),
        bounds=tuple(range(2, count + 1)),
        explanation=gettext(indicator.explanation),
        names=indicator.labels,
        first_name=1,
    )
