"""Looks through a file and carries out what was found."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal.core.sheets import Fault, Limits, Sheet, SheetRefused, read_sheet
from portal.editorial.calls.importing.checking import checked
from portal.editorial.calls.importing.known import load_known
from portal.editorial.calls.importing.mapping import Mapping, MappingRefused, read_mapping
from portal.editorial.calls.importing.matching import known_calls
from portal.editorial.calls.importing.planning import Action, Plan, PlannedRow, merge_rows, plan_row
from portal.editorial.calls.importing.reports import report_of, report_of_faults
from portal.editorial.calls.importing.rows import RowReader
from portal.editorial.calls.importing.values import set_relations, set_values, values_of
from portal.editorial.models import CallIndexPage, CallPage, ImportedCall

Progress = Callable[[int, int], None]  # rows done, rows in all
LIMITS = Limits(rows=2000, megabytes=5)
PUBLISHED, DRAFT, WAITING, OFFLINE = "published", "draft", "waiting", "offline"


@dataclass(frozen=True, slots=True)
class Looked:
    """A plan with its report; without a plan the file or the mapping cannot be used at all."""

    report: dict[str, Any]
    plan: Plan | None = None
    language: str = ""

    @property
    def has_faults(self) -> bool:
        return self.plan is None or self.plan.has_faults


def silent(done: int, total: int) -> None:
    """For callers that show no progress."""


def look_through(content: bytes, mapping_text: str, progress: Progress = silent) -> Looked:
    """What an import would do; nothing is written. Up to 15 queries a row."""
    try:
        mapping = read_mapping(mapping_text)
        sheet = read_sheet(content, LIMITS, separator=mapping.separator)
    except MappingRefused as refused:
        return Looked(report_of_faults(Fault(0, "", text) for text in refused.faults))
    except SheetRefused as refused:
        return Looked(report_of_faults([Fault(0, "", str(refused))]))
    faults = _head_faults(sheet, mapping)
    if faults:
        return Looked(report_of_faults(faults))
    plan = _plan(sheet, mapping.of(sheet.columns), progress)
    return Looked(report_of(plan, ignored=_ignored(sheet, mapping)), plan, mapping.language)


def carry_out(looked: Looked, user: Any, *, is_publishing: bool, progress: Progress = silent) -> dict[str, Any]:
    """Write what the plan says and report it. Within a transaction of the caller. Raises ValueError for faults."""
    if looked.plan is None or looked.has_faults:
        raise ValueError("A plan with faults is not carried out.")
    index = CallIndexPage.objects.get(locale__language_code=looked.language)
    written: dict[int, tuple[int, str]] = {}
    for number, row in enumerate(looked.plan.rows, 1):
        if row.action == Action.NEW:
            written[row.line] = _create(index, row, user, is_publishing)
        elif row.action == Action.UPDATE:
            written[row.line] = _update(row, user, is_publishing)
        progress(number, len(looked.plan.rows))
    return report_of(looked.plan, written, looked.report["ignored"])


def _plan(sheet: Sheet, mapping: Mapping, progress: Progress) -> Plan:
    reader = RowReader(mapping, load_known())
    calls, planned = merge_rows(reader.read(line, fields) for line, fields in sheet.rows)
    planned += [PlannedRow(fault.line, Action.FAULT, "", notes=(fault,)) for fault in sheet.faults]
    known, column = known_calls(mapping.language), reader.column
    for number, row in enumerate(calls, 1):
        planned.append(checked(plan_row(row, known, column), column))
        progress(number, len(calls))
    return Plan(tuple(sorted(planned, key=lambda row: row.line)))


def _head_faults(sheet: Sheet, mapping: Mapping) -> list[Fault]:
    missing = [name for name in mapping.columns if name not in sheet.columns]
    needed = [name for name in missing if mapping.columns[name] in ("title", "source_link")]
    faults = [Fault(1, name, _("The file has no such column, which every call needs.")) for name in needed]
    if len(missing) == len(mapping.columns):
        faults = [Fault(1, "", _("The file has none of the columns of the mapping. Choose the mapping of this file."))]
    if not CallIndexPage.objects.filter(locale__language_code=mapping.language).exists():
        faults.append(Fault(0, "", _("There is no list of calls in the language “%s”.") % mapping.language))
    return faults


def _ignored(sheet: Sheet, mapping: Mapping) -> list[str]:
    return [name for name in sheet.columns if name not in mapping.columns]


def _create(index: CallIndexPage, row: PlannedRow, user: Any, is_publishing: bool) -> tuple[int, str]:
    page = CallPage(live=False, owner=user)
    set_values(page, row.changes)
    if not slugify(page.title):  # Wagtail makes the slug of every other title
        page.slug = f"call-{uuid4().hex[:12]}"
    index.add_child(instance=page)
    set_relations(page, row.changes)
    revision = page.save_revision(user=user, log_action="wagtail.create")
    ImportedCall.objects.create(page=page, written=values_of(page))
    if is_publishing:
        revision.publish(user=user)
    return page.pk, PUBLISHED if is_publishing else DRAFT


def _update(row: PlannedRow, user: Any, is_publishing: bool) -> tuple[int, str]:
    """What an editor has not published yet, or has taken down, is not published by an import."""
    stored = CallPage.objects.get(pk=row.page_id)
    is_live, is_as_published = stored.live, not stored.has_unpublished_changes
    page = stored.get_latest_revision_as_object()
    set_values(page, row.changes)
    set_relations(page, row.changes)
    revision = page.save_revision(user=user, log_action=True)
    _note(page, row)
    if is_publishing and is_live and is_as_published:
        revision.publish(user=user)
        return page.pk, PUBLISHED
    if not is_live:
        return page.pk, OFFLINE if stored.first_published_at else DRAFT
    return page.pk, WAITING


def _note(page: CallPage, row: PlannedRow) -> None:
    """Fields that were changed by hand stay known as such."""
    imported, now = ImportedCall.objects.get(page_id=page.pk), values_of(page)
    imported.written = {**imported.written, **{name: now[name] for name in row.changes}}
    imported.save()
