"""Why something about a profile was not done, in words for the page."""

from typing import Any

from django.core.exceptions import PermissionDenied


class Refused(PermissionDenied):
    """The message says what happened, why and what to do. Where no page catches it, it is a 403 and no fault."""


class Incomplete(Refused):
    """The profile lacks what is asked for; `missing` says what and where."""

    def __init__(self, message: str, missing: tuple[Any, ...]):
        self.missing = missing
        super().__init__(message)


class Changed(Refused):
    """The profile is not what the reviewer saw any more."""
