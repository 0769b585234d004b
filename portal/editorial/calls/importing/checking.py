"""Asks the page itself whether it would take what a row states."""

from collections.abc import Callable
from dataclasses import replace

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from portal.core.sheets import Fault
from portal.editorial.calls.importing.planning import Action, PlannedRow
from portal.editorial.calls.importing.values import set_values
from portal.editorial.calls.rules import date_faults
from portal.editorial.models import CallPage

OF_THE_TREE = {"path", "depth", "numchild", "slug", "url_path", "content_type", "locale", "page_ptr", "owner"}


def checked(row: PlannedRow, column: Callable[[str], str]) -> PlannedRow:
    """The row, or what the page would say against it. 1 or 2 queries for a new page, 5 for a known one."""
    if row.action not in (Action.NEW, Action.UPDATE):
        return row
    page = CallPage.objects.get(pk=row.page_id).get_latest_revision_as_object() if row.page_id else CallPage()
    set_values(page, row.changes)
    faults = _faults(page)
    if not faults:
        return row
    notes = (Fault(row.line, "" if name == NON_FIELD_ERRORS else column(name), text) for name, text in faults)
    return replace(row, action=Action.FAULT, notes=(*row.notes, *notes))


def _faults(page: CallPage) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    try:
        page.clean_fields(exclude=OF_THE_TREE)
        page.clean()
    except ValidationError as error:
        found = [(name, text) for name, texts in error.message_dict.items() for text in texts]
    moments = [one.moment for one in page.deadlines.all()]
    return [*found, *date_faults(page.opens_on, page.is_continuous, moments).items()]
