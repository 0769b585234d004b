"""Looks through a file of organisations and carries out what was found."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.models import Revision

from internationalisation.editing.requirements import missing
from internationalisation.exchange.columns import COLUMNS, ID, NEEDED, attribute
from internationalisation.exchange.known import load_known
from internationalisation.exchange.matching import CLOSED, register_of, twin_of
from internationalisation.exchange.rows import OrganisationRow, RowReader
from internationalisation.review.actions.decisions import standing_of
from portal.core.sheets import Fault, Limits, Sheet, SheetRefused, read_sheet
from portal.registry.models import ClusterOrganisation
from portal.registry.permissions import Rights

LIMITS = Limits(rows=5000, megabytes=10)
Progress = Callable[[int, int], None]  # rows done, rows in all


class Action(StrEnum):
    FAULT = "fault"
    NEW = "new"
    UPDATE = "update"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What happens to one row; `changed` are the columns that differ, `notes` are (column, text)."""

    line: int
    action: str
    name: str
    pk: int | None = None
    changed: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """`rows` and `plan` stand in the same order; a file that is no table has a plan of faults alone."""

    rows: tuple[OrganisationRow, ...]
    plan: tuple[PlannedRow, ...]
    ignored: tuple[str, ...] = ()

    @property
    def has_faults(self) -> bool:
        return any(row.action == Action.FAULT for row in self.plan)

    @property
    def report(self) -> dict[str, Any]:
        """As JSON keeps it: rows with faults first."""
        rows = sorted(self.plan, key=lambda row: (row.action != Action.FAULT, row.line))
        counts = {action.value: sum(row.action == action for row in self.plan) for action in Action}
        return {"rows": [asdict(row) for row in rows], "counts": counts, "ignored": list(self.ignored)}


def silent(done: int, total: int) -> None:
    """For callers that show no progress."""


def look_through(content: bytes, rights: Rights, *, is_publishing: bool, progress: Progress = silent) -> Looked:
    """What an import would do; nothing is written. 4 queries, and 2 for a row with an id."""
    try:
        sheet = read_sheet(content, LIMITS)
    except SheetRefused as refused:
        return _refused([Fault(0, "", str(refused))])
    faults = [Fault(1, name, _("The file has no such column, which every row needs.")) for name in _lacking(sheet)]
    if faults:
        return _refused(faults)
    reader = RowReader(load_known(), None if rights.is_moderator else rights.countries)
    rows = [reader.read(line, fields) for line, fields in sheet.rows]
    register = register_of({row.values["country"] for row in rows if "country" in row.values})
    planned, total = [], len(rows)
    for number, row in enumerate(rows, 1):
        planned.append(_plan(row, rights, twin_of(row, register) if row.pk is None else None, is_publishing))
        progress(number, total)
    wide = [_fault(fault) for fault in sheet.faults]
    ignored = tuple(name for name in sheet.columns if name not in (*COLUMNS, ID))
    return Looked(tuple(rows), (*planned, *wide), ignored)


def carry_out(looked: Looked, user: Any, *, is_publishing: bool, progress: Progress = silent) -> dict[str, Any]:
    """Write what the plan says and report it. Within a transaction of the caller. Raises ValueError for faults."""
    if looked.has_faults:
        raise ValueError("A plan with faults is not carried out.")
    written = []
    for number, (row, plan) in enumerate(zip(looked.rows, looked.plan, strict=True), 1):
        pk = plan.pk if plan.action == Action.SAME else _write(row, user, is_publishing)
        written.append(PlannedRow(plan.line, plan.action, plan.name, pk, plan.changed, plan.notes))
        progress(number, len(looked.rows))
    return Looked(looked.rows, tuple(written), looked.ignored).report


def _lacking(sheet: Sheet) -> list[str]:
    return [name for name in NEEDED if name not in sheet.columns]


