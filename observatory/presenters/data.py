"""The page about data: releases, sources, coverage, checks and changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from observatory.models import Release, Status
from observatory.presenters.checks import CheckView, check_views
from observatory.presenters.data_download import FIGURES
from observatory.presenters.data_files import FilesView, present_files
from observatory.presenters.data_tables import (
    coverage_table,
    coverage_text,
    dropped_table,
    dropped_text,
    releases_table,
    releases_text,
    sources_table,
    sources_text,
)
from observatory.presenters.trail import trail
from observatory.queries.data import ReleaseRow
from portal.core.formatting import number, share
from portal.core.page import KeyFact, Link, PageMeta, Table

FORMATS = ("csv", "xlsx", "json")


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
    files: FilesView
    sections: tuple[Section, ...]
    checks: tuple[CheckView, ...]
    check_downloads: tuple[Link, ...]
    changes: str


def present_data(
    release: Release,
    releases: Sequence[ReleaseRow],
    names: Mapping[str, str],
    address: str,
    sizes: Mapping[str, int],
) -> DataView:
    """Everything that the page shows of `release`; `address` is its canonical one, `sizes` are those of its files."""
    tables = (
        ("sources", gettext("Sources"), sources_text(), sources_table(release)),
        ("dropped", gettext("What was left out"), dropped_text(), dropped_table(release)),
        ("coverage", gettext("Coverage"), coverage_text(), coverage_table(release)),
        ("releases", gettext("All releases"), releases_text(), releases_table(releases)),
    )
    return DataView(
        page=_meta(release, address),
        facts=_facts(release),
        notice=_demonstration(release),
        files=present_files(release, is_current=_is_current(release, releases), sizes=sizes),
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
        "sources": ", ".join(sorted({str(source.get("publisher", "")) for source in release.business_sources})),
        "first": years[0] if years else "",
        "last": years[-1] if years else "",
    }


def _cells(release: Release) -> int:
    return sum(int(source.get("cells", 0)) for source in release.business_sources)


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
    query = "" if figure == FIGURES[0] else f"figure={figure}"
    pinned = "" if _is_current(release, releases) else f"release={release.code}"
    tail = "&".join(part for part in (query, pinned) if part)
    return tuple(
        Link(suffix.upper(), reverse("observatory:data-download", args=[suffix]) + (f"?{tail}" if tail else ""))
        for suffix in FORMATS
    )


def _is_current(release: Release, releases: Sequence[ReleaseRow]) -> bool:
    return any(row.is_current and row.code == release.code for row in releases)
