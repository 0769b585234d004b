"""200,000 generated firms: placing their positions against one query of shapely's tree, loading them against COPY."""

import csv
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory, TemporaryFile

import numpy as np
import shapely
from django.db import connection, transaction

from portal.registry.firms.actions import Order, load_firms
from portal.registry.firms.profiles import read_profile
from portal.registry.geometry.locating import locate, locator
from portal.registry.models import Boundary, Country, Firm, Industry
from portal.registry.models.region import CURRENT_NUTS
from tests.bench.clocks import cpu_seconds, seconds

FIRMS = 200_000
ROUNDS = 3
TITLES = (
    "id", "name", "country", "address", "postcode", "town", "longitude", "latitude", "nace", "size", "year_founded",
    "website",
)  # fmt: skip


def firms() -> Iterator[str]:
    """Two lines; skipped where no boundaries are loaded."""
    if not locator().codes:
        yield "firms: skipped, no boundaries are loaded."
        return
    rng = np.random.default_rng(200)
    points, codes = positions(rng)
    yield placing(points)
    yield loading(rng, points, codes)


def positions(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """(N, 2) positions in regions of Europe, some of them just off a shore, and the codes of their regions."""
    spots: list[np.ndarray] = []
    while sum(map(len, spots)) < FIRMS:
        some = np.column_stack([rng.uniform(-10, 30, FIRMS), rng.uniform(36, 65, FIRMS)])
        spots.append(some[locate(*some.T).codes != ""])
    points = np.concatenate(spots)[:FIRMS].round(5)
    return points, locate(*points.T).codes


def placing(points: np.ndarray) -> str:
    """Region of every position, the nearest for those off the shore, against which polygon holds which point."""
    polygons = [bytes(row) for row in Boundary.objects.filter(version=CURRENT_NUTS).values_list("polygon", flat=True)]
    tree = shapely.STRtree(shapely.from_wkb(polygons))
    spots = shapely.points(points)
    ours = median(cpu_seconds(lambda: locate(*points.T)) for _ in range(ROUNDS))
    bare = median(cpu_seconds(lambda: tree.query(spots, predicate="within")) for _ in range(ROUNDS))
    return (
        f"point in polygon: {FIRMS:,} firms in {ours / bare:.2f} times the CPU time of one vectorised STRtree query "
        f"({ours:.2f} s against {bare:.2f} s)"
    )


def loading(rng: np.random.Generator, points: np.ndarray, codes: np.ndarray) -> str:
    """The command's whole work (read, check, place twice, write) against COPY of the same rows into the same table."""
    with TemporaryDirectory() as folder, transaction.atomic():
        path = Path(folder) / "firms.csv"
        write_firms(path, rng, points, codes)
        order = Order(path=path, profile=read_profile("generic"), source="bench")
        load = seconds(lambda: load_firms(order))
        stored = Firm.objects.filter(source="bench").exclude(region_code="").count()
        copy = median(raw_copy() for _ in range(ROUNDS))
        transaction.set_rollback(True)
    return (
        f"firms: {stored:,} loaded at {copy / load:.2f} of the speed of raw COPY, with regions of both NUTS versions "
        f"({load:.1f} s against {copy:.1f} s)"
    )


def write_firms(path: Path, rng: np.random.Generator, points: np.ndarray, codes: np.ndarray) -> None:
    """A list of firms as a chamber might export it."""
    known = set(Country.objects.values_list("code", flat=True))
    classes = list(Industry.objects.filter(level=4).values_list("code", flat=True))
    nace = rng.choice(classes, len(points))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(TITLES)
        for number, ((east, north), code) in enumerate(zip(points.tolist(), codes.tolist(), strict=True)):
            country = code[:2] if code[:2] in known else "DE"
            writer.writerow(
                [number, f"Généré & Söhne {number} GmbH", country, f"Hauptstraße {number % 300}",
                 f"{number % 99_999:05d}", f"Town {number % 9_000}", east, north, nace[number], "small",
                 1950 + number % 70, f"https://firm-{number}.example/"]
            )  # fmt: skip


def raw_copy() -> float:
    """Seconds that COPY needs for the rows of the bench into an empty table with the same keys and checks."""
    with connection.cursor() as cursor, TemporaryFile() as rows:
        cursor.execute("DROP TABLE IF EXISTS bench_firms")
        cursor.execute("CREATE TABLE bench_firms (LIKE registry_firm INCLUDING ALL)")
        cursor.execute("ALTER TABLE bench_firms ADD FOREIGN KEY (country_id) REFERENCES registry_country")
        cursor.copy_expert("COPY (SELECT * FROM registry_firm WHERE source = 'bench') TO STDOUT", rows)
        rows.seek(0)
        return seconds(lambda: cursor.copy_expert("COPY bench_firms FROM STDIN", rows))
