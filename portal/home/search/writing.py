"""Rows of the index from the entries of a kind, and the words of which they are made."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.contrib.postgres.search import SearchConfig, SearchVector
from django.db import connection
from django.db.models import Value
from django.db.models.expressions import Combinable
from django.utils.translation import override

from portal.core.searching import Entry, Kind
from portal.home.search.configurations import configuration
from portal.home.search.models import SearchEntry
from portal.home.search.parsing import folded, joined_words

BATCH = 200
LONGEST_TEXT = 300_000  # a tsvector holds a megabyte at most
TEXT_OF_WORDS = 20_000
_WORD = re.compile(r"[a-z]{4,40}")
_WRITTEN = ("title", "path", "summary", "names", "text", "dated", "weight", "vector")
_WEIGH_WORDS = """
    INSERT INTO home_searchword (language, word, entries)
    SELECT * FROM unnest(%s::text[], %s::text[], %s::int[])
    ON CONFLICT (language, word) DO UPDATE SET entries = greatest(home_searchword.entries, excluded.entries)
"""


def write(kind: Kind, entries: Iterable[Entry]) -> int:
    """Insert or replace the rows of `entries`; how many. 2 queries a batch, and one for the words."""
    count, words = 0, Counter[tuple[str, str]]()
    for batch in batches(entries, BATCH):
        SearchEntry.objects.bulk_create(
            [_row(kind, entry) for entry in batch],
            update_conflicts=True,
            unique_fields=["kind", "key", "language"],
            update_fields=_WRITTEN,
        )
        words.update(pair for entry in batch for pair in _words(entry))
        count += len(batch)
    _keep_words(words)
    return count


def batches(entries: Iterable[Entry], size: int) -> Iterator[Sequence[Entry]]:
    iterator = iter(entries)
    while batch := tuple(islice(iterator, size)):
        yield batch


def names_of(entry: Entry) -> str:
    """`| oberbayern | upper bavaria | de21 |`: a name stands between bars, a word behind a space."""
    names = dict.fromkeys(filter(None, map(folded, (entry.title, *entry.names))))
    return f"| {' | '.join(names)} |"


def _row(kind: Kind, entry: Entry) -> SearchEntry:
    text = "\n".join(filter(None, (entry.keywords, entry.text))).replace("\x00", "")[:LONGEST_TEXT]
    return SearchEntry(
        kind=kind.key,
        key=entry.key,
        language=entry.language,
        title=entry.title,
        path=entry.path,
        summary=entry.summary,
        names=names_of(entry),
        text=text,
        dated=entry.dated,
        weight=kind.weight * entry.weight,
        vector=_vector(kind, entry, text),
    )


def _vector(kind: Kind, entry: Entry, text: str) -> Combinable:
    """Names weigh most, then what the entry is about, its summary and what kind it is, its text."""
    config = SearchConfig(configuration(entry.language))
    names = " . ".join((entry.title, joined_words(entry.title), names_of(entry)))
    about = " . ".join((entry.keywords, joined_words(entry.keywords), *entry.unseen))
    rest = " . ".join((text, joined_words(text)))
    with override(entry.language):
        summary = f"{entry.summary} . {kind.label}"  # "events in Lyon" is an event that says Lyon
    parts = ((names, "A"), (about, "B"), (summary, "C"), (rest, "D"))
    vectors = [SearchVector(Value(part), weight=weight, config=config) for part, weight in parts]
    return vectors[0] + vectors[1] + vectors[2] + vectors[3]


def _words(entry: Entry) -> set[tuple[str, str]]:
    text = " ".join(
        (entry.title, *entry.names, *entry.unseen, entry.summary, entry.keywords, entry.text[:TEXT_OF_WORDS])
    )
    return {(entry.language, word) for word in _WORD.findall(folded(text))}


def _keep_words(words: Counter[tuple[str, str]]) -> None:
    if not words:
        return
    languages, written = zip(*sorted(words), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_WEIGH_WORDS, [list(languages), list(written), [words[pair] for pair in sorted(words)]])
