"""Counts in memory and writes a few seconds later, by a thread of its own: no page waits for it or asks more.

A process that is killed loses the last seconds; one that ends writes them.
"""

import atexit
import logging
import threading
from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import Error, connections
from django.utils import timezone

from portal.editorial.visits.writing import Key, add_counts

logger = logging.getLogger(__name__)
MOST_KEYS = 5000  # far more than there are parts, kinds and days; if the database stays away, newer ones are dropped


class Counting:
    """The counts of one process that are not written yet."""

    def __init__(self) -> None:
        self._counts: Counter[Key] = Counter()
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None

    def add(self, facts: Iterable[tuple[str, str]]) -> None:
        """Count (kind, part) pairs of today."""
        today: date = timezone.localdate()
        with self._lock:
            for kind, part in facts:
                if len(self._counts) < MOST_KEYS:
                    self._counts[today, kind, part] += 1
        if settings.PORTAL_COUNT_SECONDS:
            self._start()

    def flush(self) -> None:
        """Write what was counted; what could not be written waits for the next time."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
        if not counts:
            return
        try:
            add_counts(counts)
        except Error:
            logger.warning("Counts of visits were not written; they are tried again.", exc_info=True)
            with self._lock:
                self._counts.update(counts)

    def _start(self) -> None:
        """At the first count of a process: forked ones start their own."""
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                return
            self._thread = threading.Thread(target=self._keep_writing, name="visits", daemon=True)
            self._thread.start()
        atexit.register(self.end)

    def _keep_writing(self) -> None:
        while not self._wake.wait(settings.PORTAL_COUNT_SECONDS):
            self.flush()
            connections.close_all()  # this thread's own: a page's are another thread's

    def end(self) -> None:
        """Write the rest before the process ends."""
        self._wake.set()
        self.flush()
        connections.close_all()


counting = Counting()
