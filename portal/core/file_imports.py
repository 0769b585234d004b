"""A file on its way into the portal: looked through, confirmed, written as a whole; one row of a model each."""

import uuid
from time import monotonic
from types import TracebackType
from typing import Any, ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy

SECONDS = 0.5


class FileImport(models.Model):
    """`report` says what was found or done, row by row; how it is written is the app's own.

    `token` belongs to one look through the file: who confirms sends it along, and only the first one counts.
    """

    class State(models.TextChoices):
        CHECKING = "checking", gettext_lazy("The file is being looked through")
        READY = "ready", gettext_lazy("Looked through: nothing is written yet")
        REFUSED = "refused", gettext_lazy("The file has faults: nothing is written")
        WRITING = "writing", gettext_lazy("The rows are being written")
        DONE = "done", gettext_lazy("The rows are written")
        FAILED = "failed", gettext_lazy("The last step failed: nothing is written")

    BUSY: ClassVar[tuple[str, ...]] = (State.CHECKING, State.WRITING)

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    is_publishing = models.BooleanField(default=False)
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.CHECKING)
    rows = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    problem = models.TextField(blank=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_busy(self) -> bool:
        return self.state in self.BUSY

    @property
    def done_percent(self) -> int:
        """0 where nothing is known yet."""
        return 100 * self.rows_done // self.rows if self.rows else 0


def begin_writing(upload: FileImport, token: UUID | None) -> bool:
    """Confirm what was shown under this token; False where it was confirmed already or looks different now."""
    if token is None:
        return False
    state = FileImport.State
    waiting = _rows_of(upload).filter(token=token, state__in=(state.READY, state.FAILED))
    return bool(waiting.update(state=state.WRITING, rows_done=0, problem=""))


def delete_import(upload: FileImport) -> bool:
    """Forget an import; False for one that is being written. What it wrote stays."""
    return bool(_rows_of(upload).exclude(state=FileImport.State.WRITING).delete()[0])


def _rows_of(upload: FileImport) -> "models.QuerySet[Any]":
    return type(upload)._default_manager.filter(pk=upload.pk)


class RowProgress:
    """How far an import is, seen from outside while its one transaction is not finished yet.

    Writes through a connection of its own, at most twice a second; to be closed before the row itself is written.
    """

    def __init__(self, model: type[FileImport], pk: int):
        table = connection.ops.quote_name(model._meta.db_table)
        self.sql = f"UPDATE {table} SET rows_done = %s, rows = %s WHERE id = %s"  # noqa: S608 (a table of ours)
        self.pk = pk
        self.connection: BaseDatabaseWrapper | None = None
        self.next_write = 0.0

    def __call__(self, done: int, total: int) -> None:
        if monotonic() < self.next_write:
            return
        self.next_write = monotonic() + SECONDS
        self.connection = self.connection or connection.copy()
        with self.connection.cursor() as cursor:
            cursor.execute(self.sql, [done, total, self.pk])

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
