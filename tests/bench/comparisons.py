"""What `make bench` compares; each line is one ratio of two things measured one after the other."""

import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from observatory.computing.compute import all_areas, build_world
from observatory.computing.release import read_inputs
from observatory.loading.release import load_files
from observatory.models import Release
from observatory.queries.release import get_release
from tests.bench.bare import bare_figures

REGIONAL = "eurostat/sbs_r_nuts06_r2.tsv.gz"
ROUNDS = 3
MANY_ROUNDS = 9
PAGES = (
    "/",
    "/observatory/",
    "/observatory/regions/DE21/",
    "/observatory/industries/nace/C29/",
    "/observatory/clusters/DE21/nace/C29/",
    "/observatory/rankings/",
    "/observatory/methodology/",
    "/observatory/data/",
    "/news/",
    "/events/",
)


def run() -> Iterator[str]:
    yield from loading()
    yield from computing()
    yield from pages()


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    start = clock()
    work()
    return clock() - start


def cpu_seconds(work: Callable[[], object]) -> float:
    """What this process worked: the same on a busy machine."""
    return seconds(work, time.process_time)


def loading() -> Iterator[str]:
    """The whole load of the regional file (read, validate, write, check) against COPY of the same rows."""
    path = Path(settings.PORTAL_SOURCES, REGIONAL) if settings.PORTAL_SOURCES else None
    if not path or not path.is_file():
        yield "load: skipped, PORTAL_SOURCES does not hold the regional file."
        return
    with transaction.atomic():
        load = seconds(lambda: load_files(files=[path]))
        release = Release.objects.latest("pk")
        copy = median(raw_copy(release) for _ in range(ROUNDS))
        transaction.set_rollback(True)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"load: {copy / load:.2f} of the speed of raw COPY ({load:.1f} s against {copy:.1f} s), {megabytes:.0f} MB"


def raw_copy(release: Release) -> float:
    """Seconds that COPY needs for the rows of `release` into an empty table with the same key."""
    with connection.cursor() as cursor, TemporaryFile() as rows:
        cursor.execute("DROP TABLE IF EXISTS bench")
        cursor.execute("CREATE TABLE bench (LIKE observatory_observation INCLUDING ALL)")
        query = f"SELECT * FROM observatory_observation WHERE release_id = {release.pk}"
        cursor.copy_expert(f"COPY ({query}) TO STDOUT", rows)
        rows.seek(0)
        return seconds(lambda: cursor.copy_expert("COPY bench FROM STDIN", rows))


def computing() -> Iterator[str]:
    """All figures and stars of all years from arrays in memory against the bare arithmetic on the same arrays."""
    inputs = read_inputs(get_release())
    whole, bare = [], []
    for _ in range(MANY_ROUNDS):
        whole.append(cpu_seconds(lambda: list(all_areas(inputs, build_world(inputs)))))
        bare.append(cpu_seconds(lambda: bare_figures(inputs)))
    ours = median(whole)
    yield (
        f"figures: {ours / median(bare):.2f} times the CPU time of the bare arithmetic "
        f"({ours:.2f} s against {median(bare):.2f} s)"
    )


def pages() -> Iterator[str]:
    """SQL queries and CPU time of each page, and both again with ten times the rows."""
    before = {page: measure(page) for page in PAGES}
    with transaction.atomic():
        multiply(get_release())
        for page in PAGES:
            queries, cpu = measure(page)
            yield (
                f"page {page}: {before[page][0]} queries, {before[page][1] * 1000:.0f} ms CPU; "
                f"ten times the rows: {queries} queries, {cpu / before[page][1]:.2f} times the CPU"
            )
        transaction.set_rollback(True)


def measure(page: str) -> tuple[int, float]:
    client = Client(HTTP_HOST="localhost")
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(page)
    if response.status_code != 200:
        raise RuntimeError(f"{page} answers {response.status_code}.")
    return len(queries), median(cpu_seconds(lambda: client.get(page)) for _ in range(ROUNDS))


def multiply(release: Release) -> None:
    """Nine copies of the release's observations and figures beside it."""
    tables = ("observation", "clusterfigure", "regionfigure", "regionclusters", "groupfigure", "starcut")
    for number in range(9):
        copy = Release.objects.create(
            code=f"bench-{number}", fingerprint=f"bench-{number}", state=release.state, years=release.years
        )
        for table in tables:
            _copy_rows(f"observatory_{table}", release.pk, copy.pk)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy_rows(table: str, old: int, new: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote_ident(column_name), ',') FROM information_schema.columns "
            "WHERE table_name = %s AND column_name NOT IN ('id', 'release_id')",
            [table],
        )
        columns = cursor.fetchone()[0]
        cursor.execute(
            f"INSERT INTO {table} (release_id, {columns}) SELECT %s, {columns} FROM {table} WHERE release_id = %s",
            [new, old],
        )
