"""The page about data: releases, sources, coverage, checks and changes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from observatory.indicators import indicators
from observatory.models import Release, Status
from observatory.presenters.checks import CheckView, check_views
from observatory.presenters.data_tables import FIGURES, STATUS_ORDER
from observatory.presenters.trail import trail
from observatory.queries.data import ReleaseRow
from portal.core.formatting import day, number, share
from portal.core.page import Cell, Column, KeyFact, Link, PageMeta, Table

FORMATS = ("csv", "xlsx", "json")
SHOWN_INDICATORS = 3
CODES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the page with the addresses of its downloads."""

    id: str
    title: str
    text: str
    table: Table
    downloads: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class DataView:
    page: PageMeta
    facts: tuple[KeyFact, ...]
    notice: str
    sections: tuple[Section, ...]
    checks: tuple[CheckView, ...]
    check_downloads: tuple[Link, ...]
    changes: str


def present_data(release: Release, releases: Sequence[ReleaseRow], names: Mapping[str, str], address: str) -> DataView:
    """Everything that the page shows of `release`; `address` is its canonical one."""
    tables = (
        ("sources", gettext("Sources"), _sources_text(), _sources(release)),
        ("dropped", gettext("What was left out"), _dropped_text(), _dropped(release)),
        ("coverage", gettext("Coverage"), _coverage_text(), _coverage(release)),
        ("releases", gettext("All releases"), _releases_text(), _releases(releases)),
    )
    return DataView(
        page=_meta(release, address),
        facts=_facts(release),
        notice=_demonstration(release),
        sections=tuple(Section(*table, _downloads(release, releases, table[0])) for table in tables),
        checks=check_views(release.report.get("checks", []), names),
        check_downloads=_downloads(release, releases, "checks"),
        changes=changes_sentence(release.report.get("changes")),
    )


def _meta(release: Release, address: str) -> PageMeta:
    title = gettext("Data and releases")
    return PageMeta(
        title=title,
        description=gettext("Sources, coverage and checks of the statistics that the Observatory shows."),
        canonical_path=address,
        breadcrumbs=trail(Link(title, reverse("observatory:data"))),
        lead=_lead(release),
        section="observatory",
    )


def _lead(release: Release) -> str:
    years = sorted(release.years)
    return gettext("Release %(code)s: %(cells)s cells from %(sources)s, %(first)s–%(last)s.") % {
        "code": release.code,
        "cells": number(_cells(release)),
        "sources": ", ".join(sorted({str(source.get("publisher", "")) for source in release.sources})),
        "first": years[0] if years else "",
        "last": years[-1] if years else "",
    }


def _cells(release: Release) -> int:
    return sum(int(source.get("cells", 0)) for source in release.sources)


def _demonstration(release: Release) -> str:
    if not release.is_demonstration:
        return ""
    return gettext(
        "The figures of this release are made by a generator on real regions and industries. They show how the "
        "portal works and say nothing about any region."
    )


def _facts(release: Release) -> tuple[KeyFact, ...]:
    by_status = _status_counts(release)
    total = sum(by_status.values())
    secret = by_status.get(Status.CONFIDENTIAL, 0)
    checks = release.report.get("checks", [])
    attention = sum(check["severity"] == "warning" for check in checks)
    return (
        KeyFact(gettext("Cells"), number(_cells(release)), note=gettext("a cell: indicator, region, industry, year")),
        KeyFact(
            gettext("Default year"),
            str(release.default_year or gettext("none")),
            note=gettext("the latest complete year in this release"),
        ),
        KeyFact(gettext("Confidential"), share(secret / total if total else None), gettext("of all cells")),
        KeyFact(
            gettext("Checks"), number(len(checks)), note=gettext("%(count)s need attention") % {"count": attention}
        ),
    )


def _status_counts(release: Release) -> dict[int, int]:
    counts: dict[int, int] = {}
    for row in release.report.get("coverage", []):
        for status, cells in row["cells"].items():
            counts[int(status)] = counts.get(int(status), 0) + cells
    return counts


def _sources_text() -> str:
    return gettext("Files as their publishers release them. Rows without a figure in any year hold nothing to load.")


def _sources(release: Release) -> Table:
    columns = (
        Column("dataset", gettext("Dataset")),
        Column("title", gettext("Title")),
        Column("publisher", gettext("Publisher")),
        Column("retrieved_on", gettext("Retrieved on")),
        Column("rows", gettext("Rows"), is_numeric=True),
        Column("rows_loaded", gettext("Loaded"), is_numeric=True),
        Column("cells", gettext("Cells loaded"), is_numeric=True),
        Column("licence", gettext("Licence")),
        Column("sha256", gettext("SHA-256 checksum"), is_secondary=True),
    )
    return Table(gettext("Sources of this release"), columns, tuple(_source(source) for source in release.sources))


