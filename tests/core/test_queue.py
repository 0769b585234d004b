"""A job whose worker was killed is taken up again, and no job is lost or run by two workers at once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.core.queue import MOST_TRIES, PAUSES, Worker, lock_number
from tests.core import queued

PROJECT = Path(__file__).resolve().parents[2]
# A worker of its own process on the test's database.
WORK = """
import sys
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
import django
django.setup()
from portal.core import queue
queue.INTERVAL_SECONDS = 0.1
queue.RECOVERY_SECONDS = 0.2
from django.core.management import call_command
call_command("worker", *sys.argv[2:])
"""


@pytest.fixture(autouse=True)
def queue_in_the_database(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.PORTAL_CLOCK = {}


@contextmanager
def start_worker(*words: str) -> Iterator[subprocess.Popen]:
    """A worker that does not outlive its block, whatever happens in it."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.config.settings.test"}
    command = [sys.executable, "-c", WORK, connection.settings_dict["NAME"], *words]
    with subprocess.Popen(command, cwd=PROJECT, env=environment) as worker:
        try:
            yield worker
        finally:
            worker.kill()


def has_begun(notes: Path) -> bool:
    """A file stands a moment before its first line does."""
    return notes.exists() and "began" in notes.read_text()


def wait_for(condition, seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)


def test_the_clock_of_the_worker_names_commands_that_exist():
    from django.core.management import get_commands

    assert set(settings.PORTAL_CLOCK) <= set(get_commands())


@pytest.mark.django_db
def test_a_command_of_the_clock_that_fails_stops_neither_the_others_nor_the_worker(settings, caplog, capsys):
    settings.PORTAL_CLOCK = {"no_such_command": 60, "clearsessions": 60}
    worker = Worker("clock")
    worker._run_clock()
    assert "no_such_command" in caplog.text
    assert worker.due["clearsessions"] > 0


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_killed_worker_s_job_is_taken_up_and_finished_by_the_next(tmp_path):
    notes = tmp_path / "notes.txt"
    job = queued.note_and_wait.enqueue(str(notes), 600)
    with start_worker() as victim:
        wait_for(lambda: has_begun(notes))
        victim.send_signal(signal.SIGKILL)
    assert DBTaskResult.objects.get(pk=job.id).status == TaskResultStatus.RUNNING
    with start_worker():
        wait_for(lambda: DBTaskResult.objects.get(pk=job.id).status == TaskResultStatus.SUCCESSFUL)
    assert notes.read_text().count("began") == 2
    assert notes.read_text().count("ended") == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_living_worker_s_job_is_left_to_it(tmp_path):
    notes = tmp_path / "notes.txt"
    job = queued.note_and_wait.enqueue(str(notes), 600)
    with start_worker():
        wait_for(lambda: has_begun(notes))
        with start_worker("--batch") as other:
            assert other.wait(120) == 0
    assert DBTaskResult.objects.get(pk=job.id).status == TaskResultStatus.RUNNING
    assert notes.read_text().count("began") == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_job_that_kills_its_workers_is_given_up():
    job = DBTaskResult.objects.get(pk=queued.kill_the_worker.enqueue().id)
    job.status = TaskResultStatus.RUNNING
    job.worker_ids = [f"dead {number}" for number in range(MOST_TRIES)]
    job.save()
    Worker("the living", batch=True).run()
    job.refresh_from_db()
    assert job.status == TaskResultStatus.FAILED
    assert "5 workers ended while they ran this job" in job.traceback


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_job_that_asks_for_it_runs_again_later_and_fails_after_its_last_try():
    job = DBTaskResult.objects.get(pk=queued.ask_for_later.enqueue().id)
    for pause in PAUSES:
        before = timezone.now()
        Worker("patient", batch=True).run()
        job.refresh_from_db()
        assert job.status == TaskResultStatus.READY
        assert before + pause <= job.run_after <= timezone.now() + pause
        DBTaskResult.objects.update(run_after=before)
    Worker("patient", batch=True).run()
    job.refresh_from_db()
    assert (job.status, len(job.worker_ids)) == (TaskResultStatus.FAILED, len(PAUSES) + 1)


def test_a_lock_s_number_fits_postgresql_and_differs_between_workers():
    numbers = {lock_number(f"worker {number}") for number in range(100)}
    assert len(numbers) == 100
    assert all(-(2**63) <= number < 2**63 for number in numbers)
