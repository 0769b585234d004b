"""Errors that become pages in plain words: 400 with the nearest valid link, 404 with suggestions."""

from collections.abc import Sequence
from difflib import get_close_matches

from django.http import Http404


class BadChoice(ValueError):
    """A known parameter with a bad value. `nearest` is a valid value to offer, `allowed` says what is."""

    def __init__(self, parameter: str, value: str, allowed: Sequence[str]):
        self.parameter, self.value, self.allowed = parameter, value, tuple(allowed)
        close = get_close_matches(value, self.allowed, n=1, cutoff=0.5)
        self.nearest = close[0] if close else (self.allowed[0] if self.allowed else "")
        super().__init__(f"{parameter}={value} is not one of the choices.")


class NotFound(Http404):
    """An unknown code. `suggestions` are (label, url) pairs that the 404 page offers."""

    def __init__(self, message: str, suggestions: Sequence[tuple[str, str]] = ()):
        self.suggestions = tuple(suggestions)
        super().__init__(message)
