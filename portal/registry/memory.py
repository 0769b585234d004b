"""Reference data that never changes while the portal runs, kept in process after the first question.

A reload of the reference data is followed by a restart of the server; tests call `forget` between them. What changes
while the portal runs (a scheme is opened or withdrawn) carries a number, which `keep_up` compares.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

Answer = TypeVar("Answer")
_memories: list[Any] = []


def remember(function: Callable[..., Answer]) -> Callable[..., Answer]:
    """Decorator: answer a question with hashable arguments once a process."""
    memory = lru_cache(maxsize=256)(function)
    _memories.append(memory)
    return memory


def forget() -> None:
    """Empty every memory: after a reload of the reference data, and between tests."""
    for memory in _memories:
        memory.cache_clear()


class _Known:
    """The number of the reference data that this process remembers; None before it has met one."""

    number: int | None = None


def keep_up(number: int) -> None:
    """Forget everything where the reference data changed since this process asked last. Costs no query."""
    if _Known.number is not None and _Known.number != number:
        forget()
    _Known.number = number
