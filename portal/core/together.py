"""Rows of several questions in one: each part selects its name, the place of the row and the row as a JSON object."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

Rows = Mapping[str, Sequence[tuple[int, dict[str, Any]]]]


def read_together(parts: "Sequence[QuerySet[Any, Any]]") -> Rows:
    """(place, row) by name of the part. 1 query, none without parts."""
    found: dict[str, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
    if not parts:
        return found
    for name, place, values in parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]:
        found[name].append((place, values))
    return found
