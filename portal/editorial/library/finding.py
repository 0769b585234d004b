"""Finds words in titles, abstracts and the pages of files."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import Case, F, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.utils.translation import get_language

from portal.editorial.library.words import configuration_of, plain
from portal.editorial.models.document_text import DocumentPage, DocumentText

OWN_WORDS = ("title", "abstract", "publisher", "authors", "identifier")
AROUND = 120
ENDING = 2  # letters by which forms of a word differ
SHORTEST = 3
OWN, FILE, CLOSED = "own", "file", "closed"
NOTHING = frozenset({0})  # no row has this key; of a query that needs no database Django counts nothing, not even zero


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a page of a file holds a word: `found` stands between `before` and `after`."""

    page: int
    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class Found:
    """Keys of items whose own words hold what was looked for, and of documents whose pages do."""

    own: frozenset[int]
    files: frozenset[int]


def query_of(words: str) -> SearchQuery:
    """As readers type: "a phrase", -without; as typed, without accents, and by stems of the reader's language."""
    configuration = configuration_of(get_language() or "en")
    exact = SearchQuery(words, search_type="websearch", config="simple")
    bare = SearchQuery(plain(words), search_type="websearch", config="simple")
    return exact | bare | SearchQuery(plain(words), search_type="websearch", config=configuration)


def find(rows: "QuerySet[Any]", words: str) -> Found:
    """Which of `rows` hold `words`, and which files do that everybody may open. 1 query.

    Pages are asked for by their words alone, so that PostgreSQL takes the index of words; what nobody may open is taken
    off afterwards.
    """
    query = query_of(words)
    own = rows.order_by().alias(own=_own_words()).filter(own=query)
    pages = DocumentPage.objects.filter(words=query).order_by()
    parts = (_keys(own, OWN, "pk"), _keys(pages, FILE, "text"), _keys(DocumentText.objects.closed(), CLOSED, "pk"))
    keys: dict[str, set[int]] = {OWN: set(), FILE: set(), CLOSED: set()}
    for part, key in parts[0].union(*parts[1:]):
        keys[part].add(key)
    return Found(own=frozenset(keys[OWN]), files=frozenset(keys[FILE] - keys[CLOSED]))


def _own_words() -> Combinable:
    configuration = configuration_of(get_language() or "en")
    texts = [Cast(F(name), TextField()) for name in OWN_WORDS]
    return SearchVector(*texts, config="simple") + SearchVector(*texts, config=configuration)


def _keys(rows: "QuerySet[Any]", part: str, field: str) -> "QuerySet[Any]":
    return rows.annotate(found_part=Value(part, TextField()), found_key=F(field)).values_list("found_part", "found_key")


def holding(rows: "QuerySet[Any]", found: Found) -> "QuerySet[Any]":
    """The rows that were found: those that say it themselves before those whose file does."""
    own = Q(pk__in=found.own or NOTHING)
    is_own = Case(When(own, then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        rows.filter(own | Q(document__in=found.files or NOTHING))
        .alias(is_own=is_own)
        .order_by("is_own", "-year", "title")
    )


def passages(documents: Iterable[int], words: str) -> dict[int, Passage]:
    """For each document the page that fits `words` best. 1 query."""
    query = query_of(words)
    pages = DocumentPage.objects.open_to_all().filter(text__document__in=list(documents), words=query)
    best = pages.annotate(closeness=SearchRank(F("words"), query)).order_by("text", "-closeness", "number")
    found = best.distinct("text").values_list("text", "number", "content")
    return {document: passage(content, words, number) for document, number, content in found}


def passage(content: str, words: str, page: int) -> Passage:
    """The surroundings of the first word of `words` in `content`, whatever its accents and ending."""
    text = " ".join(content.split())
    place = _first_place(text, words)
    if place is None:
        return Passage(page, "", "", _cut_end(text[: 2 * AROUND]) + "…" if len(text) > 2 * AROUND else text)
    start, end = place
    first, last = max(start - AROUND, 0), min(end + AROUND, len(text))
    before = text[first:start] if first == 0 else "… " + text[first:start].partition(" ")[2]
    after = text[end:last] if last == len(text) else _cut_end(text[end:last]) + " …"
    return Passage(page, before, text[start:end], after)


def _first_place(text: str, words: str) -> tuple[int, int] | None:
    """Accents are taken off letter by letter, so that places stay the same."""
    bare = "".join(plain(letter)[:1] or letter for letter in text).lower()
    for word in re.findall(r"\w+", plain(words).lower()):
        if len(word) >= SHORTEST:
            stem = word[: max(SHORTEST, len(word) - ENDING)]
            found = re.search(rf"\b{re.escape(stem)}\w*", bare)
            if found:
                return found.span()
    return None


def _cut_end(text: str) -> str:
    return text.rpartition(" ")[0] or text
