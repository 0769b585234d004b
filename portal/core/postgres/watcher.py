"""A small detached process: starts the server, waits until nobody uses it any more, stops it.

Users hold a shared lock on an open file. The system frees the lock of a killed one, so nobody needs to say goodbye.
"""

import contextlib
import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path

from portal.core.postgres import server
from portal.core.postgres.place import Place, PostgresProblem

POLL_SECONDS = 0.2
STARTED = "started"


def watch(place: Place, child: subprocess.Popen[bytes]) -> None:
    """Return when the server has stopped: of itself, or by us after the last user."""
    lock = os.open(place.users_lock, os.O_RDWR)
    while child.poll() is None:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(POLL_SECONDS)
        else:
            # New users wait for the lock that we hold now, and start the server anew.
            server.stop(child)
            with contextlib.suppress(OSError):
                place.socket_folder.rmdir()


def main(root: str, binaries: str) -> None:
    """Tell the starter through standard output how the start went, then watch."""
    place = Place(Path(root))
    try:
        child = server.start(place, Path(binaries))
    except (PostgresProblem, OSError) as problem:
        sys.stdout.write(str(problem))
        return
    sys.stdout.write(STARTED)
    sys.stdout.flush()
    _let_go_of_output()
    watch(place, child)


def _let_go_of_output() -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


if __name__ == "__main__":
    main(*sys.argv[1:])
