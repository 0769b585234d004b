"""The table behind a drawing of location quotients, for a region as for a custom region."""

from collections.abc import Iterable

from django.utils.translation import gettext

from observatory.models import ClusterFigure
from observatory.presenters.words import group_name
from observatory.queries.custom import CustomCell
from portal.core.formatting import number, quotient
from portal.core.page import Cell, Column, Table


def quotients_table(cells: Iterable[ClusterFigure | CustomCell], year: int) -> Table:
    columns = (
        Column("group", gettext("Industry group")),
        Column("location_quotient", gettext("Location quotient"), gettext("times"), is_numeric=True),
        Column("persons_employed", gettext("Persons employed"), is_numeric=True),
    )
    rows = tuple(
        (Cell(group_name(one.group)), Cell(quotient(one.location_quotient)), Cell(number(one.persons_employed)))
        for one in cells
    )
    return Table(gettext("Location quotients, %(year)s") % {"year": year}, columns, rows)
