"""How fast a load is against a raw COPY of the same rows into a table with the same key: used by `make bench`."""

import io
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction

from observatory.loading.release import load_files
from observatory.models import Release

KEY = "release_id, indicator, region_id, industry_id, year"
COLUMNS = f"{KEY}, value, status, marks"


@dataclass(frozen=True, slots=True)
class LoadBench:
    """Seconds of a whole load (parse, check, write) and of a bare COPY; `peak_mb` of this process so far."""

    rows: int
    load_seconds: float
    copy_seconds: float
    peak_mb: float

    @property
    def speed(self) -> float:
        """The load's speed as a share of the raw COPY's."""
        return self.copy_seconds / self.load_seconds


def bench_load(path: Path) -> LoadBench:
    """Measure both in one transaction that is rolled back: nothing stays in the database."""
    with transaction.atomic():
        Release.objects.update(fingerprint="")
        started = time.perf_counter()
        release = load_files(files=[path]).release
        load_seconds = time.perf_counter() - started
        peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows, copy_seconds = _raw_copy(release.pk)
        transaction.set_rollback(True)
    return LoadBench(rows, load_seconds, copy_seconds, peak_mb)


def _raw_copy(release: int) -> tuple[int, float]:
    """Rows and seconds of a COPY, in the default text form, of the rows that the load wrote."""
    stream = io.BytesIO()
    with connection.cursor() as cursor:
        query = f"SELECT {COLUMNS} FROM observatory_observation WHERE release_id = {release} ORDER BY {KEY}"
        cursor.copy_expert(f"COPY ({query}) TO STDOUT", stream)
        cursor.execute("CREATE TABLE bench_copy (LIKE observatory_observation)")
        cursor.execute(f"ALTER TABLE bench_copy ADD PRIMARY KEY ({KEY})")
        seconds = _timed(lambda: cursor.copy_expert(f"COPY bench_copy ({COLUMNS}) FROM STDIN", stream), stream)
        return cursor.rowcount, seconds


def _timed(copy: Callable[[], None], stream: io.BytesIO) -> float:
    stream.seek(0)
    started = time.perf_counter()
    copy()
    return time.perf_counter() - started
