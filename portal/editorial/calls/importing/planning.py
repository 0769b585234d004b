"""What an import would do, row by row: the same plan is shown before and carried out after it is confirmed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from portal.core.sheets import Fault
from portal.editorial.calls.importing.mapping import LISTS
from portal.editorial.calls.importing.matching import Identities
from portal.editorial.calls.importing.rows import CallRow
from portal.editorial.calls.importing.values import values_of
from portal.editorial.models import CallPage, ImportedCall

JOINED = (*LISTS, "deadlines")


class Action(StrEnum):
    NEW = "new"
    UPDATE = "update"
    SAME = "same"
    KEPT = "kept"
    MERGED = "merged"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """`changes` are the values that are written; `notes` say what is left alone, and why, by column."""

    line: int
    action: Action
    title: str
    page_id: int | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    rows: tuple[PlannedRow, ...]

    @property
    def has_faults(self) -> bool:
        return any(row.action == Action.FAULT for row in self.rows)

    def count(self, action: Action) -> int:
        return sum(row.action == action for row in self.rows)


def merge_rows(rows: Iterable[CallRow]) -> tuple[list[CallRow], list[PlannedRow]]:
    """Rows of one call put together in the first of them, and what became of the others.

    Lists and deadlines are joined; an empty field is filled; two different texts are a fault.
    """
    seen, calls, merged = Identities(), {}, []
    for row in rows:
        first = seen.find(row.values) if not row.faults else None
        seen.add(row.line if first is None else first, row.values)
        if first is None:
            calls[row.line] = row
            continue
        calls[first], faults = _joined(calls[first], row)
        note = Fault(row.line, "", _("The same call as line %(line)s: put together with it.") % {"line": first})
        merged.append(PlannedRow(row.line, Action.FAULT if faults else Action.MERGED, row.title, notes=(note, *faults)))
    return list(calls.values()), merged


def _joined(first: CallRow, other: CallRow) -> tuple[CallRow, list[Fault]]:
    values, faults = dict(first.values), []
    for name, value in other.values.items():
        own = values.get(name)
        if name in JOINED:
            values[name] = sorted([*(own or []), *(one for one in value if one not in (own or []))])
        elif own in (None, ""):
            values[name] = value
        elif value not in (None, "", own):
            message = _("“%(name)s” is not the same as in line %(line)s.") % {"name": name, "line": first.line}
            faults.append(Fault(other.line, name, message))
    return replace(first, values=values), faults


def plan_row(row: CallRow, known: Identities, column: Callable[[str], str]) -> PlannedRow:
    """1 query for a new call, up to 10 for a known one."""
    if row.faults:
        return PlannedRow(row.line, Action.FAULT, row.title, notes=row.faults)
    page_id = known.find(row.values)
    if page_id is None:
        return PlannedRow(row.line, Action.NEW, row.title, changes=row.values)
    return _plan_known(row, CallPage.objects.get(pk=page_id), column)


def _plan_known(row: CallRow, page: CallPage, column: Callable[[str], str]) -> PlannedRow:
    imported = ImportedCall.objects.filter(page=page).first()
    if page.locked or page.workflow_in_progress:
        note = Fault(
            row.line, "", _("An editor has locked this call, or it is in moderation: nothing of it is changed.")
        )
        return PlannedRow(row.line, Action.KEPT, row.title, page.pk, notes=(note,))
    current = values_of(page.get_latest_revision_as_object())
    differing = {name: value for name, value in row.values.items() if current[name] != value}
    if not differing:
        return PlannedRow(row.line, Action.SAME, row.title, page.pk)
    if imported is None:
        note = Fault(row.line, "", _("An editor wrote this call: nothing of it is changed."))
        return PlannedRow(row.line, Action.KEPT, row.title, page.pk, notes=(note,))
    by_hand = {name for name in differing if current[name] != imported.written.get(name)}
    notes = tuple(
        Fault(row.line, column(name), _("Changed by hand since the last import: it stays as it is."))
        for name in sorted(by_hand)
    )
    changes = {name: value for name, value in differing.items() if name not in by_hand}
    action = Action.UPDATE if changes else Action.KEPT
    return PlannedRow(row.line, action, row.title, page.pk, changes, notes)
