"""A load that dies in the middle of its COPY leaves nothing behind, and the next one works."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection, transaction

from observatory.loading.release import load_files
from observatory.models import CurrentRelease, Observation, Release
from tests.observatory.factories import CurrentReleaseFactory
from tests.observatory.loading.world import build_registry, tsv, write

PATIENCE = 30.0


def database_url() -> str:
    """Address of the test database, for another process."""
    given = connection.settings_dict
    login = quote(given["USER"]) + (f":{quote(given['PASSWORD'])}" if given["PASSWORD"] else "")
    port = f":{given['PORT']}" if given["PORT"] else ""
    return f"postgres://{login}@{quote(given['HOST'], safe='')}{port}/{quote(given['NAME'])}"


def start_load(path: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "portal.config.settings.test"}
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "load", str(path)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.05)


def is_copying() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # else a transaction sees the same activity for ever
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND query LIKE 'COPY \"observatory_observation\"%' AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


def kill_in_copy(path: Path) -> int:
    """Return code of a load in another process that was killed as soon as it stood in its COPY."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE observatory_observation IN SHARE MODE")
        process = start_load(path)
        try:
            wait_for(is_copying)
        finally:
            process.send_signal(signal.SIGKILL)
    return process.wait(PATIENCE)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_killed_load_leaves_the_published_release_and_the_next_one_works(tmp_path: Path) -> None:
    build_registry()
    published = CurrentReleaseFactory().release
    path = write(tmp_path, tsv({"C,V16110,DE11": ["1 ", "2 ", "3 "]}))
    assert kill_in_copy(path) == -signal.SIGKILL
    loaded = load_files(files=[path])
    assert loaded.is_new
    assert set(Release.objects.values_list("pk", flat=True)) == {published.pk, loaded.release.pk}
    assert set(Observation.objects.values_list("release_id", flat=True)) == {loaded.release.pk}
    assert CurrentRelease.objects.get().release == published
