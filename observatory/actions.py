"""Every change of state of releases: load, publish, roll back."""

from collections.abc import Sequence
from pathlib import Path

from observatory.loading.progress import silent
from observatory.loading.reading import Progress
from observatory.loading.release import Loaded, load_files


def load(*, files: Sequence[Path], allow_unknown: bool = False, progress: Progress = silent) -> Loaded:
    """Load `files` as a new release beside the published one. Raises what `load_files` raises."""
    return load_files(files, allow_unknown=allow_unknown, progress=progress)
