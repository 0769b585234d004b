"""Jobs that the tests of the queue worker run in another process."""

import os
import time
from pathlib import Path

from django_tasks import task

from portal.core.errors import TryLater


@task
def note_and_wait(path: str, seconds: float) -> str:
    """Leave a line at the start, wait, leave one at the end."""
    with Path(path).open("a") as notes:
        notes.write(f"began {os.getpid()}\n")
        notes.flush()
        time.sleep(seconds if notes.tell() < 20 else 0)
        notes.write("ended\n")
    return "done"


@task
def kill_the_worker() -> None:
    os.kill(os.getpid(), 9)


@task
def ask_for_later() -> None:
    raise TryLater("The mail server is closed.")
