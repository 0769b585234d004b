"""Write cells to PostgreSQL by binary COPY: whole columns are laid out by numpy, no row is touched by Python."""

import struct
from collections.abc import Iterator

import numpy as np
from django.db import connection

from observatory.loading.cells import Cells
from observatory.loading.reading import Progress, Reading

ROWS_A_BLOCK = 100_000
SIGNATURE = b"PGCOPY\n\xff\r\n\0" + struct.pack(">ii", 0, 0)
TRAILER = struct.pack(">h", -1)
INDUSTRY_BYTES = 12
NULL = -1
COPY = (
    "COPY observatory_observation (release_id, indicator, region_id, industry_id, year, value, status, marks) "
    "FROM STDIN (FORMAT binary)"
)
ROW = np.dtype(
    [
        ("fields", ">i2"),
        ("release_bytes", ">i4"),
        ("release", ">i8"),
        ("indicator_bytes", ">i4"),
        ("indicator", ">i2"),
        ("region_bytes", ">i4"),
        ("region", ">i8"),
        ("industry_bytes", ">i4"),
        ("industry", f"S{INDUSTRY_BYTES}"),
        ("year_bytes", ">i4"),
        ("year", ">i2"),
        ("value_bytes", ">i4"),
        ("value", ">f8"),
        ("status_bytes", ">i4"),
        ("status", ">i2"),
        ("marks_bytes", ">i4"),
        ("marks", ">i2"),
    ]
)
INDUSTRY_STARTS, VALUE_STARTS = 36, 58
"""Where the two fields of varying length begin in ROW, in bytes."""


class CopyStream:
    """A file to read from, as COPY wants it: the next bytes of an iterator at each call."""

    def __init__(self, blocks: Iterator[bytes]):
        self._blocks = blocks

    def read(self, size: int = -1) -> bytes:
        """The next block whatever `size` is (psycopg2 takes what comes); empty at the end."""
        return next(self._blocks, b"")


def copy_observations(release_id: int, reading: Reading, progress: Progress) -> None:
    """Write all cells under `release_id` in the order of their key. Must run inside the load's transaction."""
    with connection.cursor() as cursor:
        cursor.copy_expert(COPY, CopyStream(_stream(release_id, reading, progress)))


def _stream(release_id: int, reading: Reading, progress: Progress) -> Iterator[bytes]:
    yield SIGNATURE
    codes = np.array(reading.industries, dtype=f"S{INDUSTRY_BYTES}")
    total = len(reading.cells)
    for start in range(0, total, ROWS_A_BLOCK):
        part = slice(start, start + ROWS_A_BLOCK)
        yield encode(release_id, reading.cells, reading.territory.ids, codes, part)
        progress("writing", min(start + ROWS_A_BLOCK, total), total)
    yield TRAILER


def encode(release_id: int, cells: Cells, region_ids: np.ndarray, industries: np.ndarray, part: slice) -> bytes:
    """Rows of `part` in PostgreSQL's binary COPY format (big-endian, each field after its length in bytes).

    Every row is first laid out at its full width; then the unused ends of industry codes and the values of cells
    without a number are cut out.
    """
    rows = np.zeros(len(cells.value[part]), ROW)
    rows["fields"] = 8
    for name in ("release", "region", "indicator", "year", "status", "marks"):
        rows[f"{name}_bytes"] = ROW[name].itemsize
    rows["release"] = release_id
    rows["region"] = region_ids[cells.region[part]]
    rows["industry"] = industries[cells.industry[part]]
    rows["industry_bytes"] = np.strings.str_len(rows["industry"])
    rows["value"] = cells.value[part]
    is_null = np.isnan(cells.value[part])
    rows["value_bytes"] = np.where(is_null, NULL, 8)
    for name in ("indicator", "year", "status", "marks"):
        rows[name] = getattr(cells, name)[part]
    return _without_gaps(rows, is_null)


def _without_gaps(rows: np.ndarray, is_null: np.ndarray) -> bytes:
    raw = rows.view(np.uint8).reshape(len(rows), ROW.itemsize)
    is_kept = np.ones(raw.shape, bool)
    industry, value = INDUSTRY_STARTS, VALUE_STARTS
    is_kept[:, industry : industry + INDUSTRY_BYTES] = np.arange(INDUSTRY_BYTES) < rows["industry_bytes"][:, None]
    is_kept[is_null, value : value + 8] = False
    return raw[is_kept].tobytes()
