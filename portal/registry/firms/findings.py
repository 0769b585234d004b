"""What an import has to say about a file: by row and column, as a spreadsheet numbers them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

KEPT = 10_000  # findings in words; more are counted only


class FileRefused(ValueError):
    """The file as a whole cannot be read; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault keeps its row out; a note says what was understood or left empty. Row 1 holds the titles."""

    row: int
    column: str
    text: str
    is_fault: bool

    def __str__(self) -> str:
        place = f"row {self.row}, column {self.column}" if self.column else f"row {self.row}"
        return f"{place}: {self.text}"


@dataclass(slots=True)
class Findings:
    """The first `KEPT` findings in words, and how many there are of each kind."""

    kept: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    faults: int = 0

    def add(self, row: int, column: str, kind: str, detail: str, *, is_fault: bool) -> None:
        """`kind` is the sentence that is counted, `detail` what this row adds to it."""
        self.faults += is_fault
        self.counts[kind] += 1
        if len(self.kept) < KEPT:
            text = f"{kind} ({detail})" if detail else kind
            self.kept.append(Finding(row, column, text, is_fault))

    def take_over(self, others: "Findings") -> None:
        """Add what another part of the import has found."""
        self.kept += others.kept[: max(0, KEPT - len(self.kept))]
        self.counts.update(others.counts)
        self.faults += others.faults

    def __iter__(self) -> Iterator[Finding]:
        return iter(sorted(self.kept, key=lambda one: (not one.is_fault, one.row)))
