"""Finds words in titles, abstracts and the pages of files."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import get_language

from portal.editorial.library.words import configuration_of, plain
from portal.editorial.models.document_text import DocumentPage

OWN_WORDS = ("title", "abstract", "publisher", "authors", "identifier")
AROUND = 120
ENDING = 2  # letters by which forms of a word differ
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a page of a file holds a word: `found` stands between `before` and `after`."""

    page: int
    before: str
    found: str
    after: str


def query_of(words: str) -> SearchQuery:
    """As readers type: "a phrase", -without; as typed, without accents, and by stems of the reader's language."""
    configuration = configuration_of(get_language() or "en")
    exact = SearchQuery(words, search_type="websearch", config="simple")
    bare = SearchQuery(plain(words), search_type="websearch", config="simple")
    return exact | bare | SearchQuery(plain(words), search_type="websearch", config=configuration)


def holding(rows: "QuerySet[Any]", words: str) -> "QuerySet[Any]":
    """Rows whose own words or file hold `words`: those that say it themselves first."""
    query = query_of(words)
    configuration = configuration_of(get_language() or "en")
    texts = [Cast(F(name), TextField()) for name in OWN_WORDS]
    own = SearchVector(*texts, config="simple") + SearchVector(*texts, config=configuration)
    files = DocumentPage.objects.open_to_all().filter(words=query).values("text__document")
    found = rows.alias(own=own).filter(Q(own=query) | Q(document__in=files))
    return found.alias(closeness=SearchRank(F("own"), query)).order_by("-closeness", "-year", "title")


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
