"""What `make bench` compares; each line is one ratio of two things measured one after the other."""

import resource
import threading
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from observatory.computing.compute import all_areas, build_world
from observatory.computing.release import read_inputs
from observatory.downloads import cells_dataset
from observatory.loading.release import load_files
from observatory.models import ClusterFigure, Release
from observatory.queries.release import get_release
from portal.core.downloads import write
from tests.bench.bare import bare_figures
from tests.bench.clocks import cpu_seconds, seconds
from tests.bench.directory import directory_speed
from tests.bench.firms import firms
from tests.bench.formulas import many_regions
from tests.bench.judged import search_quality
from tests.bench.searching import search_speed

REGIONAL = "eurostat/sbs_r_nuts06_r2.tsv.gz"
ROUNDS = 3
MANY_ROUNDS = 9
STREAMED = 1_000_000
PAGES = (
    "/",
    "/observatory/",
    "/observatory/?group=C29&since=2010&figure=location_quotient&view=difference",
    "/observatory/regions/DE21/",
    "/observatory/regions/DE21/similar/",
    "/observatory/regions/DE21/relatedness/",
    "/observatory/regions/DE/",
    "/observatory/industries/nace/C29/",
    "/observatory/clusters/DE21/nace/C29/",
    "/observatory/compare/?r=DE21&r=AT31&r=ITC4",
    "/observatory/custom/danube/",
    "/observatory/exposure/?group=C30",
    "/observatory/gaps/",
    "/observatory/questions/new-three-star-clusters/",
    "/observatory/rankings/",
    "/observatory/rankings/?country=DE&sort=region&region=DE2&persons=5000&growth=1",
    "/observatory/rankings/?within=less-developed&stars=0&sort=growth-ascending",
    "/observatory/methodology/",
    "/observatory/data/",
    "/news/",
    "/events/",
    "/search/?q=motor+vehicles",
)


def run() -> Iterator[str]:
    yield from streaming()
    yield from loading()
    yield from computing()
    yield from many_regions()
    yield from firms()
    yield from pages()
    yield from search_quality()
    yield from search_speed()
    yield from directory_speed()


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


def streaming() -> Iterator[str]:
    """A CSV of a million rows as the download writes it against COPY of the bare rows; and the memory it takes.

    Measured before anything else, so that no memory freed earlier hides what it takes.
    """
    release = get_release()
    with transaction.atomic():
        wanted = STREAMED // release.clusterfigure_set.count() + 1
        for number in range(wanted - 1):
            _copy_rows("observatory_clusterfigure", release.pk, _beside(release, number).pk)
        _analyze()
        figures = ClusterFigure.objects.all()[:STREAMED]
        ours, bare = [], []
        with Memory() as memory, TemporaryFile() as rows:
            for _ in range(ROUNDS):
                ours.append(seconds(lambda: write(cells_dataset(figures, release, "three-stars", "all"), "csv", rows)))
                bare.append(_bare_copy(STREAMED))
        transaction.set_rollback(True)
    yield (
        f"stream: CSV of {STREAMED:,} rows at {median(bare) / median(ours):.2f} of the speed of COPY TO of the bare "
        f"rows ({median(ours):.1f} s against {median(bare):.1f} s), {memory.growth_mib:.1f} MiB more memory"
    )


def _bare_copy(rows: int) -> float:
    query = f"SELECT * FROM observatory_clusterfigure LIMIT {rows}"
    with connection.cursor() as cursor, TemporaryFile() as file:
        return seconds(lambda: cursor.copy_expert(f"COPY ({query}) TO STDOUT WITH (FORMAT csv)", file))


class Memory:
    """How much more memory this process holds at its peak, looked at every few milliseconds."""

    def __enter__(self) -> "Memory":
        self._first = self._peak = _resident()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def _watch(self) -> None:
        while not self._ended.wait(0.005):
            self._peak = max(self._peak, _resident())

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    @property
    def growth_mib(self) -> float:
        return (self._peak - self._first) / 2**20


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


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
    tables = (
        "observation",
        "clusterfigure",
        "regionfigure",
        "regionclusters",
        "groupfigure",
        "starcut",
        "regionstructure",
        "proximity",
        "structuralposition",
        "contextfigure",
    )
    for number in range(9):
        copy = _beside(release, number)
        for table in tables:
            _copy_rows(f"observatory_{table}", release.pk, copy.pk)
    _analyze()


def _beside(release: Release, number: int) -> Release:
    return Release.objects.create(
        code=f"bench-{number}", fingerprint=f"bench-{number}", state=release.state, years=release.years
    )


def _analyze() -> None:
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
