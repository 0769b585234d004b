"""The section of the methodology page on similar regions: weights and variables, from the file that distances use."""

from dataclasses import dataclass

from django.utils.translation import gettext

from observatory.presenters.arithmetic import basis_line
from observatory.presenters.methodology_structure import hellinger_example
from observatory.presenters.methodology_tables import plain_table
from observatory.similarity import groups, layout, shown_variables
from portal.core.formatting import number, share
from portal.core.page import Cell, Column, Table


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class SimilarityView:
    paragraphs: tuple[str, ...]
    weights: Table
    formulas: tuple[Line, ...]
    variables_title: str
    variables: Table


def present_similarity() -> SimilarityView:
    """Words, weights and variables; nothing of it depends on a release."""
    shown = shown_variables()
    return SimilarityView(
        paragraphs=_paragraphs(),
        weights=_weights(),
        formulas=_formulas(),
        variables_title=gettext("All %(count)s variables") % {"count": number(len(shown))},
        variables=plain_table(
            gettext("Variables of similarity"),
            (gettext("Variable"), gettext("NACE"), gettext("Group"), gettext("Unit")),
            [(gettext(v.title), v.industry or "–", gettext(v.group.title), gettext(v.unit)) for _, v in shown],
        ),
    )


def _paragraphs() -> tuple[str, ...]:
    limits = {"mix": share(layout().least_of_composition, 0), "weights": share(layout().least_of_weights, 0)}
    return (
        gettext(
            "Two regions are similar where their structures are close: what they live on, their size, the size of "
            "their local units, their wages against those of their country, their wealth. Performance, such as "
            "growth or stars, plays no part. The method is our own; it is not an index of the Commission."
        ),
        gettext(
            "Each group of variables is scaled so that two NUTS 2 regions drawn at random are at distance 1, on the "
            "average of squares. Lower is closer, and zero is a region from itself. Distances are the same in both "
            "directions."
        ),
        gettext(
            "A variable that one of two regions lacks is left out of their distance, and the weights of the others "
            "are raised in proportion. Shares are compared over the industries that both publish; where these hold "
            "less than %(mix)s of either total the industry mix is left out. Where only one of two regions publishes "
            "manufacturing by division, both are compared by sections, which have a scale of their own. Where the "
            "variables in common hold less than %(weights)s of the weights there is no distance."
        )
        % limits,
    )


def _weights() -> Table:
    columns = (
        Column("group", gettext("Group")),
        Column("weight", gettext("Weight"), is_numeric=True),
        Column("unit", gettext("Unit")),
        Column("explanation", gettext("What it is")),
        Column("reason", gettext("Why")),
    )
    rows = tuple(
        (
            Cell(gettext(group.title)),
            Cell(share(group.weight, 0)),
            Cell(gettext(group.unit)),
            Cell(gettext(group.explanation)),
            Cell(gettext(group.reason)),
        )
        for group in groups()
    )
    return Table(gettext("Groups of variables and their weights"), columns, rows)


def _formulas() -> tuple[Line, ...]:
    return (
        Line(gettext("Distance"), "√( Σ w · d² ÷ Σ w )"),
        Line(
            gettext("Industry mix"),
            gettext("d² = (1 − Σ √(p · q)) ÷ its mean over all pairs of regions, p and q the shares"),
        ),
        Line(
            gettext("Other variables"),
            gettext("d² = (x − y)² ÷ its mean over all pairs of regions, x and y the logarithms of the values"),
        ),
        Line(gettext("Example of two sections"), hellinger_example()),
        Line(gettext("Source of the method"), basis_line("O", "")),
    )
