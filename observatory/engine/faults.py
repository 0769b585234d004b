"""What is wrong in a table, with line numbers: collected, so that everything can be put right at once."""

from dataclasses import dataclass, field

LISTED_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """`line` counts from 1, the head included; 0 means the whole file."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.text}" if self.line else f"{self.file}: {self.text}"


@dataclass(slots=True)
class Faults:
    """All faults of one file counted, the first of them kept word for word."""

    file: str
    listed: list[Fault] = field(default_factory=list)
    count: int = 0

    def add(self, line: int, text: str) -> None:
        self.count += 1
        if len(self.listed) < LISTED_AT_MOST:
            self.listed.append(Fault(self.file, line, text))

    def __bool__(self) -> bool:
        return self.count > 0


class TableRefused(ValueError):
    """A table cannot be read as it stands: nothing was computed, nothing written."""

    def __init__(self, listed: list[Fault], count: int):
        self.listed, self.count = tuple(sorted(listed, key=lambda fault: fault.line)), count
        super().__init__("\n".join(map(str, self.listed)))

    @property
    def more(self) -> int:
        """How many are not listed."""
        return self.count - len(self.listed)


def refuse(*found: Faults) -> None:
    """Raises TableRefused where any file has faults."""
    if any(found):
        raise TableRefused([fault for faults in found for fault in faults.listed], sum(one.count for one in found))
