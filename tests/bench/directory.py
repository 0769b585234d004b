"""The directory of 100,000 organisations against itself with 1,000, and against Datasette over the same table."""

import asyncio
import importlib
import importlib.util
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from internationalisation.directory.queries.keeping import get_directory
from portal.registry.memory import forget
from portal.registry.models import ClusterOrganisation
from tests.bench.clocks import cpu_seconds, seconds
from tests.bench.organisations import fill_directory

FEW, MANY = 1_000, 100_000
ROUNDS = 9
FACETS = "country=DE&country=FR&country=IT&technology=photonics&technology=robotics&status=established&open=yes"
# Both sizes fill a page of twenty.
PAGES = ("/clusters/", f"/clusters/?{FACETS}", "/clusters/?q=photon&sort=members", "/clusters/?view=map")
# The same four facets, chosen and counted. Datasette has no choice of several values of an array: one is chosen.
THEIRS = (
    "/bench/organisations.json?country__in=DE,FR,IT&technologies__arraycontains=photonics"
    "&services__arraycontains=training&is_open__exact=1"
    "&_facet=country&_facet_array=technologies&_facet_array=services&_facet=is_open&_size=20"
)
OURS = "/clusters/?country=DE&country=FR&country=IT&technology=photonics&service=training&open=yes"
FREE = (
    "/bench/organisations.json?_facet=country&_facet_array=technologies&_facet_array=services&_facet=is_open&_size=20"
)
LIMITS = {
    "sql_time_limit_ms": 60_000,
    "facet_time_limit_ms": 60_000,
    "default_facet_size": 100,
    "max_returned_rows": 100,
}
_TABLE = """CREATE TABLE organisations (id INTEGER PRIMARY KEY, name TEXT, country TEXT, region TEXT, groups TEXT,
    technologies TEXT, services TEXT, is_open INTEGER, members INTEGER)"""
_COLUMNS = (
    "pk", "name", "country_id", "region_code", "groups", "technologies", "services", "is_open_to_members",
    "members_total",
)  # fmt: skip


def directory_speed() -> Iterator[str]:
    """Measured last: the rows are committed, as those of a running portal are, and stay in the bench's own database."""
    fill_directory(1, FEW)
    before = {page: _measured(page) for page in PAGES}
    fill_directory(FEW + 1, MANY)
    forget()
    yield f"directory: {MANY:,} organisations read by a fresh process in {seconds(get_directory):.1f} s"
    for page in PAGES:
        yield _compared(page, before[page])
    yield from against_datasette()


def _measured(page: str) -> float:
    """Middle of the CPU times of the web process, warm."""
    _get(page)
    return median(cpu_seconds(lambda: _get(page)) for _ in range(ROUNDS))


@cache
def _client() -> Client:
    """One for all: each loads the middleware anew, which costs more than a page."""
    return Client(HTTP_HOST="localhost")


def _get(page: str) -> None:
    response = _client().get(page)
    if response.status_code != 200:
        raise RuntimeError(f"{page}: {response.status_code}")


def _compared(page: str, few: float) -> str:
    many = _measured(page)
    with CaptureQueriesContext(connection) as captured:
        _get(page)
    database = sum(float(query["time"]) for query in captured)
    return (
        f"directory: {page[:40]} of {MANY:,} at {many / few:.2f} times the CPU time of {FEW:,} "
        f"({many * 1000:.0f} ms against {few * 1000:.0f} ms), {len(captured.captured_queries)} queries, "
        f"{database * 1000:.0f} ms in the database"
    )


def against_datasette() -> Iterator[str]:
    """Our whole page against their JSON, both asked in their own process, without a network."""
    if importlib.util.find_spec("datasette") is None:
        yield "directory: not compared with Datasette, which is not installed."
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        write_sqlite(path)
        for title, ours, theirs in (("four facets chosen", OURS, THEIRS), ("nothing chosen", "/clusters/", FREE)):
            _get(ours)
            own = median(seconds(lambda page=ours: _get(page)) for _ in range(ROUNDS))
            other, total = asyncio.run(_datasette(path, theirs))
            yield (
                f"directory: {title}, {other / own:.1f} times the rate of Datasette ({own * 1000:.0f} ms a page "
                f"against {other * 1000:.0f} ms a JSON answer of {total:,})"
            )


def write_sqlite(path: Path) -> None:
    """The same rows as Datasette wants them: arrays as JSON."""
    rows = ClusterOrganisation.objects.order_by("pk").values_list(*_COLUMNS)
    with closing(sqlite3.connect(path)) as database:
        database.execute(_TABLE)
        made = (tuple(json.dumps(one) if isinstance(one, list) else one for one in row) for row in rows.iterator())
        database.executemany(f"INSERT INTO organisations VALUES ({', '.join('?' * len(_COLUMNS))})", made)
        for column in ("country", "is_open", "name"):
            database.execute(f"CREATE INDEX by_{column} ON organisations ({column})")
        database.commit()


async def _datasette(path: Path, address: str) -> tuple[float, int]:
    """Middle of the times of an answer, and how many rows it found."""
    server: Any = importlib.import_module("datasette.app").Datasette([str(path)], settings=LIMITS)
    await server.invoke_startup()
    answer = (await server.client.get(address)).json()
    if answer.get("facets_timed_out") or not answer.get("filtered_table_rows_count"):
        raise RuntimeError("Datasette's counts are not exact.")
    loop, times = asyncio.get_running_loop(), []
    for _ in range(3):
        start = loop.time()
        await server.client.get(address)
        times.append(loop.time() - start)
    return median(times), answer["filtered_table_rows_count"]
