"""The report of an import as JSON keeps it: before it is confirmed and after it is done."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from portal.core.sheets import Fault
from portal.editorial.calls.importing.planning import Action, Plan, PlannedRow

ORDER = (Action.FAULT, Action.KEPT, Action.NEW, Action.UPDATE, Action.MERGED, Action.SAME)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """`changed` are the fields that are written; `state` says whether the page is live after it was written."""

    line: int
    action: str
    title: str
    page_id: int | None = None
    changed: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    state: str = ""


def report_of(
    plan: Plan, written: dict[int, tuple[int, str]] | None = None, ignored: Iterable[str] = ()
) -> dict[str, Any]:
    """`written` are page and state by line. Rows with faults come first."""
    rows = sorted(plan.rows, key=lambda row: (ORDER.index(row.action), row.line))
    return {
        "rows": [asdict(_row(row, (written or {}).get(row.line))) for row in rows],
        "counts": {action.value: plan.count(action) for action in Action},
        "ignored": list(ignored),
    }


def report_of_faults(faults: Iterable[Fault]) -> dict[str, Any]:
    """Of a file that is no table, or a mapping that cannot be used."""
    rows = [asdict(ReportRow(one.line, Action.FAULT.value, "", notes=((one.column, one.text),))) for one in faults]
    return {"rows": rows, "counts": {Action.FAULT.value: len(rows)}, "ignored": []}


def rows_of(report: dict[str, Any]) -> list[ReportRow]:
    return [
        ReportRow(**{**row, "changed": tuple(row["changed"]), "notes": tuple(map(tuple, row["notes"]))})
        for row in report.get("rows", ())
    ]


def _row(row: PlannedRow, written: tuple[int, str] | None) -> ReportRow:
    page_id, state = written or (row.page_id, "")
    changed = tuple(sorted(row.changes)) if row.action == Action.UPDATE else ()
    notes = tuple((note.column, note.text) for note in row.notes)
    return ReportRow(row.line, row.action.value, row.title, page_id, changed, notes, state)
