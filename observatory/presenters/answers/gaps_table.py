"""The table and the file of known gaps."""

from collections.abc import Sequence

from django.utils.translation import gettext

from observatory.downloads import notes_of
from observatory.models import Release
from observatory.presenters.answers.gaps_shown import GapsShown, counts_of, name_of, part_of
from observatory.queries.gaps import Gap
from portal.core.formatting import MISSING, number, share
from portal.core.page import Cell, Column, Dataset, Table


def gaps_table(shown: GapsShown, path: str) -> Table:
    first = gettext("Year") if shown.selection.country else gettext("Country")
    columns = (
        Column("name", first),
        Column("cells", gettext("Cells"), is_numeric=True),
        Column("published", gettext("Published"), gettext("% of cells"), is_numeric=True),
        Column("confidential", gettext("Confidential"), gettext("% of cells"), is_numeric=True),
        Column("missing", gettext("Missing"), gettext("% of cells"), is_numeric=True),
        Column("regions", gettext("Regions"), is_numeric=True),
        Column("estimated", gettext("Totals with estimates"), gettext("regions"), is_numeric=True),
        Column("without", gettext("No total"), gettext("regions"), is_numeric=True),
    )
    caption = gettext("Published, confidential and missing, %(period)s") % {"period": shown.period}
    return Table(caption, columns, tuple(_row(one, shown, path) for one in shown.gaps))


def _row(one: Gap, shown: GapsShown, path: str) -> tuple[Cell, ...]:
    return (
        Cell(name_of(one, shown), _way_on(one, shown, path)),
        Cell(number(one.cells)),
        *(Cell(share(part_of(one, part)) if one.cells else MISSING) for part in counts_of(one)),
        Cell(number(one.regions)),
        Cell(number(one.estimated)),
        Cell(number(one.without_total)),
    )


def _way_on(one: Gap, shown: GapsShown, path: str) -> str:
    """From a country to its years, from a year to its countries."""
    if shown.selection.country:
        return shown.selection.address(path, country="", year=one.year)
    return shown.selection.address(path, country=one.country.code, year="")


COLUMNS = (
    "country", "year", "cells", "published", "confidential", "missing", "regions", "with_total", "estimated_totals",
    "without_total", "release",
)  # fmt: skip


def gaps_dataset(gaps: Sequence[Gap], release: Release, name: str) -> Dataset:
    """Every country and year, whatever the page shows of them."""
    rows = (
        (one.country.code, one.year, one.cells, *counts_of(one), one.regions, one.with_total, one.estimated,
         one.without_total, release.code)
        for one in gaps
    )  # fmt: skip
    return Dataset(name, COLUMNS, rows, notes_of(release))
