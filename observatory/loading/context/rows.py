"""What every layout of a file of context comes down to: rows of one zone with the cells they hold."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from observatory.loading.flags import ABSENT, read_flags, unknown_letters
from observatory.loading.problems import Kind, Problem, Problems
from observatory.loading.profiles import Profile
from observatory.models import Status

NOTHING = float("nan")


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as it stands: `indicator` is the source's code, `year` 0 where only the profile knows it.

    `value` is NaN without a number, `status` ABSENT where there is nothing to store. `result` is a result in words.
    """

    indicator: str
    year: int
    value: float
    status: int
    marks: int
    column: int
    result: str = ""
    unknown_flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RawRow:
    """`sheet` and `line` (from 1) say where it stands; `refusal` is why the layout knows it is not wanted."""

    sheet: str
    line: int
    zone: str
    cells: tuple[RawCell, ...]
    refusal: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Notes:
    """Where a layout puts what is wrong in the file. `where` is its name, with the sheet where there are several."""

    file: str
    problems: Problems

    def add(self, kind: Kind, place: tuple[str, int, int], text: str) -> None:
        sheet, line, column = place
        where = f"{self.file}, sheet {sheet}" if sheet else self.file
        self.problems.add(Problem(kind, where, line, column, text))


Rows = Iterator[RawRow]
Tell = Callable[[int, int], None]
"""Called with how much of the file is read, and how much there is."""


@dataclass(frozen=True, slots=True)
class Parser:
    """Reads cells as the profile says: which texts mean that nothing is there, and whether zero does."""

    profile: Profile
    notes: Notes

    def cell(self, indicator: str, year: int, raw: object, place: tuple[str, int, int], letters: str = "") -> RawCell:
        """A cell with its flags; ABSENT where it is empty, and where it cannot be read (a problem is added)."""
        workbook = self.profile.workbook
        missing = workbook.missing if workbook else ()
        text = raw.strip() if isinstance(raw, str) else raw
        if text is None or text in missing:
            status = Status.NOT_AVAILABLE if text and text != ":" else ABSENT
            return self._flagged(RawCell(indicator, year, NOTHING, status, 0, place[2]), letters)
        if isinstance(text, bool) or not isinstance(text, int | float):
            self.notes.add(Kind.NOT_A_NUMBER, place, repr(text)[:40])
            return RawCell(indicator, year, NOTHING, ABSENT, 0, place[2])
        if text == 0 and workbook and workbook.zero_is_missing:
            return RawCell(indicator, year, NOTHING, Status.NOT_AVAILABLE, 0, place[2])
        return self._flagged(RawCell(indicator, year, float(text), Status.FINAL, 0, place[2]), letters)

    def _flagged(self, cell: RawCell, letters: str) -> RawCell:
        if not letters:
            return cell
        status, marks = read_flags(letters, cell.value != cell.value)  # NaN is not itself
        value = NOTHING if status == Status.CONFIDENTIAL else cell.value
        unknown = unknown_letters(letters)
        return RawCell(cell.indicator, cell.year, value, status, marks, cell.column, unknown_flags=unknown)


@cache
def one_line(text: str) -> str:
    """A text without line ends, doubled spaces and the null characters that old spreadsheets leave in it."""
    return " ".join(text.replace("\0", "").split())
