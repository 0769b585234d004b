"""What was compared between regions: groups of variables, their weights, and what the region itself lacks."""

from django.utils.translation import gettext

from observatory.presenters.similar.words import value_text
from observatory.queries.similar import Similar
from observatory.similarity import MIX, Group, groups, layout, variables
from portal.core.formatting import MISSING, share
from portal.core.page import Cell, Column, Table


def parts_table(similar: Similar) -> Table:
    """Groups of variables with their weights, and the region's own value or that it is missing."""
    columns = (
        Column("group", gettext("Group of variables")),
        Column("weight", gettext("Weight"), gettext("%"), is_numeric=True),
        Column("value", gettext("This region, %(year)s") % {"year": similar.year}),
        Column("how", gettext("How it is compared")),
    )
    rows = tuple(
        (
            Cell(gettext(group.title)),
            Cell(share(group.weight, 0)),
            _own_value(similar, group),
            Cell(gettext(group.explanation)),
        )
        for group in groups()
    )
    return Table(gettext("What was compared, and what was missing, %(year)s") % {"year": similar.year}, columns, rows)


def _own_value(similar: Similar, group: Group) -> Cell:
    if similar.own is None or group in similar.lacks:
        return Cell(MISSING, note=gettext("not published here: left out of every comparison"))
    if group.measure == MIX:
        known = sum(value is not None for value in similar.own.raw[layout().compositions[1]])
        all_of_them = len(similar.own.raw[layout().compositions[1]])
        return Cell(gettext("%(known)s of %(all)s sections published") % {"known": known, "all": all_of_them})
    place = next(number for number, variable in enumerate(variables()) if variable.group == group)
    values = {
        "value": value_text(variables()[place], similar.own.raw[place]),
        "unit": gettext(variables()[place].unit),
    }
    return Cell(gettext("%(value)s %(unit)s") % values)


def parts_notes() -> tuple[str, ...]:
    return (
        gettext(
            "A group of variables that one of two regions lacks is left out of their distance and of its weights. "
            "Where less than %(least)s of the weights is left, the two have no distance."
        )
        % {"least": share(layout().least_of_weights, 0)},
        gettext(
            "The distance says how alike two regions are in structure, not how well they do. It is the portal's own "
            "measure: symmetric, zero to itself."
        ),
    )
