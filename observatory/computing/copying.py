"""Rows for PostgreSQL's binary COPY, laid out column by column: no row is touched by Python.

Every row is first laid out at its full width; then the bytes of nulls and the unused ends of texts are cut out.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from django.db import connection
from django.db.models import Model

ROWS_A_BLOCK = 40_000
SIGNATURE = b"PGCOPY\n\xff\r\n\0" + struct.pack(">ii", 0, 0)
TRAILER = struct.pack(">h", -1)
NULL = -1
INT2_OID = 21
ARRAY_HEAD = 5  # dimensions, has nulls, type, length, lower bound
FORMS = {"int2": ">i2", "int4": ">i4", "int8": ">i8", "float8": ">f8", "bool": "u1"}

Kind = Literal["int2", "int4", "int8", "float8", "bool", "text", "int2[]"]


@dataclass(frozen=True, slots=True)
class Column:
    """`values` (N,), or (N, K) for an array; null where `is_null` says so, and where a float8 is NaN."""

    name: str
    kind: Kind
    values: np.ndarray
    is_null: np.ndarray | None = None

    def part(self, rows: slice) -> "Column":
        nulls = None if self.is_null is None else self.is_null[rows]
        return Column(self.name, self.kind, self.values[rows], nulls)


class _Stream:
    """A file as COPY reads it: the next block at each call, whatever size it asks for."""

    def __init__(self, blocks: Iterator[bytes]):
        self._blocks = blocks

    def read(self, size: int = -1) -> bytes:
        return next(self._blocks, b"")


def copy_rows(model: type[Model], columns: Sequence[Column]) -> int:
    """Append rows to the model's table; returns how many. Column names are those of the table."""
    names = ", ".join(f'"{column.name}"' for column in columns)
    statement = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN (FORMAT binary)'
    with connection.cursor() as cursor:
        cursor.copy_expert(statement, _Stream(_blocks(columns)))
    return len(columns[0].values)


def _blocks(columns: Sequence[Column]) -> Iterator[bytes]:
    yield SIGNATURE
    for start in range(0, len(columns[0].values), ROWS_A_BLOCK):
        yield encode([column.part(slice(start, start + ROWS_A_BLOCK)) for column in columns])
    yield TRAILER


def encode(columns: Sequence[Column]) -> bytes:
    """The rows as COPY wants them: the number of fields, then each field after its length in bytes."""
    count = len(columns[0].values)
    parts = [(_bytes_of(np.full(count, len(columns)), ">i2"), None), *(_field(column) for column in columns)]
    raw = np.hstack([part for part, _ in parts])
    kept = np.hstack([np.ones(part.shape, bool) if keep is None else keep for part, keep in parts])
    return bytes(raw[kept].tobytes())


def _bytes_of(values: np.ndarray, form: str) -> np.ndarray:
    """(N,) or (N, K) numbers as (N, bytes)."""
    array = np.ascontiguousarray(values.astype(form))
    return array.view(np.uint8).reshape(len(array), -1)


def _field(column: Column) -> tuple[np.ndarray, np.ndarray | None]:
    if column.kind == "text":
        return _text_field(column)
    if column.kind == "int2[]":
        return _array_field(column)
    return _number_field(column)


def _number_field(column: Column) -> tuple[np.ndarray, np.ndarray | None]:
    data = _bytes_of(column.values, FORMS[column.kind])
    is_null = np.isnan(column.values) if column.kind == "float8" else column.is_null
    width = data.shape[1]
    if is_null is None:
        return np.hstack([_bytes_of(np.full(len(data), width), ">i4"), data]), None
    size = _bytes_of(np.where(is_null, NULL, width), ">i4")
    kept = np.repeat(np.column_stack([np.ones(len(data), bool), ~is_null]), [4, width], axis=1)
    return np.hstack([size, data]), kept


def _text_field(column: Column) -> tuple[np.ndarray, np.ndarray]:
    texts = np.strings.encode(column.values.astype(np.str_), "utf-8")
    lengths = np.strings.str_len(texts)
    data = _bytes_of(texts, texts.dtype.str) if texts.dtype.itemsize else np.zeros((len(texts), 0), np.uint8)
    kept = np.hstack([np.ones((len(texts), 4), bool), np.arange(data.shape[1]) < lengths[:, None]])
    return np.hstack([_bytes_of(lengths, ">i4"), data]), kept


def _array_field(column: Column) -> tuple[np.ndarray, np.ndarray]:
    """One-dimensional int2 arrays of equal length, whose elements may be null."""
    count, length = column.values.shape
    is_null = np.zeros((count, length), bool) if column.is_null is None else column.is_null
    elements = np.concatenate(
        [
            _bytes_of(np.where(is_null, NULL, 2).ravel(), ">i4"),
            _bytes_of(np.where(is_null, 0, column.values).ravel(), ">i2"),
        ],
        axis=1,
    ).reshape(count, -1)
    kept = np.repeat(np.stack([np.ones_like(is_null), ~is_null], axis=2).reshape(count, -1), [4, 2] * length, axis=1)
    head = np.column_stack([np.ones(count), is_null.any(1), *(np.full(count, n) for n in (INT2_OID, length, 1))])
    size = 4 * ARRAY_HEAD + kept.sum(1)
    front = np.hstack([_bytes_of(size, ">i4"), _bytes_of(head, ">i4")])
    return np.hstack([front, elements]), np.hstack([np.ones(front.shape, bool), kept])
