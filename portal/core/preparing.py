"""What has to stand before the portal can be served, each step quick when it is done already."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands

STEPS = {
    "migrate": "Database schema",
    "load_registry": "Regions, industries and postcodes",
    "prepare_release": "Statistics",
    "prepare_site": "Pages and accounts",
    "index": "Search",
}
QUIET = {"migrate": {"verbosity": 0}}


def prepare(say) -> None:
    """Run every step in order. Raises what the step raises; the next run continues."""
    for command, title in STEPS.items():
        if command in get_commands():
            say(f"· {title}")
            call_command(command, **QUIET.get(command, {}))
    collect_static(say)


def collect_static(say) -> None:
    """Hash and compress the static files, only when one of them changed."""
    stamp = Path(settings.STATIC_ROOT) / ".sources"
    wanted = static_fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("· Static files (hashed and compressed; about half a minute, only when one changed)")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted)


def static_fingerprint() -> str:
    """Of the names, sizes and times of all sources."""
    listed = sorted(
        f"{path} {(found := Path(storage.path(path)).stat()).st_size} {found.st_mtime_ns}"
        for finder in get_finders()
        for path, storage in finder.list([".*", "*~"])
    )
    return hashlib.sha256("\n".join(listed).encode()).hexdigest()
