"""CSV that the database writes itself: COPY of a query, as our own writer would put it, row for row.

Some ten times as quick as reading the rows, and no row is held in memory. The answer goes to a file or a buffer of
ours, never to a reader: a slow one would hold the query open.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

TEXT_OIDS = {25, 1042, 1043}  # text, bpchar, varchar
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Lines:
    """Ends each row as RFC 4180 wants it; COPY hands over one row at a time, ended by a line feed."""

    def __init__(self, stream: Any):
        self._write = stream.write

    def write(self, row: bytes) -> int:
        return int(self._write(row[:-1] + b"\r\n"))


def statement_of(rows: "QuerySet[Any]") -> str:
    """The SQL of `rows` with its values in place; empty where Django knows without asking that there are none."""
    try:
        text, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return ""
    with connection.cursor() as cursor:
        statement: bytes = cursor.mogrify(text, values)
    return statement.decode()


def copy_csv(statement: str, columns: Sequence[str], stream: Any) -> None:
    """Write the rows of `statement`, in its order, to the binary `stream` under a head of `columns`. 2 queries.

    Null is an empty field. Text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    names = [f"column_{place}" for place in range(len(columns))]
    rows = f"({statement}) AS rows ({', '.join(names)})"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {rows} LIMIT 0")  # noqa: S608 (a statement of our own, its values quoted by the driver)
        fields = ", ".join(
            _harmless(name) if kind.type_code in TEXT_OIDS else name
            for name, kind in zip(names, cursor.description, strict=True)
        )
        stream.write(",".join(columns).encode() + b"\r\n")
        query = f"SELECT {fields} FROM {rows}"  # noqa: S608 (as above)
        cursor.copy_expert(f"COPY ({query}) TO STDOUT WITH (FORMAT csv)", _Lines(stream))


def _harmless(name: str) -> str:
    """The first sign is looked at as a number, and letters are let pass at once."""
    starts = [ord(start) for start in FORMULA_STARTS]
    is_formula = f"ascii({name}) <= {max(starts)} AND ascii({name}) IN ({', '.join(map(str, starts))})"
    return f"CASE WHEN {is_formula} THEN '''' || {name} ELSE {name} END"
