"""One search from what was typed to what is shown: exact first, forgiving only where that finds nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

from portal.home.search.actions import remember_nothing_found
from portal.home.search.compiling import Compiled, compile_search
from portal.home.search.models import PromotedResult
from portal.home.search.parsing import Asked, parse
from portal.home.search.queries import (
    Hit,
    correct,
    count_kinds,
    list_best,
    list_hits,
    list_promoted,
    list_regions,
    with_hyphens,
)
from portal.home.search.synonyms import Meaning, editors_meanings
from portal.registry.queries import RegionMatch, find_coded

PER_PAGE = 10
FEW = 3
CODED = 8  # letters; what is longer and has no digit names no code


class Outcome(StrEnum):
    """How what is shown answers the search."""

    NOTHING_ASKED = "nothing-asked"
    FOUND = "found"
    CORRECTED = "corrected"
    LOOSE = "loose"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Match:
    """A region that a code or postcode names; `detail` says why."""

    hit: Hit
    detail: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`counts` are of all kinds, `hits` of the page asked for; `corrected` is shown or offered, as `outcome` says."""

    asked: Asked
    outcome: Outcome
    counts: Mapping[str, int]
    hits: tuple[Hit, ...] = ()
    regions: tuple[Match, ...] = ()
    promoted: tuple[PromotedResult, ...] = ()
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """Compiled for each language that is read, and how it answers."""

    asked: Asked
    compiled: tuple[Compiled, ...]
    counts: Mapping[str, int]
    outcome: Outcome
    corrected: str = ""


def languages_read(language: str) -> tuple[str, ...]:
    """The visitor's, and the default one for what is not translated."""
    return tuple(dict.fromkeys((language, settings.LANGUAGE_CODE)))


def find(text: str, language: str, kind: str = "", page: int = 1) -> Answer:
    """Everything that the page of results shows. 9 queries at most, and 3 of the registry before it is warm."""
    asked = parse(text)
    if not asked.wanted:
        return Answer(asked, Outcome.NOTHING_ASKED, {})
    regions = _regions(asked, language)
    search = _search(asked, languages_read(language), is_answered=bool(regions))
    if search.outcome == Outcome.NOTHING and not regions:
        remember_nothing_found(text=asked.text.casefold(), language=language)
    return Answer(
        asked,
        search.outcome,
        search.counts,
        hits=_page(search, kind, page),
        regions=regions,
        promoted=tuple(list_promoted(asked, language)) if page == 1 else (),
        corrected=search.corrected,
    )


def _regions(asked: Asked, language: str) -> tuple[Match, ...]:
    """A code or postcode leads to its region first. 0 queries for words."""
    if not any(letter.isdigit() for letter in asked.text) and len(asked.text) > CODED:
        return ()
    found: dict[str, RegionMatch] = {match.code: match for match in find_coded(asked.text)}
    hits = list_regions(list(found), language) if found else []
    return tuple(Match(hit, found[hit.key].detail) for hit in hits)


def _search(asked: Asked, languages: Sequence[str], *, is_answered: bool) -> Search:
    added = editors_meanings(languages)
    exact = _attempt(asked, languages, added, Outcome.FOUND)
    total = sum(exact.counts.values())
    if total >= FEW or is_answered:
        return exact
    corrected = correct(asked, languages)
    if total:
        return Search(asked, exact.compiled, exact.counts, Outcome.FOUND, corrected)
    return _forgiving(asked, corrected, languages, added)


def _forgiving(asked: Asked, corrected: str, languages: Sequence[str], added: Sequence[Meaning]) -> Search:
    """Similar words; else any of the words or what begins with them."""
    if corrected:
        attempt = _attempt(parse(corrected), languages, added, Outcome.CORRECTED, corrected)
        if attempt.counts:
            return attempt
    attempt = _attempt(asked, languages, added, Outcome.LOOSE)
    return attempt if attempt.counts else Search(asked, attempt.compiled, {}, Outcome.NOTHING)


def _attempt(
    asked: Asked, languages: Sequence[str], added: Sequence[Meaning], outcome: Outcome, corrected: str = ""
) -> Search:
    loosely = outcome == Outcome.LOOSE
    compiled = tuple(compile_search(asked, language, added, loosely=loosely) for language in languages)
    return Search(asked, compiled, count_kinds(compiled), outcome, corrected)


def _page(search: Search, kind: str, page: int) -> tuple[Hit, ...]:
    """2 or 3 queries, and 1 more where entries of two languages are read; none where nothing was found."""
    if not (search.counts.get(kind) if kind else search.counts):
        return ()
    pks = list_best(search.compiled, kind, (page - 1) * PER_PAGE, page * PER_PAGE)
    return tuple(with_hyphens(list_hits(pks, search.compiled, search.asked), search.asked))
