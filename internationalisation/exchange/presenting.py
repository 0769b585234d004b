"""What the page of an import shows: counts in words, rows with what happens to them and why."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from internationalisation.exchange.columns import COLUMNS, ID
from internationalisation.exchange.running import Action
from internationalisation.models.imports import OrganisationImport
from portal.core.formatting import named, number
from portal.registry.models import ClusterOrganisation
from portal.registry.profile_codes import choices_of, profile_codes

WORDS = {
    Action.FAULT: gettext_lazy("Fault"),
    Action.NEW: gettext_lazy("New"),
    Action.UPDATE: gettext_lazy("Changed"),
    Action.SAME: gettext_lazy("Nothing new"),
}
MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class RowView:
    """`notes` are finished sentences; `url` leads to the organisation, where there is one."""

    line: str
    what: str
    name: str
    url: str
    notes: tuple[str, ...]
    is_fault: bool


@dataclass(frozen=True, slots=True)
class ImportView:
    counts: tuple[tuple[str, str], ...]
    rows: tuple[RowView, ...]
    more: str
    ignored: str
    progress_text: str


@dataclass(frozen=True, slots=True)
class CodeList:
    """The codes of a column and what they mean."""

    column: str
    codes: tuple[tuple[str, str], ...]


def present_import(upload: OrganisationImport) -> ImportView:
    counts, rows = upload.report.get("counts", {}), upload.report.get("rows", [])
    left = len(rows) - MOST_ROWS
    more = ngettext("%(count)s more row is not shown.", "%(count)s more rows are not shown.", max(left, 0))
    return ImportView(
        counts=tuple((str(WORDS[one]), number(counts[one])) for one in WORDS if counts.get(one)),
        rows=tuple(_row(row) for row in rows[:MOST_ROWS]),
        more=more % {"count": number(left)} if left > 0 else "",
        ignored=", ".join(upload.report.get("ignored", ())),
        progress_text=_progress(upload),
    )


def code_lists() -> tuple[CodeList, ...]:
    """Of the columns that hold codes of the portal's own lists."""
    codes = profile_codes()
    lists = {
        "kind": [(value, str(label)) for value, label in ClusterOrganisation.Kind.choices],
        "services": choices_of(codes.service),
        "technologies": choices_of(codes.technology),
        "budget_class": choices_of(codes.budget_class),
    }
    return tuple(CodeList(column, tuple(pairs)) for column, pairs in lists.items())


def head_of_file() -> tuple[str, ...]:
    """The head of an empty file."""
    return (ID, *COLUMNS)


def _progress(upload: OrganisationImport) -> str:
    if not upload.rows:
        return ""
    text = ngettext("%(done)s of %(rows)s row", "%(done)s of %(rows)s rows", upload.rows)
    return text % {"done": number(upload.rows_done), "rows": number(upload.rows)}


def _row(row: dict[str, Any]) -> RowView:
    action = Action(row["action"])
    notes = [named(column, text) if column else text for column, text in row["notes"]]
    if row["changed"]:
        notes.insert(0, named(_("Changed columns"), ", ".join(row["changed"])))
    return RowView(
        line=number(row["line"]) if row["line"] else "",
        what=str(WORDS[action]),
        name=row["name"],
        url=reverse("internationalisation:organisation", args=[row["pk"]]) if row["pk"] else "",
        notes=tuple(notes),
        is_fault=action == Action.FAULT,
    )
