"""Questions to the index of the search."""

from portal.home.search.queries.results import (
    BEGIN,
    END,
    Hit,
    count_kinds,
    list_best,
    list_hits,
    list_promoted,
    list_regions,
    matching,
    with_hyphens,
)
from portal.home.search.queries.words import Suggestion, correct, suggest

__all__ = [
    "BEGIN",
    "END",
    "Hit",
    "Suggestion",
    "correct",
    "count_kinds",
    "list_best",
    "list_hits",
    "list_promoted",
    "list_regions",
    "matching",
    "suggest",
    "with_hyphens",
]
