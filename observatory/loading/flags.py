"""Eurostat's flags, read letter by letter: one status and a set of marks for every cell.

Source: Eurostat's list of observation flags. `i` stood for "see metadata" and for imputed figures in this
dataset's years: both mean that somebody else than the producer filled the cell, so it counts as estimated.
"""

from functools import cache

from observatory.models import Mark, Status

STATUS = {
    "p": Status.PROVISIONAL,
    "e": Status.ESTIMATED,
    "i": Status.ESTIMATED,
    "s": Status.ESTIMATED,
    "u": Status.LOW_RELIABILITY,
    "c": Status.CONFIDENTIAL,
}
MARKS = {"b": Mark.BREAK, "d": Mark.DEFINITION_DIFFERS, "r": Mark.REVISED}
ABSENT = 255
"""Stands for "missing without any flag" in arrays of statuses: such cells are not stored."""


@cache
def read_flags(letters: str, is_missing: bool) -> tuple[int, int]:
    """Status and marks of a cell with the flags `letters`; `is_missing` when it holds no number.

    Of several statuses the highest wins. A cell without a number is confidential or unreliable when a flag says
    so, else not available; without any flag it is ABSENT.
    """
    if is_missing and not letters:
        return ABSENT, 0
    status = max((STATUS[letter] for letter in letters if letter in STATUS), default=Status.FINAL)
    if is_missing and status < Status.LOW_RELIABILITY:
        status = Status.NOT_AVAILABLE
    marks = 0
    for letter in letters:
        marks |= MARKS.get(letter, 0) if letter in MARKS or letter in STATUS else Mark.UNKNOWN_FLAG
    return int(status), int(marks)


def unknown_letters(letters: str) -> frozenset[str]:
    return frozenset(letters).difference(STATUS, MARKS)
