"""Words that a reader may have meant, and names that begin as typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db import connection
from django.db.models import Case, F, FloatField, Q, QuerySet, When

from portal.home.search.models import SearchEntry
from portal.home.search.parsing import Asked
from portal.home.search.queries.results import translated

SUGGESTIONS = 8
RARE, OFTEN, ALIKE = 2, 10, 0.75  # a word of one or two entries, where a similar one has ten times as many
_NEAR = """
    SELECT asked.word, near.word, near.entries
    FROM unnest(%s::text[]) AS asked(word) CROSS JOIN LATERAL (
        SELECT word, entries FROM home_searchword
        WHERE language = ANY(%s) AND word %% asked.word
        ORDER BY similarity(word, asked.word) DESC, entries DESC LIMIT 8
    ) AS near
"""


@dataclass(frozen=True, slots=True)
class Suggestion:
    kind: str
    title: str
    path: str
    language: str


def correct(asked: Asked, languages: Sequence[str]) -> str:
    """The search with each unknown word replaced by the most similar known one; empty where that changes nothing.

    1 query.
    """
    words = {word for term in asked.wanted if not term.is_phrase for word in term.key.split() if len(word) > 3}
    near = _near(sorted(words), languages) if words else {}
    better = {word: _nearest(word, known) for word, known in near.items()}
    parts = [" ".join(better.get(word, word) for word in term.key.split()) for term in asked.wanted]
    corrected = " ".join(parts)
    return corrected if corrected != " ".join(term.key for term in asked.wanted) else ""


def _near(words: Sequence[str], languages: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
    near: dict[str, list[tuple[str, int]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, [list(words), list(languages)])
        for word, known, entries in cursor.fetchall():
            near.setdefault(word, []).append((known, entries))
    return near


def _nearest(word: str, known: Sequence[tuple[str, int]]) -> str:
    """The word with most letters in the same order; the word itself unless it is rare beside a similar one."""
    near = [pair for pair in known if pair[0] != word]
    if not near:
        return word
    best, entries = max(near, key=lambda pair: (_likeness(word, pair[0]), pair[1]))
    own = dict(known).get(word, 0)
    return word if own and not (own <= RARE and entries >= OFTEN * own and _likeness(word, best) > ALIKE) else best


def _likeness(word: str, other: str) -> float:
    return round(SequenceMatcher(None, word, other).ratio(), 2)


def suggest(asked: Asked, languages: Sequence[str]) -> list[Suggestion]:
    """Entries with a name or a word of a name that begins so; where there are none, with the nearest known words.

    1 query, 3 where nothing begins so.
    """
    found = _completions(asked.key, languages) if asked.key else []
    corrected = "" if found or not asked.wanted else correct(asked, languages)
    return found or (_completions(corrected, languages) if corrected else [])


def _completions(key: str, languages: Sequence[str]) -> list[Suggestion]:
    begins = _readable(languages).filter(names__contains=f" {key}").annotate(fit=F("weight") * _fit(key))
    rows = begins.order_by("-fit", "title", "pk").values_list("kind", "title", "path", "language")
    return [Suggestion(*row) for row in rows[:SUGGESTIONS]]


def _readable(languages: Sequence[str]) -> QuerySet[SearchEntry]:
    first, *others = languages
    readable = Q(language=first)
    for other in others:
        readable |= Q(~translated(first), language=other)
    return SearchEntry.objects.filter(readable)


def _fit(key: str) -> Case:
    """A whole name fits better than the beginning of the title, of a name, of any word."""
    return Case(
        When(names__contains=f"| {key} |", then=4.0),
        When(names__startswith=f"| {key}", then=3.0),
        When(names__contains=f"| {key}", then=2.0),
        default=1.0,
        output_field=FloatField(),
    )
