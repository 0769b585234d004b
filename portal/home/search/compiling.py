"""A search as PostgreSQL asks it: one tsquery a language, and the names that it is the whole of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import SearchConfig, SearchQuery

from portal.home.search.configurations import configuration
from portal.home.search.parsing import Asked, Term, folded, spellings
from portal.home.search.synonyms import Expanded, Meaning, expand


@dataclass(frozen=True, slots=True)
class Compiled:
    """`query` finds entries of `language`, `marked` is what excerpts show of it: the words without their codes.

    `names` are the whole search, folded, and the codes that it stands for.
    """

    language: str
    query: Any
    marked: Any
    names: tuple[str, ...]


def compile_search(asked: Asked, language: str, added: Sequence[Meaning] = (), *, loosely: bool = False) -> Compiled:
    """All words of a search; `loosely` any of them, or what begins with one."""
    config = SearchConfig(configuration(language))
    expansions = expand(asked, language, added)
    unwanted = [_without(term, config) for term in asked.terms if term.is_excluded]
    if loosely:
        some = reduce(or_, (_loose(term, config) for term in asked.wanted))
        return Compiled(language, reduce(and_, unwanted, some), some, (asked.key,))
    wanted = reduce(and_, _parts(asked, expansions, config))
    if len(asked.wanted) == 2:  # "semi conductor" is "semiconductor" to some
        wanted = wanted | _words("".join(term.key for term in asked.wanted), config)
    whole = [one for one in expansions if one.length == len(asked.wanted)]
    names = dict.fromkeys((asked.key, *(code for one in whole for code in one.codes)))
    marked = [_term(term, config) for term in asked.wanted]
    marked += [_words(word, config) for one in expansions for word in one.words]
    return Compiled(language, reduce(and_, unwanted, wanted), reduce(or_, marked), tuple(names))


def _parts(asked: Asked, expansions: Sequence[Expanded], config: SearchConfig) -> Iterator[Any]:
    """One part a word, or a row of words that has synonyms."""
    terms, expanded, place = asked.wanted, {one.first: one for one in expansions}, 0
    while place < len(terms):
        one = expanded.get(place, Expanded(place, 1, (), ()))
        own = reduce(and_, (_term(term, config) for term in terms[place : place + one.length]))
        yield reduce(or_, (_words(word, config) for word in (*one.words, *one.codes)), own)
        place += one.length


def _term(term: Term, config: SearchConfig) -> Any:
    if term.is_phrase:
        return SearchQuery(term.text, config=config, search_type="phrase")
    return reduce(or_, (_words(spelling, config) for spelling in spellings(term.text)))


def _without(term: Term, config: SearchConfig) -> Any:
    """Not in any spelling; PostgreSQL is told each by itself, for Django turns only single queries round."""
    if term.is_phrase:
        return ~SearchQuery(term.text, config=config, search_type="phrase")
    return reduce(and_, (~_words(spelling, config) for spelling in spellings(term.text)))


def _words(text: str, config: SearchConfig) -> Any:
    """A word, or words that stand side by side."""
    return SearchQuery(text, config=config, search_type="phrase" if " " in text else "plain")


def _loose(term: Term, config: SearchConfig) -> Any:
    words = folded(term.text).split()
    beginnings = [SearchQuery(f"{word}:*", config=config, search_type="raw") for word in words if len(word) > 2]
    return reduce(or_, [_term(term, config), *beginnings])
