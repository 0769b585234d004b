"""Statuses and marks as the files write them, made by the database."""

from django.db.models import Case, CharField, Expression, F, Func, TextField, Value, When
from django.db.models.functions import Cast, NullIf
from django.db.models.lookups import GreaterThan

from observatory.models import Mark, Status
from observatory.models.figure import Outlook

STATUS_WORDS = {status.value: status.name.lower().replace("_", "-") for status in Status}
OUTLOOK_WORDS = {outlook.value: outlook.name.lower() for outlook in Outlook}
MARK_WORDS = {mark.value: mark.name.lower().replace("_", "-") for mark in Mark}


def status_word(path: str = "status") -> Expression:
    """`final`, `confidential` and so on."""
    return Case(*(When(**{path: value}, then=Value(word)) for value, word in STATUS_WORDS.items()))


def mark_words(path: str = "marks") -> Expression:
    """Marks with spaces between: `break definition-differs`; null where there is none."""
    words = (
        Case(When(GreaterThan(F(path).bitand(bit), 0), then=Value(word, TextField())))
        for bit, word in MARK_WORDS.items()
    )
    joined = Func(Value(" "), *words, function="CONCAT_WS", output_field=TextField())
    return NullIf(joined, Value("", TextField()))


def word_of(path: str, words: dict[int, str]) -> Expression:
    """A number by its word; null stays null."""
    return Case(*(When(**{path: number}, then=Value(word)) for number, word in words.items()), output_field=CharField())


def true_or_false(path: str) -> Expression:
    return Cast(path, TextField())


def words_of_list(path: str) -> Expression:
    """An array of codes with spaces between."""
    return Func(F(path), Value(" "), function="ARRAY_TO_STRING", output_field=TextField())


def nothing_for_empty(path: str) -> Expression:
    return NullIf(F(path), Value(""))
