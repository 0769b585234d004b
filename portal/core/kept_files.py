"""Files that take seconds to make: made once, kept beside the long downloads, and sent as they lie on disk.

Whoever asks while a file is being made waits for it. The maker holds a lock of the operating system, which a killed
process loses; what it had written so far lies under another name and is overwritten by nobody's reading.
"""

import fcntl
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from portal.core.downloads import CONTENT_TYPES, KEPT_FILES, Download, headed

PART, LOCK = ".part", ".lock"
READABLE = 0o644  # for the server that sends it, whoever made it
FORGOTTEN_SECONDS = 3600  # what a killed process left half written


def is_kept(download: Download) -> bool:
    return download.path.exists()


def keep(download: Download, make: Callable[[], bytes]) -> Path:
    """Where the file lies; `make` gives its bytes where nobody has made it yet."""

    def write(stream: BinaryIO) -> None:
        stream.write(make())

    if keep_at(download.path, write):
        _forget_oldest(download.path.parent.parent)
    return download.path


def keep_at(path: Path, write: Callable[[BinaryIO], None]) -> bool:
    """Make the file at `path` where nobody has made it yet; whether it was made now."""
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if path.exists():
            return False
        write_to(path, write)
    return True


def write_to(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """Beside the final place, then moved there: a reader never meets half a file."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=PART, delete=False) as part:
        try:
            write(cast(BinaryIO, part))
            os.chmod(part.name, READABLE)
        except BaseException:
            os.unlink(part.name)
            raise
    Path(part.name).replace(path)


def answer_kept(request: HttpRequest, download: Download, make: Callable[[], bytes]) -> HttpResponseBase:
    """Answer the file, which is made first where need be; nothing is made for a reader who has it already."""
    unchanged = get_conditional_response(request, etag=download.etag)
    if unchanged is not None:
        return headed(unchanged, download)
    content = keep(download, make).open("rb")
    return headed(FileResponse(content, content_type=CONTENT_TYPES[download.suffix]), download)


def _forget_oldest(folder: Path) -> None:
    """Over all versions, the oldest beyond what is kept; and what nobody has been writing for long."""
    files = sorted(folder.glob("*/*"), key=_changed_at)
    for path in [path for path in files if path.suffix not in (PART, LOCK)][:-KEPT_FILES]:
        path.unlink(missing_ok=True)
    for path in files:
        if path.suffix in (PART, LOCK) and _changed_at(path) < time.time() - FORGOTTEN_SECONDS:
            path.unlink(missing_ok=True)


def _changed_at(path: Path) -> float:
    """0 for a file that another process has removed meanwhile."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
