"""Which files the whole of a release comes in."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from observatory.exporting.geojson import write_regions
from observatory.exporting.jsonstat import write_cube
from observatory.exporting.sdmx import write_sdmx
from observatory.exporting.tidy import write_tidy
from observatory.loading.reading import Progress
from observatory.models import Release
from portal.registry.reference import reference

Writer = Callable[[BinaryIO, Progress], None]
ZIP, JSON, GEOJSON = "application/zip", "application/json", "application/geo+json"
TIDY, SDMX = "tidy-csv.zip", "sdmx-csv.zip"


@dataclass(frozen=True, slots=True)
class ExportFile:
    """`key` names the file within its release; large ones take some ten seconds to make, others a few at most."""

    key: str
    content_type: str
    write: Writer
    is_large: bool = False


def export_files(release: Release) -> dict[str, ExportFile]:
    """Every file by its key, the large ones first. No query once the reference is read."""
    files = [
        ExportFile(TIDY, ZIP, partial(write_tidy, release), is_large=True),
        ExportFile(SDMX, ZIP, partial(write_sdmx, release), is_large=True),
    ]
    for year in sorted(release.years, reverse=True):
        files.append(ExportFile(regions_key(year), GEOJSON, _small(partial(write_regions, release, year))))
        for scheme in reference().schemes:
            write = _small(partial(write_cube, release, scheme.code, year))
            files.append(ExportFile(cube_key(scheme.code, year), JSON, write))
    return {file.key: file for file in files}


def regions_key(year: int) -> str:
    return f"regions-{year}.geojson"


def cube_key(scheme: str, year: int) -> str:
    return f"{scheme}-{year}.jsonstat.json"


def _small(write: Callable[[BinaryIO], None]) -> Writer:
    """A writer that is done before any progress could be shown."""
    return lambda stream, _progress: write(stream)
