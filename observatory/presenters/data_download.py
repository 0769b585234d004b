"""The tables of the page about data as downloads give them: unrounded, with names in plain snake case."""

from collections.abc import Sequence
from typing import Any

from observatory.downloads import notes_of
from observatory.indicators import indicators
from observatory.models import Release, Status
from observatory.queries.data import ReleaseRow
from portal.core.page import Dataset

FIGURES = ("coverage", "sources", "dropped", "checks", "changes", "releases")
STATUS_ORDER = (
    Status.FINAL,
    Status.PROVISIONAL,
    Status.ESTIMATED,
    Status.LOW_RELIABILITY,
    Status.CONFIDENTIAL,
    Status.NOT_AVAILABLE,
)
Rows = tuple[tuple[str, ...], list[tuple[Any, ...]]]


def data_dataset(release: Release, releases: Sequence[ReleaseRow], figure: str) -> Dataset:
    """The unrounded table behind one figure of the page; `figure` is one of FIGURES."""
    columns, rows = {
        "coverage": lambda: _coverage_rows(release),
        "sources": lambda: _source_rows(release),
        "dropped": lambda: _dropped_rows(release),
        "checks": lambda: _check_rows(release),
        "changes": lambda: _change_rows(release),
        "releases": lambda: _release_rows(releases),
    }[figure]()
    return Dataset(f"{figure}-{release.code}", columns, rows, notes_of(release))


def _coverage_rows(release: Release) -> Rows:
    columns = ("indicator", "year", *(status.name.lower() for status in STATUS_ORDER), "release")
    rows = [
        (
            indicators()[row["indicator"]].code,
            row["year"],
            *(row["cells"].get(str(status.value), 0) for status in STATUS_ORDER),
            release.code,
        )
        for row in release.report.get("coverage", [])
    ]
    return columns, rows


def _source_rows(release: Release) -> Rows:
    columns = (
        *("dataset", "title", "publisher", "licence", "url", "file", "retrieved_on", "sha256"),
        *("rows", "rows_loaded", "rows_empty", "cells", "first_year", "last_year"),
    )
    rows = [tuple(source.get(column) for column in columns[:-2]) for source in release.sources]
    years = [source.get("years") or [None] for source in release.sources]
    return columns, [(*row, found[0], found[-1]) for row, found in zip(rows, years, strict=True)]


def _dropped_rows(release: Release) -> Rows:
    rows = [
        (source["dataset"], row["reason"], row["rows"], None, " ".join(row["codes"]))
        for source in release.sources
        for row in source.get("dropped", [])
    ]
    rows += [
        (source["dataset"], reason, None, cells, "")
        for source in release.sources
        for reason, cells in source.get("dropped_cells", {}).items()
    ]
    return ("dataset", "reason", "rows", "cells", "codes"), rows


def _check_rows(release: Release) -> Rows:
    columns = ("check", "severity", "compared", "differing", "region", "industry", "year", "found", "expected")
    rows: list[tuple[Any, ...]] = []
    for check in release.report.get("checks", []):
        head = (check["check"], check["severity"], check["compared"], check["differing"])
        examples = check["examples"] or [{}]
        rows += [(*head, *(example.get(column) for column in columns[4:])) for example in examples]
    return columns, rows


def _change_rows(release: Release) -> Rows:
    columns = ("indicator", "year", "added", "removed", "changed")
    changes = release.report.get("changes") or {"by_year": []}
    rows = [(indicators()[row["indicator"]].code, *(row[key] for key in columns[1:])) for row in changes["by_year"]]
    return columns, rows


def _release_rows(releases: Sequence[ReleaseRow]) -> Rows:
    columns = ("release", "published_on", "datasets", "first_year", "last_year", "cells", "is_current")
    rows = [
        (
            row.code,
            row.published_at.date().isoformat(),
            " ".join(row.datasets),
            row.years[0] if row.years else None,
            row.years[-1] if row.years else None,
            row.cells,
            int(row.is_current),
        )
        for row in releases
    ]
    return columns, rows
