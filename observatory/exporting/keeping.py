"""Files of a release, made once and kept: in the folder of the figures that they hold."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from observatory.downloads import version_of
from observatory.exporting.files import ExportFile, export_files
from observatory.loading.progress import silent
from observatory.loading.reading import Progress
from observatory.models import Release
from portal.core.kept_files import keep_at

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
    if keep_at(path, lambda stream: file.write(stream, progress)):
        _forget(path.parent.parent, path.parent)
    return path


def keep_all(release: Release, files: Iterable[ExportFile], progress: Progress) -> list[ExportFile]:
    """Make what is not there yet; returns what was made."""
    made = [file for file in files if not kept_path(release, file.key).exists()]
    for file in made:
        keep(release, file, progress)
    return made


def keep_large(release: Release, progress: Progress = silent) -> list[ExportFile]:
    """Make those that take long, so that no reader waits for them."""
    return keep_all(release, [file for file in export_files(release).values() if file.is_large], progress)


def _forget(folder: Path, current: Path) -> None:
    """The folders of figures that nobody asked for longest, but for the newest and the current one."""
    versions = sorted((path for path in folder.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
    for path in versions[:-KEPT_VERSIONS]:
        if path != current:
            shutil.rmtree(path, ignore_errors=True)
