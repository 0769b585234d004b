"""What nearly every page needs and somebody may change any minute: read in one query, kept for a second or so.

An app registers a question in `AppConfig.ready()`: rows of (name, JSON object), and what takes the objects. A change
in another process is therefore seen everywhere within two seconds.
"""

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

LIFE_SECONDS = 1.5


@dataclass(slots=True)
class Memory:
    until: float = 0.0


memory = Memory()
Question = Callable[[], "QuerySet[Any]"]
Taker = Callable[[list[dict[str, Any]]], None]
_questions: dict[str, tuple[Question, Taker]] = {}


def register(name: str, question: Question, take: Taker) -> None:
    """`question` gives rows of (`name`, object) in any order; a second registration of a name replaces the first."""
    _questions[name] = (question, take)


def keep_up() -> None:
    """Give every taker what stands now. No query where the process keeps watch, else 1 in a second and a half."""
    if time.monotonic() >= memory.until:
        read()


def read() -> None:
    """The same at once, whatever is remembered. 1 query."""
    asked = [question() for question, _take in _questions.values()]
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for name, row in asked[0].union(*asked[1:], all=True) if len(asked) > 1 else (asked[0] if asked else ()):
        found[name].append(row)
    for name, (_question, take) in _questions.items():
        take(found[name])
    memory.until = time.monotonic() + LIFE_SECONDS


def forget() -> None:
    """Ask the database again at the next question."""
    memory.until = 0.0
