"""One file to be made, and how far it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from portal.core.downloads import Download


@dataclass(frozen=True, slots=True)
class Job:
    """`page` is the canonical address of the page that the file sums up, `title` its name; `make` gives the bytes."""

    title: str
    page: str
    suffix: str
    download: Download
    make: Callable[[], bytes]

    @property
    def address(self) -> str:
        """The file's own address: the format stands in the place of the page's last slash."""
        path, mark, query = self.page.partition("?")
        return f"{path.rstrip('/')}.{self.suffix}{mark}{query}"


class State(StrEnum):
    WAITING = "waiting"
    BEING_MADE = "being-made"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Progress:
    """`ahead` jobs are done first; `since` is when the file was asked for, or when its making began.

    `key` names the job that failed, to be tried again.
    """

    state: State
    since: datetime | None = None
    ahead: int = 0
    key: UUID | None = None
