"""Rows for PostgreSQL's binary COPY, laid out column by column by numpy: no row is touched by Python.

A block of rows is first laid out at its full width, big-endian, each field after its length in bytes; then the
bytes of nulls and the unused ends of texts are cut out.
"""

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from django.db import connection
from django.db.models import Model

ROWS_A_BLOCK = 50_000
SIGNATURE = b"PGCOPY\n\xff\r\n\0" + struct.pack(">ii", 0, 0)
TRAILER = struct.pack(">h", -1)
NULL = -1
OIDS = {"int2[]": 21, "float8[]": 701}
FORMS = {"int2": ">i2", "int4": ">i4", "int8": ">i8", "float8": ">f8", "bool": "u1"}
ELEMENTS = {
    "int2[]": np.dtype([("size", ">i4"), ("value", ">i2")]),
    "float8[]": np.dtype([("size", ">i4"), ("value", ">f8")]),
}
ARRAY_HEAD = np.dtype([(name, ">i4") for name in ("dimensions", "has_nulls", "oid", "length", "first")])

Kind = Literal["int2", "int4", "int8", "float8", "bool", "text", "int2[]", "float8[]"]


@dataclass(frozen=True, slots=True)
class Column:
    """`values` (N,), or (N, K) for an array; null where `is_null` says so, and where a float8 or its element is NaN.

    `is_null` (N,) of an array makes whole arrays null, (N, K) their elements. Texts are str or, quicker, UTF-8 bytes.
    """

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


def _unheard(rows: int) -> None:
    return None


def copy_rows(model: type[Model], columns: Sequence[Column], written: Callable[[int], None] = _unheard) -> int:
    """Append rows to the model's table; returns how many. Column names are those of the table.

    `written` is told how many rows were handed over so far.
    """
    return copy_into(model._meta.db_table, columns, written)


def copy_into(table: str, columns: Sequence[Column], written: Callable[[int], None] = _unheard) -> int:
    """The same for any table, one of this session's own for example."""
    names = ", ".join(f'"{column.name}"' for column in columns)
    statement = f'COPY "{table}" ({names}) FROM STDIN (FORMAT binary)'
    with connection.cursor() as cursor:
        cursor.copy_expert(statement, _Stream(_blocks(columns, written)))
    return len(columns[0].values)


def _blocks(columns: Sequence[Column], written: Callable[[int], None]) -> Iterator[bytes]:
    yield SIGNATURE
    total = len(columns[0].values)
    for start in range(0, total, ROWS_A_BLOCK):
        yield encode([column.part(slice(start, start + ROWS_A_BLOCK)) for column in columns])
        written(min(start + ROWS_A_BLOCK, total))
    yield TRAILER


def encode(columns: Sequence[Column]) -> bytes:
    """The rows as COPY wants them: the number of fields, then each field after its length in bytes."""
    columns = [_with_bytes(column) for column in columns]
    rows = np.zeros(len(columns[0].values), _layout(columns))
    kept = np.ones((len(rows), rows.dtype.itemsize), bool)
    rows["fields"] = len(columns)
    for column in columns:
        field = _Field(rows, kept, column)
        if column.kind in ELEMENTS:
            _fill_array(field)
        elif column.kind == "text":
            _fill_text(field)
        else:
            _fill_number(field)
    return bytes(rows.view(np.uint8)[kept.ravel()].tobytes())


def _with_bytes(column: Column) -> Column:
    if column.kind != "text" or column.values.dtype.kind == "S":
        return column
    return Column(column.name, "text", np.strings.encode(column.values.astype(np.str_), "utf-8"), column.is_null)


def _layout(columns: Sequence[Column]) -> np.dtype:
    """A row at its full width: of every column its length in bytes (`name bytes`) and its value."""
    fields: list[tuple[str, Any]] = [("fields", ">i2")]
    for column in columns:
        fields += [(f"{column.name} bytes", ">i4"), (column.name, _form(column))]
    return np.dtype(fields)


def _form(column: Column) -> Any:
    if column.kind in ELEMENTS:
        return np.dtype([("head", ARRAY_HEAD), ("elements", ELEMENTS[column.kind], column.values.shape[1:])])
    if column.kind == "text":
        return f"S{max(column.values.dtype.itemsize, 1)}"
    return FORMS[column.kind]


@dataclass(frozen=True, slots=True)
class _Field:
    """One column of a block: where it stands in `rows`, and in `kept` (rows, bytes), the bytes that are sent."""

    rows: np.ndarray
    kept: np.ndarray
    column: Column

    def fill(self, values: Any, sizes: Any) -> None:
        self.rows[self.column.name] = values
        self.rows[f"{self.column.name} bytes"] = sizes

    @property
    def sent(self) -> np.ndarray:
        """The field's stretch of `kept`, in the layout of the rows: where zero is written nothing is sent."""
        return np.asarray(self.kept.view(self.rows.dtype)[:, 0][self.column.name])

    @property
    def is_null(self) -> np.ndarray | None:
        column = self.column
        found = np.isnan(column.values) if column.kind.startswith("float8") else column.is_null
        return found if found is not None and found.any() else None


def _fill_number(field: _Field) -> None:
    width, is_null = np.dtype(FORMS[field.column.kind]).itemsize, field.is_null
    field.fill(field.column.values, width if is_null is None else np.where(is_null, NULL, width))
    if is_null is not None:
        field.sent[is_null] = 0


def _fill_text(field: _Field) -> None:
    texts, is_null = field.column.values, field.is_null
    lengths = np.strings.str_len(texts)
    field.fill(texts, lengths if is_null is None else np.where(is_null, NULL, lengths))
    used = lengths if is_null is None else np.where(is_null, 0, lengths)
    _, start = field.rows.dtype.fields[field.column.name][:2]  # type: ignore[index]  # a layout has fields
    width = field.rows.dtype[field.column.name].itemsize
    if (used < width).any():
        field.kept[:, start : start + width] = np.arange(width) < used[:, None]


def _fill_array(field: _Field) -> None:
    """One-dimensional arrays of equal length, of which some, or some elements, may be null."""
    values, kind, is_null = field.column.values, field.column.kind, field.is_null
    width = ELEMENTS[kind]["value"].itemsize
    whole = is_null if is_null is not None and is_null.ndim == 1 else np.zeros(len(values), bool)
    is_null = np.zeros(values.shape, bool) if is_null is None or is_null.ndim == 1 else is_null
    found = field.rows[field.column.name]
    for name, value in (("dimensions", 1), ("oid", OIDS[kind]), ("length", values.shape[1]), ("first", 1)):
        found["head"][name] = value
    found["head"]["has_nulls"] = is_null.any(1)
    found["elements"]["size"] = np.where(is_null, NULL, width)
    found["elements"]["value"] = values
    field.sent["elements"]["value"][is_null] = 0
    field.sent[whole] = np.zeros((), field.sent.dtype)
    sizes = ARRAY_HEAD.itemsize + ELEMENTS[kind].itemsize * values.shape[1] - width * is_null.sum(1)
    field.rows[f"{field.column.name} bytes"] = np.where(whole, NULL, sizes)
