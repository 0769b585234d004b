"""The answer to a ready-made question as a table, with links to what each row is about."""

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from observatory.presenters.addresses import address_of_cell, group_address, region_address
from observatory.presenters.answers.fields import FIELDS
from observatory.presenters.answers.sentences import set_name
from observatory.presenters.words import group_name, region_name
from observatory.queries.questions import Answer, Found
from portal.core.formatting import number
from portal.core.page import Cell, Column, Table

MOST_ROWS = 50
SET_PAGES = "observatory:region-set"


def table_note(answer: Answer) -> str:
    if answer.count <= MOST_ROWS:
        return ""
    return ngettext(
        "The table shows the first %(shown)s of %(count)s row; the downloads have all.",
        "The table shows the first %(shown)s of %(count)s rows; the downloads have all.",
        answer.count,
    ) % {"shown": number(MOST_ROWS), "count": number(answer.count)}


def answer_table(answer: Answer) -> Table:
    caption = gettext("The answer as a table, %(year)s") % {"year": answer.year}
    fields = FIELDS[answer.question.kind]
    rows = tuple(
        (*_lead_cells(answer, row), *(field.cell(answer, row) for field in fields)) for row in answer.rows[:MOST_ROWS]
    )
    columns = (*_lead(answer), *(field.column() for field in fields))
    return Table(caption, columns, rows, gettext("There is nothing to list for this choice."))


def _lead(answer: Answer) -> tuple[Column, ...]:
    first = answer.rows[0] if answer.rows else None
    if first is None or first.region:
        second = ("group", gettext("Industry group")) if first and is_of_any_group(answer) else ("", "")
        return (Column("region", gettext("Region")), Column(*second) if second[0] else _country())
    if first.group:
        return (Column("group", gettext("Industry group")),)
    return (Column("set", gettext("Set of regions")),)


def _country() -> Column:
    return Column("country", gettext("Country"))


def is_of_any_group(answer: Answer) -> bool:
    """Whether rows are cells of different groups; a question about one group names it in its title."""
    return not answer.question.group and any(row.figure for row in answer.rows[:1])


def _lead_cells(answer: Answer, row: Found) -> tuple[Cell, ...]:
    chosen = answer.selection
    if row.set_code:
        return (Cell(set_name(row.set_code), reverse(SET_PAGES, args=[row.set_code])),)
    if row.region is None:
        return (Cell(group_name(row.group), group_address(row.group, chosen)),) if row.group else (Cell(""),)
    name = f"{region_name(row.region)} ({row.region.code})"
    if row.group and row.figure:
        first = Cell(name, address_of_cell(row.region, row.group, chosen))
        return first, Cell(group_name(row.group) if is_of_any_group(answer) else row.region.country.local_name)
    return Cell(name, region_address(row.region.code, chosen)), Cell(row.region.country.local_name)
