"""Saved searches as choices of the directory. What was kept is read again each time: codes come and go."""

from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict

from internationalisation.directory.choices import Choices, parse
from internationalisation.directory.facets import check
from portal.core.errors import BadChoice


def read(query: str) -> Choices:
    """What a saved search asks for. Raises BadChoice where the directory would refuse it.

    Whatever its owner sent was kept, so a query may also have more parameters than a request could.
    """
    try:
        choices = parse(QueryDict(query))
    except SuspiciousOperation as error:
        raise BadChoice("query", query, ()) from error
    check(choices)
    return choices


def is_understood(query: str) -> bool:
    """Whether the directory would answer a saved search."""
    try:
        read(query)
    except BadChoice:
        return False
    return True
