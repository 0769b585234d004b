"""Errors that become pages in plain words: 400 with the nearest valid link, 404 with suggestions."""

from collections.abc import Sequence
from difflib import get_close_matches

from django.http import Http404

LONGEST_VALUE = 60  # longer ones are nobody's slip of the pen, and are cut in what the page repeats


class BadChoice(ValueError):
    """A known parameter with a bad value. `nearest` is a valid value to offer, `allowed` says what is."""

    def __init__(self, parameter: str, value: str, allowed: Sequence[str]):
        self.parameter, self.value, self.allowed = parameter, shortened(value), tuple(allowed)
        close = get_close_matches(self.value, self.allowed, n=1, cutoff=0.5)
        self.nearest = close[0] if close else (self.allowed[0] if self.allowed else "")
        super().__init__(f"{parameter}={self.value} is not one of the choices.")


class NotFound(Http404):
    """An unknown code. `suggestions` are (label, url) pairs that the 404 page offers."""

    def __init__(self, message: str, suggestions: Sequence[tuple[str, str]] = ()):
        self.suggestions = tuple(suggestions)
        super().__init__(message)


class TryLater(Exception):
    """Something outside does not answer now, a mail server: the queue runs the job that met it again, later."""


class LanguageClosed(NotFound):
    """An address in a language that the public does not read. `translations` are (code, name, url) of the open ones."""

    def __init__(self, message: str, translations: Sequence[tuple[str, str, str]]):
        self.translations = tuple(translations)
        super().__init__(message, [(name, url) for _code, name, url in self.translations])


def shortened(value: str) -> str:
    """What was asked for, short enough to stand in a sentence."""
    return value if len(value) <= LONGEST_VALUE else f"{value[:LONGEST_VALUE]}…"
