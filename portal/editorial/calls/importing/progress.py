"""How far an import is, seen from outside while its one transaction is not finished yet."""

from time import monotonic
from types import TracebackType
from typing import Self

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

SECONDS = 0.5


class RowProgress:
    """Writes through a connection of its own, at most twice a second; to be closed before the row itself is written."""

    def __init__(self, upload_pk: int):
        self.upload_pk = upload_pk
        self.connection: BaseDatabaseWrapper | None = None
        self.next_write = 0.0

    def __call__(self, done: int, total: int) -> None:
        if monotonic() < self.next_write:
            return
        self.next_write = monotonic() + SECONDS
        self.connection = self.connection or connection.copy()
        with self.connection.cursor() as cursor:
            cursor.execute(
                "UPDATE editorial_callimport SET rows_done = %s, rows = %s WHERE id = %s",
                [done, total, self.upload_pk],
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None
