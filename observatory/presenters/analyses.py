"""The analyst's pages: the form with earlier analyses, and what became of one."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext

from observatory.analyses.actions import KEPT
from observatory.models import Analysis
from observatory.presenters.trail import trail
from portal.core.formatting import day, number
from portal.core.page import Cell, Column, Link, PageMeta, Table

REFRESH_SECONDS = 3
TEXT_COLUMNS = frozenset({"region", "group", "year", "status"})


@dataclass(frozen=True, slots=True)
class UploadPage:
    page: PageMeta
    earlier: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class AnalysisPage:
    """`refresh` in seconds, 0 where nothing is awaited; `again` leads to the form with the same choices."""

    page: PageMeta
    kind: str
    state: str
    text: str
    refresh: int
    summary: tuple[str, ...]
    faults: tuple[str, ...]
    files: tuple[Link, ...]
    preview: Table | None
    again: Link
    address: str
    delete: str


def present_upload(earlier: tuple[Analysis, ...]) -> UploadPage:
    title, path = gettext("Analyse a table"), reverse("observatory:analyse")
    lead = gettext("The formulas of the Observatory on your own table of regions by industry groups, of any continent.")
    meta = PageMeta(title, lead, path, trail(Link(title, path)), lead, is_indexable=False, section="observatory")
    return UploadPage(meta, tuple(_link(one) for one in earlier))


def _link(one: Analysis) -> Link:
    when = gettext("%(state)s, %(day)s") % {"state": one.get_state_display(), "day": day(one.created_at.date())}
    return Link(one.title, reverse("observatory:analysis", args=[one.pk]), when)


def present_analysis(one: Analysis) -> AnalysisPage:
    state = Analysis.State
    kinds = {state.WAITING: "info", state.DONE: "success"}
    return AnalysisPage(
        page=_meta(one),
        kind=kinds.get(state(one.state), "error"),
        state=str(one.get_state_display()),
        text=_text(one),
        refresh=REFRESH_SECONDS if one.state == state.WAITING else 0,
        summary=tuple(line.strip() for line in one.summary),
        faults=_faults(one),
        files=tuple(Link(name, reverse("observatory:analysis-file", args=[one.pk, name])) for name in one.files),
        preview=_preview(one),
        again=Link(gettext("Another table with the same choices"), f"{reverse('observatory:analyse')}?again={one.pk}"),
        address=reverse("observatory:analysis", args=[one.pk]),
        delete=reverse("observatory:analysis-delete", args=[one.pk]),
    )


def _meta(one: Analysis) -> PageMeta:
    path, form = reverse("observatory:analysis", args=[one.pk]), reverse("observatory:analyse")
    crumbs = trail(Link(gettext("Analyse a table"), form), Link(one.title, path))
    title = gettext("Analysis: %(name)s") % {"name": one.title}
    return PageMeta(title, title, path, crumbs, is_indexable=False, section="observatory")


def _text(one: Analysis) -> str:
    if one.state == Analysis.State.WAITING:
        return gettext("It takes a few seconds. This page looks again by itself.")
    if one.state == Analysis.State.REFUSED:
        return gettext(
            "Nothing was computed. Put the rows below right and upload the table again: your choices are kept."
        )
    if one.state == Analysis.State.FAILED:
        return gettext("The portal's operators can see what happened. Your choices are kept.")
    until = day((one.created_at + KEPT + timedelta()).date())
    return gettext("Only you see it. It is deleted after 30 days, on %(day)s.") % {"day": until}


def _faults(one: Analysis) -> tuple[str, ...]:
    more = (gettext("… and %(count)s more.") % {"count": number(one.more_faults)},) if one.more_faults else ()
    return (*one.faults, *more)


def _preview(one: Analysis) -> Table | None:
    """The first rows as the file has them: unrounded codes and figures."""
    if not one.preview:
        return None
    names = one.preview["columns"]
    columns = tuple(Column(name, name, is_numeric=not _is_text(name)) for name in names)
    rows = tuple(tuple(Cell(_short(text)) for text in row) for row in one.preview["rows"])
    return Table(gettext("The first rows of %(file)s") % {"file": one.files[0]}, columns, rows, "")


def _is_text(name: str) -> bool:
    return name in TEXT_COLUMNS or name.endswith("_label")


def _short(text: str) -> str:
    """Figures of sixteen digits are cut for the eye; the file holds them in full."""
    try:
        value = float(text)
    except ValueError:
        return text
    return text if value.is_integer() else number(value, 4)
