"""Files of a release, made once and kept: in the folder of the figures that they hold.

Whoever asks while a file is being made waits for it; a lock of the operating system goes with its process. What is
half written lies under another name.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings

from observatory.downloads import version_of
from observatory.exporting.files import ExportFile, export_files
from observatory.loading.progress import silent
from observatory.loading.reading import Progress
from observatory.models import Release

KEPT_VERSIONS = 3


def kept_path(release: Release, key: str) -> Path:
    return Path(settings.VAR_DIR) / "exports" / version_of(release) / key


def kept_sizes(release: Release) -> dict[str, int]:
    """Bytes of each file that is made already, by its key."""
    folder = kept_path(release, "any").parent
    names = [path for path in folder.glob("*") if path.name in export_files(release)]
    return {path.name: path.stat().st_size for path in names}


def keep(release: Release, file: ExportFile, progress: Progress = silent) -> Path:
    """Where the file lies; it is made first where nobody made it yet."""
    path = kept_path(release, file.key)
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    with (path.parent / f".{file.key}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            write_to(path, file, progress)
            _forget(path.parent.parent, path.parent)
    return path


def write_to(path: Path, file: ExportFile, progress: Progress = silent) -> None:
    """Write beside the final place and move it there: nobody meets half a file."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as part:
        try:
            file.write(cast(BinaryIO, part), progress)
            Path(part.name).chmod(0o644)
        except BaseException:
            os.unlink(part.name)
            raise
    Path(part.name).replace(path)


def keep_all(release: Release, files: Iterable[ExportFile], progress: Progress) -> list[ExportFile]:
    """Make what is not there yet; returns what was made."""
    made = [file for file in files if not kept_path(release, file.key).exists()]
    for file in made:
        keep(release, file, progress)
    return made


def _forget(folder: Path, current: Path) -> None:
    """The folders of figures that nobody asked for longest, but for the newest and the current one."""
    versions = sorted((path for path in folder.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
    for path in versions[:-KEPT_VERSIONS]:
        if path != current:
            shutil.rmtree(path, ignore_errors=True)
