"""How long something takes: by the clock on the wall, and by what this process worked."""

import time
from collections.abc import Callable


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    start = clock()
    work()
    return clock() - start


def cpu_seconds(work: Callable[[], object]) -> float:
    """What this process worked: the same on a busy machine."""
    return seconds(work, time.process_time)
