import pytest

from observatory.loading.flags import ABSENT, read_flags
from observatory.models import Mark, Status


@pytest.mark.parametrize(
    ("letters", "is_missing", "status", "marks"),
    [
        ("", False, Status.FINAL, 0),
        ("", True, ABSENT, 0),
        ("b", False, Status.FINAL, Mark.BREAK),
        ("d", False, Status.FINAL, Mark.DEFINITION_DIFFERS),
        ("r", False, Status.FINAL, Mark.REVISED),
        ("p", False, Status.PROVISIONAL, 0),
        ("i", False, Status.ESTIMATED, 0),
        ("u", False, Status.LOW_RELIABILITY, 0),
        ("u", True, Status.LOW_RELIABILITY, 0),
        ("c", True, Status.CONFIDENTIAL, 0),
        ("cd", True, Status.CONFIDENTIAL, Mark.DEFINITION_DIFFERS),
        ("bc", True, Status.CONFIDENTIAL, Mark.BREAK),
        ("ci", True, Status.CONFIDENTIAL, 0),
        ("b", True, Status.NOT_AVAILABLE, Mark.BREAK),
        ("p", True, Status.NOT_AVAILABLE, 0),
        ("bdr", False, Status.FINAL, Mark.BREAK | Mark.DEFINITION_DIFFERS | Mark.REVISED),
        ("q", False, Status.FINAL, Mark.UNKNOWN_FLAG),
        ("qb", False, Status.FINAL, Mark.BREAK | Mark.UNKNOWN_FLAG),
    ],
)
def test_flags_are_read_letter_by_letter(letters: str, is_missing: bool, status: int, marks: int) -> None:
    assert read_flags(letters, is_missing) == (status, marks)
