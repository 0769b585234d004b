"""The whole release as files: what each holds, its format and its size."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, gettext

from observatory.exporting.files import SDMX, TIDY, cube_key, regions_key
from observatory.models import Release
from portal.core.formatting import MISSING, number
from portal.core.page import Cell, Column, Table
from portal.registry.reference import reference

BYTES_A_MEGABYTE = 1e6


@dataclass(frozen=True, slots=True)
class FilesView:
    """`whole` lists the files of everything, `by_year` those of one year."""

    text: str
    whole: Table
    by_year: Table
    source: str


@dataclass(frozen=True, slots=True)
class _Files:
    """Sizes of the files that are made, and what pins their addresses to the release."""

    sizes: Mapping[str, int]
    pinned: str

    def link(self, key: str, label: str) -> Cell:
        return Cell(label, url=reverse("observatory:data-file", args=[key]) + self.pinned)

    def size(self, key: str) -> Cell:
        """In megabytes; a file that is not made yet has no size to show."""
        if key not in self.sizes:
            return Cell(MISSING, note=gettext("being made; asked for now, it begins within half a minute"))
        return Cell(number(self.sizes[key] / BYTES_A_MEGABYTE, 1))


def present_files(release: Release, *, is_current: bool, sizes: Mapping[str, int]) -> FilesView:
    files = _Files(sizes, "" if is_current else f"?release={release.code}")
    return FilesView(
        text=gettext(
            "Every figure of this release with its codes, status and sources: for spreadsheets and statistical "
            "software as tidy CSV, for statistical systems as SDMX-CSV and JSON-stat, for maps as GeoJSON. An empty "
            "field has no published figure; confidential cells say so in a column of their own."
        ),
        whole=_whole(files),
        by_year=_by_year(release, files),
        source=gettext("Release %(code)s.") % {"code": release.code},
    )


def _whole(files: _Files) -> Table:
    columns = (
        Column("file", gettext("File")),
        Column("holds", gettext("What it holds")),
        Column("size", gettext("Size"), gettext("megabytes"), is_numeric=True),
    )
    rows = (
        (
            TIDY,
            gettext("CSV tables (tidy)"),
            gettext("Published cells, all measures, ranks and stars, totals, cuts; datapackage.json and README (zip)"),
        ),
        (
            SDMX,
            gettext("SDMX-CSV 2.0"),
            gettext("The measures of every cell, one row per figure, one file per scheme (zip)"),
        ),
    )
    return Table(
        gettext("Everything in one file"),
        columns,
        tuple((files.link(key, label), Cell(holds), files.size(key)) for key, label, holds in rows),
    )


def _by_year(release: Release, files: _Files) -> Table:
    language = get_language() or "en"
    schemes = [(scheme.code, scheme.name_in(language)) for scheme in reference().schemes]
    columns = (
        Column("year", gettext("Year")),
        Column("regions", gettext("Regions and their totals"), gettext("GeoJSON")),
        *(Column(code, name, gettext("JSON-stat 2.0")) for code, name in schemes),
    )
    rows = tuple(
        (
            Cell(str(year)),
            files.link(regions_key(year), gettext("regions %(year)s") % {"year": year}),
            *(files.link(cube_key(code, year), f"{code} {year}") for code, _name in schemes),
        )
        for year in sorted(release.years, reverse=True)
    )
    return Table(gettext("One year in one file, against the EU-27"), columns, rows)
