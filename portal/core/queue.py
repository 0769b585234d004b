"""The queue worker: takes up again, at once, what a killed worker left behind, and later what asks for it (TryLater).

A worker holds a PostgreSQL advisory lock named by its id for as long as it lives; PostgreSQL frees the lock of a dead
one. Jobs therefore take ids as arguments and are safe to run twice.
"""

import hashlib
import logging
import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from portal.core.errors import TryLater

logger = logging.getLogger(__name__)

MOST_TRIES = 5
INTERVAL_SECONDS = 1.0
RECOVERY_SECONDS = 5.0
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 10, 60, 300, 900)]  # before each further try, a day at most
TRY_LATER = f"{TryLater.__module__}.{TryLater.__qualname__}"


class WorkersKeepDying(Exception):
    """Several workers in turn were killed while they ran this job."""


def lock_number(worker_id: str) -> int:
    """Of the advisory lock of a worker: 64 bits, signed, as PostgreSQL wants it."""
    digest = hashlib.sha256(f"portal queue worker {worker_id}".encode()).digest()
    return int.from_bytes(digest[:8], signed=True)


class Worker(db_worker.Worker):
    """Adds to the library's worker the lock, the recovery and the jobs of the clock."""

    def __init__(self, worker_id: str, *, batch: bool = False):
        super().__init__(
            queue_names=["*"],
            interval=INTERVAL_SECONDS,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
            excluded_queue_names=[],
        )
        self.lock_connection: BaseDatabaseWrapper = connection.copy()
        self.due: dict[str, float] = dict.fromkeys(settings.PORTAL_CLOCK, 0.0)
        self.next_recovery = 0.0

    def run(self) -> None:
        try:
            while self.running:
                close_old_connections()
                self._hold_lock()
                self._recover()
                self._run_clock()
                task = self._claim()
                if task is not None:
                    self.run_task(task)
                elif self.batch:
                    return
                elif self.running:
                    time.sleep(self.interval)
        finally:
            self.lock_connection.close()

    def _hold_lock(self) -> None:
        """Again after the database was restarted: the lock lives as long as its connection."""
        if self.lock_connection.connection is not None and self.lock_connection.is_usable():
            return
        self.lock_connection.close()
        with self.lock_connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [lock_number(self.worker_id)])

    def _recover(self) -> None:
        if time.monotonic() < self.next_recovery:
            return
        self.next_recovery = time.monotonic() + RECOVERY_SECONDS
        for task in DBTaskResult.objects.running():
            if task.worker_ids and task.worker_ids[-1] != self.worker_id:
                self._take_up(task)

    def _take_up(self, task: Any) -> None:
        """Make ready what belongs to a worker whose lock is free."""
        number = lock_number(task.worker_ids[-1])
        with self.lock_connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
            if not cursor.fetchone()[0]:
                return
            try:
                _make_ready(task)
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])

    def _run_clock(self) -> None:
        for command, seconds in settings.PORTAL_CLOCK.items():
            if time.monotonic() >= self.due[command]:
                self.due[command] = time.monotonic() + seconds
                self._run_command(command)

    @staticmethod
    def _run_command(command: str) -> None:
        """A command that fails is tried again at its next time; jobs do not wait for it."""
        try:
            call_command(command)
        except Exception:
            logger.exception("The command %s of the clock failed.", command)

    def run_task(self, db_task_result: Any) -> None:
        super().run_task(db_task_result)
        if db_task_result.exception_class_path == TRY_LATER:
            _make_ready_later(db_task_result)

    def _claim(self) -> Any:
        with transaction.atomic():
            task = DBTaskResult.objects.ready().filter(backend_name=self.backend_name).get_locked()
            if task is not None:
                task.claim(self.worker_id)
            return task


def _make_ready_later(task: Any) -> None:
    """It stays failed after its last try."""
    tries = len(task.worker_ids)
    if tries <= len(PAUSES):
        task.status, task.run_after = TaskResultStatus.READY, timezone.now() + PAUSES[tries - 1]
        task.started_at = task.finished_at = None
        task.save(update_fields=["status", "run_after", "started_at", "finished_at"])


def _make_ready(task: Any) -> None:
    still = DBTaskResult.objects.running().filter(pk=task.pk, worker_ids=task.worker_ids)
    if len(task.worker_ids) >= MOST_TRIES:
        if still.exists():
            task.set_failed(WorkersKeepDying(f"{len(task.worker_ids)} workers ended while they ran this job."))
        return
    still.update(status=TaskResultStatus.READY, started_at=None)
