"""What the desk shows of an import: counts in words, rows with what happens to them and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.core.formatting import named, number
from portal.editorial.calls.importing.planning import Action
from portal.editorial.calls.importing.reports import ReportRow, rows_of
from portal.editorial.calls.importing.running import DRAFT, OFFLINE, PUBLISHED, WAITING
from portal.editorial.models import CallImport

WORDS = {
    Action.FAULT: gettext_lazy("Fault"),
    Action.KEPT: gettext_lazy("Left alone"),
    Action.NEW: gettext_lazy("New"),
    Action.UPDATE: gettext_lazy("Changed"),
    Action.MERGED: gettext_lazy("Put together"),
    Action.SAME: gettext_lazy("Nothing new"),
}
STATES = {
    PUBLISHED: gettext_lazy("published"),
    DRAFT: gettext_lazy("draft"),
    WAITING: gettext_lazy("the change waits for publication"),
    OFFLINE: gettext_lazy("stays taken down"),
}


@dataclass(frozen=True, slots=True)
class RowView:
    """`notes` are finished sentences; `url` leads to the editor of the page, where there is one."""

    line: str
    what: str
    title: str
    url: str
    notes: tuple[str, ...]
    is_fault: bool


@dataclass(frozen=True, slots=True)
class ImportView:
    """`progress` is a percentage, 0 where nothing is known yet."""

    counts: tuple[tuple[str, str], ...]
    rows: tuple[RowView, ...]
    ignored: str
    progress: int
    progress_text: str


def present_import(upload: CallImport) -> ImportView:
    counts = upload.report.get("counts", {})
    return ImportView(
        counts=tuple((str(WORDS[one]), number(counts[one])) for one in WORDS if counts.get(one)),
        rows=tuple(_row(row) for row in rows_of(upload.report)),
        ignored=", ".join(upload.report.get("ignored", ())),
        progress=upload.done_percent,
        progress_text=_progress(upload),
    )


def report_lines(rows: Sequence[ReportRow]) -> list[str]:
    """The same for a terminal."""
    return [_line(row) for row in map(_row, rows)]


def _progress(upload: CallImport) -> str:
    if not upload.rows:
        return ""
    text = ngettext("%(done)s of %(rows)s row", "%(done)s of %(rows)s rows", upload.rows)
    return text % {"done": number(upload.rows_done), "rows": number(upload.rows)}


def _row(row: ReportRow) -> RowView:
    state = STATES.get(row.state)
    what = str(WORDS[Action(row.action)])
    notes = [named(column, text) if column else text for column, text in row.notes]
    if row.changed:
        notes.insert(0, named(_("Changed fields"), ", ".join(row.changed)))
    return RowView(
        line=number(row.line) if row.line else "",
        what=f"{what}, {state}" if state else what,
        title=row.title,
        url=reverse("wagtailadmin_pages:edit", args=[row.page_id]) if row.page_id else "",
        notes=tuple(notes),
        is_fault=row.action == Action.FAULT,
    )


def _line(row: RowView) -> str:
    place = _("line %(line)s") % {"line": row.line} if row.line else _("the file")
    return " – ".join(filter(None, [place, row.what, row.title, *row.notes]))
