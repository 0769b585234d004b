"""Tidy CSV: all files of an analysis, or none of them."""

import csv
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from observatory.engine.analysis import Analysis
from observatory.engine.columns import Sheet, sheets
from observatory.loading.reading import Progress


def write_analysis(found: Analysis, output: Path, progress: Progress) -> list[Path]:
    """Write the cells to `output` and what else was asked for beside it: `…-regions.csv`, `…-similarity.csv` …

    Every file is complete before the first takes its place.
    """
    parts: list[tuple[Path, Path]] = []
    try:
        for sheet in sheets(found):
            parts.append((_written(sheet, output.parent, progress), beside(output, sheet.name)))
        for part, final in parts:
            part.replace(final)
    except BaseException:
        for part, _ in parts:
            part.unlink(missing_ok=True)
        raise
    return [final for _, final in parts]


def beside(output: Path, name: str) -> Path:
    return output.with_name(f"{output.stem}-{name}{output.suffix}") if name else output


def _written(sheet: Sheet, folder: Path, progress: Progress) -> Path:
    handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(sheet.columns)
        writer.writerows(sheet.rows)
    progress(f"writing {sheet.name or 'cells'}", len(sheet), len(sheet))
    return _readable(Path(name))


def _readable(path: Path) -> Path:
    """As other new files are: the maker of temporary ones keeps them to their owner."""
    mask = os.umask(0)
    os.umask(mask)
    path.chmod(0o666 & ~mask)
    return path


def names_of(paths: Sequence[Path]) -> str:
    return ", ".join(path.name for path in paths)
