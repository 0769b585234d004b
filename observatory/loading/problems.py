"""What is wrong in a file, with line and column, collected instead of raised one by one."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

LISTED_AT_MOST = 200


class Kind(StrEnum):
    """Kinds of problems. A damaged file is never loaded; of the others `--allow-unknown` drops the cells."""

    UNKNOWN_REGION = "unknown region"
    UNKNOWN_INDUSTRY = "unknown industry"
    UNKNOWN_INDICATOR = "unknown indicator"
    DUPLICATE_KEY = "duplicate key"
    NOT_A_NUMBER = "not a number"
    NEGATIVE = "negative figure"
    WRONG_WIDTH = "wrong number of columns"
    TRUNCATED = "file ends early"
    ENCODING = "wrong encoding"
    HEADER = "header not understood"


DAMAGE = frozenset({Kind.TRUNCATED, Kind.ENCODING, Kind.HEADER})


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` and `column` count from 1; 0 means the whole file or the whole line. `column` counts tab stops."""

    kind: Kind
    file: str
    line: int
    column: int
    text: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" + (f", column {self.column}" if self.column else "")
        return f"{place}: {self.kind}: {self.text}"


@dataclass(slots=True)
class Problems:
    """All problems counted by kind, the first of them kept word for word."""

    listed: list[Problem] = field(default_factory=list)
    counts: Counter[Kind] = field(default_factory=Counter)

    def add(self, problem: Problem) -> None:
        self.counts[problem.kind] += 1
        if len(self.listed) < LISTED_AT_MOST:
            self.listed.append(problem)

    @property
    def is_damaged(self) -> bool:
        return any(kind in DAMAGE for kind in self.counts)

    def __bool__(self) -> bool:
        return bool(self.counts)

    def __str__(self) -> str:
        more = self.counts.total() - len(self.listed)
        lines = [str(problem) for problem in self.listed]
        return "\n".join([*lines, f"… and {more} more"] if more else lines)


class LoadRefused(Exception):
    """The files have problems: nothing was written. `problems` says which."""

    def __init__(self, problems: Problems):
        self.problems = problems
        counts = ", ".join(f"{count} × {kind}" for kind, count in problems.counts.most_common())
        super().__init__(f"Nothing was loaded: {counts}.\n{problems}")