def _refused(faults: Sequence[Fault]) -> Looked:
    return Looked((), tuple(_fault(fault) for fault in faults))


def _fault(fault: Fault) -> PlannedRow:
    return PlannedRow(fault.line, Action.FAULT, "", notes=((fault.column, fault.text),))


def _plan(row: OrganisationRow, rights: Rights, twin: Any, is_publishing: bool) -> PlannedRow:
    notes = [(fault.column, fault.text) for fault in row.faults]
    if twin is not None:
        notes.append((twin.column, twin.text))
    if notes and (row.faults or twin.is_certain):
        return PlannedRow(row.line, Action.FAULT, row.name, row.pk, notes=tuple(notes))
    stored = _stored(row.pk, rights) if row.pk else None
    if row.pk and stored is None:
        text = _("No organisation that you may import has this number.")
        return PlannedRow(row.line, Action.FAULT, row.name, row.pk, notes=((ID, text),))
    changed = _changed(stored, row) if stored else ()
    if stored and changed and is_publishing and not _is_as_published(stored):
        notes.append(("", _("The managers have not published their own changes: these wait with them.")))
    lacking = _missing(stored or ClusterOrganisation(), row) if is_publishing else []
    if lacking:
        return PlannedRow(row.line, Action.FAULT, row.name, row.pk, notes=(*notes, *lacking))
    action = Action.NEW if stored is None else Action.UPDATE if changed else Action.SAME
    return PlannedRow(row.line, action, row.name, row.pk, changed, tuple(notes))


def _stored(pk: int | None, rights: Rights) -> ClusterOrganisation | None:
    """The organisation as its managers have written it, if it may be imported. 2 queries."""
    found = ClusterOrganisation.objects.select_related("latest_revision", "country").filter(pk=pk).first()
    is_theirs = found is not None and (rights.is_moderator or found.country_id in rights.countries)
    if found is None or not is_theirs or found.standing in CLOSED or found.pk in rights.roles:
        return None
    draft: ClusterOrganisation = found.get_latest_revision_as_object()
    return draft


def _changed(stored: ClusterOrganisation, row: OrganisationRow) -> tuple[str, ...]:
    return tuple(name for name, value in row.values.items() if getattr(stored, attribute(name)) != value)


def _is_as_published(stored: ClusterOrganisation) -> bool:
    """Whether nothing of the managers waits, so that an import may go on to the public page."""
    return bool(stored.live and not stored.has_unpublished_changes)


def _missing(organisation: ClusterOrganisation, row: OrganisationRow) -> list[tuple[str, str]]:
    _set(organisation, row)
    organisation.derive()
    return [(one.field, one.text) for one in missing(organisation)]


def _set(organisation: ClusterOrganisation, row: OrganisationRow) -> None:
    for column, value in row.values.items():
        setattr(organisation, attribute(column), value)


def _write(row: OrganisationRow, user: Any, is_to_publish: bool) -> int:
    """A new organisation, or a new draft of a known one."""
    organisation = ClusterOrganisation(live=False)
    is_publishing = is_to_publish
    if row.pk:
        stored = ClusterOrganisation.objects.select_for_update().get(pk=row.pk)
        is_publishing = is_to_publish and _is_as_published(stored)
        organisation = stored.get_latest_revision_as_object()
    _set(organisation, row)
    if not organisation.live:
        organisation.save()
    revision = organisation.save_revision(user=user, log_action=True)
    if is_publishing:
        _publish(revision, user)
    return int(organisation.pk)


def _publish(revision: Revision, user: Any) -> None:
    """Whoever may import decides about these profiles; the criteria say how they are shown."""
    stored = ClusterOrganisation.objects.select_for_update().get(pk=revision.object_id)
    stored.standing = stored.standing or standing_of(revision.as_object())
    stored.confirmed_on, stored.reminded_on = localdate(), None
    revision.content_object = stored
    revision.publish(user=user, skip_permission_checks=True)
