"""Tables of a region among related industries: every group, what lies close to its strengths, and these."""

from collections.abc import Sequence

from django.utils.translation import gettext

from observatory.presenters.addresses import cell_address
from observatory.presenters.relatedness.europe import closest_cell, number_column
from observatory.presenters.relatedness.network import short_codes
from observatory.presenters.stars import stars_cell
from observatory.presenters.words import group_name
from observatory.queries.relatedness import Close, RegionNetwork
from portal.core.formatting import number, quotient
from portal.core.page import Cell, Column, Table

LISTED = 15  # candidates in the table; the table behind the picture and the downloads have all


def nodes_table(answer: RegionNetwork, caption: str) -> Table:
    """Every group of the region with what the picture shows of it."""
    columns = (
        Column("group", gettext("Industry group")),
        *number_column(answer.network),
        Column("location_quotient", gettext("Location quotient"), gettext("times"), is_numeric=True),
        Column("density", gettext("Density"), gettext("0 to 1"), is_numeric=True),
    )
    short = short_codes(answer.network)
    rows = tuple(
        (
            Cell(group_name(one.group), url=cell_address(one, answer.selection)),
            *((Cell(short[one.group_id]),) if number_column(answer.network) else ()),
            Cell(quotient(one.location_quotient)),
            Cell(number(one.density, 2)),
        )
        for one in answer.figures
    )
    return Table(caption, columns, rows)


def candidates_table(answer: RegionNetwork, caption: str) -> Table:
    columns = (
        Column("group", gettext("Industry group")),
        Column("density", gettext("Density"), gettext("0 to 1"), is_numeric=True),
        Column("because", gettext("Close to these strengths"), gettext("proximity in brackets")),
        Column("location_quotient", gettext("Location quotient"), gettext("times"), is_numeric=True),
        Column("persons_employed", gettext("Persons employed"), is_numeric=True),
    )
    empty = gettext("No traded group below a location quotient of 1 has a density in this year.")
    rows = tuple(_candidate_row(one, answer) for one in answer.candidates[:LISTED])
    return Table(caption, columns, rows, empty).folded()


def _candidate_row(one: Close, answer: RegionNetwork) -> tuple[Cell, ...]:
    return (
        Cell(group_name(one.figure.group), url=cell_address(one.figure, answer.selection)),
        Cell(number(one.figure.density, 2)),
        closest_cell(one.because),
        Cell(quotient(one.figure.location_quotient)),
        Cell(number(one.figure.persons_employed)),
    )


def strengths_table(answer: RegionNetwork, caption: str) -> Table:
    columns = (
        Column("group", gettext("Industry group")),
        Column("stars", gettext("Stars")),
        Column("location_quotient", gettext("Location quotient"), gettext("times"), is_numeric=True),
        Column("persons_employed", gettext("Persons employed"), is_numeric=True),
        Column("density", gettext("Density"), gettext("0 to 1"), is_numeric=True),
    )
    empty = gettext("No group has a location quotient of 1 or more in this year.")
    return Table(caption, columns, _strength_rows(answer.strengths, answer), empty).folded()


def _strength_rows(strengths: Sequence[Close], answer: RegionNetwork) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            Cell(group_name(one.figure.group), url=cell_address(one.figure, answer.selection)),
            stars_cell(one.figure, answer.release, answer.selection.rules),
            Cell(quotient(one.figure.location_quotient)),
            Cell(number(one.figure.persons_employed)),
            Cell(number(one.figure.density, 2)),
        )
        for one in strengths
    )
