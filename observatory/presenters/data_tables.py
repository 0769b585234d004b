"""The tables of the page about data: sources, what was left out, coverage, and all releases."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from observatory.indicators import indicators
from observatory.models import Release
from observatory.presenters.data_download import STATUS_ORDER
from observatory.queries.data import ReleaseRow
from portal.core.formatting import day, number
from portal.core.page import Cell, Column, Table

KNOWN_ERROR = "known error of the source: "  # as the loader writes it into a release
SHOWN_INDICATORS = 3
CODES_SHOWN = 12
REASONS = {
    "level not needed": _("level of regions that the portal does not use"),
    "region not needed": _("country or sum of countries that the portal does not use"),
    "industry not needed": _("industry that the portal does not use"),
    "indicator not needed": _("indicator that the portal does not use"),
    "age not needed": _("age group that the portal does not use"),
    "unit not needed": _("unit that the portal does not use"),
    "freq not needed": _("frequency that the portal does not use"),
    "year not needed": _("year before or after those of the regional statistics"),
    "extra-regio territory": _("territory outside all regions"),
    "unknown region": _("region code that the portal does not know"),
    "unknown industry": _("industry code that the portal does not know"),
    "unknown indicator": _("indicator code that the portal does not know"),
    "negative figure": _("figure below zero"),
    "wrong number of columns": _("row with a wrong number of columns"),
}


def sources_text() -> str:
    return gettext(
        "Files as their publishers release them: business statistics, and the context that profiles of regions show "
        "beside them. Rows without a figure in any year hold nothing to load."
    )


def sources_table(release: Release) -> Table:
    columns = (
        Column("dataset", gettext("Dataset")),
        Column("title", gettext("Title")),
        Column("publisher", gettext("Publisher")),
        Column("years", gettext("Years")),
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
        Cell(source["dataset"], url=source.get("url", ""), note=gettext(source.get("note", ""))),
        Cell(gettext(source["title"])),
        Cell(source["publisher"]),
        Cell("–".join(dict.fromkeys(map(str, source.get("years", []))))),
        Cell(day(source.get("retrieved_on", ""))),
        Cell(number(source.get("rows"))),
        Cell(number(source.get("rows_loaded"))),
        Cell(number(source.get("cells"))),
        Cell(gettext(source["licence"])),
        Cell(source.get("sha256", "")),
    )


def dropped_text() -> str:
    return gettext("Every row of a file is loaded, empty, or listed here with the reason.")


def dropped_table(release: Release) -> Table:
    columns = (
        Column("dataset", gettext("Dataset")),
        Column("reason", gettext("Reason")),
        Column("count", gettext("Left out"), is_numeric=True),
        Column("codes", gettext("Codes")),
    )
    rows = tuple(
        (Cell(dataset), Cell(_reason(reason)), Cell(counted), Cell(_some(codes)))
        for dataset, reason, counted, codes in _left_out(release)
    )
    caption = gettext("Rows and cells that were left out")
    return Table(caption, columns, rows, empty=gettext("Nothing was left out.")).folded()


def _reason(reason: str) -> str:
    """Our own reasons by code; an error of the publisher's as the profile words it."""
    _, _, error = reason.partition(KNOWN_ERROR)
    if error:
        return gettext("known error of the source: %(error)s") % {"error": gettext(error)}
    return str(REASONS.get(reason, reason))


def _some(codes: Sequence[str]) -> str:
    shown = ", ".join(code for code in codes[:CODES_SHOWN] if code)
    return f"{shown} …" if len(codes) > CODES_SHOWN else shown


def _left_out(release: Release) -> Iterator[tuple[str, str, str, list[str]]]:
    for source in release.sources:
        for row in source.get("dropped", []):
            counted = ngettext("%(n)s row", "%(n)s rows", row["rows"]) % {"n": number(row["rows"])}
            yield source["dataset"], row["reason"], counted, row["codes"]
        for reason, cells in source.get("dropped_cells", {}).items():
            counted = ngettext("%(n)s cell", "%(n)s cells", cells) % {"n": number(cells)}
            yield source["dataset"], reason, counted, []


def coverage_text() -> str:
    return gettext(
        "Cells by status. A confidential cell is known to the publisher and not shown; a cell that is missing "
        "without any flag is not counted here."
    )


def coverage_table(release: Release) -> Table:
    columns = (
        Column("indicator", gettext("Indicator")),
        Column("year", gettext("Year"), is_numeric=True),
        *(Column(status.name.lower(), capfirst(str(status.label)), is_numeric=True) for status in STATUS_ORDER),
    )
    rows = tuple(
        (
            Cell(gettext(indicators()[row["indicator"]].title)),
            Cell(str(row["year"])),
            *(Cell(number(row["cells"].get(str(status.value), 0))) for status in STATUS_ORDER),
        )
        for row in release.report.get("coverage", [])
        if row["indicator"] <= SHOWN_INDICATORS
    )
    return Table(gettext("Cells by indicator, year and status"), columns, rows).folded()


def releases_text() -> str:
    return gettext("A release never changes. Its permanent address answers for as long as the release is kept.")


def releases_table(releases: Sequence[ReleaseRow]) -> Table:
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
