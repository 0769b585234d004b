"""Changes of state of an analysis: beginning it, running it, deleting it with its files."""

import shutil
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from observatory.analyses.running import Ran, run
from observatory.engine.faults import TableRefused
from observatory.models import Analysis

KEPT = timedelta(days=30)


def begin_analysis(
    *, owner: Any, token: UUID, options: dict[str, Any], files: Mapping[str, UploadedFile]
) -> tuple[Analysis, bool]:
    """Store an upload; the same token again gives the same analysis, and False.

    `files` by their part: table, region_totals, group_totals. The files are written before the row is seen.
    """
    with transaction.atomic():
        known = Analysis.objects.select_for_update().filter(token=token, owner=owner).first()
        if known is not None:
            return known, False
        title = Path(files["table"].name or "table.csv").name[:200]
        names = {part: Path(file.name or part).name[:200] for part, file in files.items()}
        found = Analysis.objects.create(owner=owner, token=token, title=title, options=options | {"names": names})
        found.folder.mkdir(parents=True, exist_ok=True)
        for part, file in files.items():
            with (found.folder / f"{part}.csv").open("wb") as stream:
                stream.writelines(file.chunks())
    return found, True


def run_analysis(*, analysis: Analysis) -> None:
    """Read, compute and write. Faults of the table are its result, not a failure. Safe to run twice."""
    try:
        done = run(analysis.folder, analysis.options)
    except TableRefused as refused:
        _finish(
            analysis,
            state=Analysis.State.REFUSED,
            faults=[str(fault) for fault in refused.listed],
            more_faults=refused.more,
        )
        return
    _finish(analysis, state=Analysis.State.DONE, **_results(done))


def note_failure(*, analysis: Analysis) -> None:
    _finish(analysis, state=Analysis.State.FAILED)


def delete_analysis(*, analysis: Analysis) -> None:
    """The row goes first: files without a row are seen by nobody and swept away later."""
    folder = analysis.folder
    Analysis.objects.filter(pk=analysis.pk).delete()
    shutil.rmtree(folder, ignore_errors=True)


def delete_old() -> int:
    """Delete what is older than 30 days, and folders without a row; returns how many analyses. Safe to run twice."""
    old = list(Analysis.objects.filter(created_at__lt=timezone.now() - KEPT))
    for analysis in old:
        delete_analysis(analysis=analysis)
    _sweep(Analysis().folder.parent)
    return len(old)


def _sweep(parent: Path) -> None:
    known = {str(key) for key in Analysis.objects.values_list("pk", flat=True)}
    before = (timezone.now() - KEPT).timestamp()
    for folder in parent.glob("*"):
        if folder.name not in known and folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)


def _results(done: Ran) -> dict[str, Any]:
    return {"summary": list(done.summary), "preview": done.preview, "files": list(done.files)}


def _finish(analysis: Analysis, **values: Any) -> None:
    waiting = Analysis.objects.filter(pk=analysis.pk, state=Analysis.State.WAITING)
    waiting.update(finished_at=timezone.now(), **values)