def _source(source: dict[str, Any]) -> tuple[Cell, ...]:
    return (
        Cell(source["dataset"], url=source.get("url", ""), note=source.get("note", "")),
        Cell(source["title"]),
        Cell(source["publisher"]),
        Cell(day(source.get("retrieved_on", ""))),
        Cell(number(source.get("rows"))),
        Cell(number(source.get("rows_loaded"))),
        Cell(number(source.get("cells"))),
        Cell(source["licence"]),
        Cell(source.get("sha256", "")),
    )


def _dropped_text() -> str:
    return gettext("Every row of a file is loaded, empty, or listed here with the reason.")


def _dropped(release: Release) -> Table:
    columns = (
        Column("dataset", gettext("Dataset")),
        Column("reason", gettext("Reason")),
        Column("count", gettext("Left out"), is_numeric=True),
        Column("codes", gettext("Codes")),
    )
    rows = tuple(
        (Cell(dataset), Cell(reason), Cell(counted), Cell(_some(codes)))
        for dataset, reason, counted, codes in _left_out(release)
    )
    return Table(gettext("Rows and cells that were left out"), columns, rows, empty=gettext("Nothing was left out."))


def _some(codes: Sequence[str]) -> str:
    shown = ", ".join(code for code in codes[:CODES_SHOWN] if code)
    return f"{shown} …" if len(codes) > CODES_SHOWN else shown


def _left_out(release: Release) -> Iterator[tuple[str, str, str, list[str]]]:
    for source in release.sources:
        for row in source.get("dropped", []):
            yield source["dataset"], row["reason"], gettext("%(n)s rows") % {"n": number(row["rows"])}, row["codes"]
        for reason, cells in source.get("dropped_cells", {}).items():
            yield source["dataset"], reason, gettext("%(n)s cells") % {"n": number(cells)}, []


def _coverage_text() -> str:
    return gettext(
        "Cells by status. A confidential cell is known to the publisher and not shown; a cell that is missing "
        "without any flag is not counted here."
    )


def _coverage(release: Release) -> Table:
    columns = (
        Column("indicator", gettext("Indicator")),
        Column("year", gettext("Year"), is_numeric=True),
        *(Column(status.name.lower(), str(status.label).capitalize(), is_numeric=True) for status in STATUS_ORDER),
    )
    rows = tuple(
        (
            Cell(str(indicators()[row["indicator"]].title)),
            Cell(str(row["year"])),
            *(Cell(number(row["cells"].get(str(status.value), 0))) for status in STATUS_ORDER),
        )
        for row in release.report.get("coverage", [])
        if row["indicator"] <= SHOWN_INDICATORS
    )
    return Table(gettext("Cells by indicator, year and status"), columns, rows)


def _releases_text() -> str:
    return gettext("A release never changes. Its permanent address answers for as long as the release is kept.")


def _releases(releases: Sequence[ReleaseRow]) -> Table:
    columns = (
        Column("release", gettext("Release")),
        Column("published_on", gettext("Published on")),
        Column("datasets", gettext("Datasets")),
        Column("years", gettext("Years")),
        Column("cells", gettext("Cells"), is_numeric=True),
        Column("state", gettext("State")),
    )
    return Table(gettext("Releases that are kept"), columns, tuple(_release(row) for row in releases))


def _release(row: ReleaseRow) -> tuple[Cell, ...]:
    years = f"{row.years[0]}–{row.years[-1]}" if row.years else ""
    state = [gettext("current")] if row.is_current else []
    state += [gettext("demonstration figures, not official statistics")] if row.is_demonstration else []
    return (
        Cell(row.code, url=f"{reverse('observatory:data')}?release={row.code}"),
        Cell(day(row.published_at.date().isoformat())),
        Cell(", ".join(row.datasets)),
        Cell(years),
        Cell(number(row.cells)),
        Cell("; ".join(state)),
    )


def changes_sentence(changes: dict[str, Any] | None) -> str:
    """What changed against the release before, or that there was none."""
    if not changes:
        return gettext("This is the first release that was published: there is none before it to compare with.")
    if not any(changes[kind] for kind in ("added", "changed", "removed")):
        return gettext("No cell differs from release %(code)s.") % {"code": changes["against"]}
    return gettext(
        "Against release %(code)s: %(added)s cells added, %(changed)s changed, %(removed)s no longer there."
    ) % {
        "code": changes["against"],
        "added": number(changes["added"]),
        "changed": number(changes["changed"]),
        "removed": number(changes["removed"]),
    }


def _downloads(release: Release, releases: Sequence[ReleaseRow], figure: str) -> tuple[Link, ...]:
    """Addresses of a table's downloads, pinned to the release where it is not the current one."""
    is_current = any(row.is_current and row.code == release.code for row in releases)
    query = "" if figure == FIGURES[0] else f"figure={figure}"
    pinned = "" if is_current else f"release={release.code}"
    tail = "&".join(part for part in (query, pinned) if part)
    return tuple(
        Link(suffix.upper(), reverse("observatory:data-download", args=[suffix]) + (f"?{tail}" if tail else ""))
        for suffix in FORMATS
    )
