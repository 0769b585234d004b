"""Words that mean the same: the shipped list, and what editors add to it."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from portal.home.search.models import ALL_LANGUAGES, Synonyms
from portal.home.search.parsing import Asked, folded

FILE = Path(__file__).parents[1] / "data" / "synonyms.toml"
LONGEST_SPAN = 4


@dataclass(frozen=True, slots=True)
class Meaning:
    """Searches for one of `asked` find `words` and `codes` too, all folded. An empty language is every language."""

    asked: tuple[str, ...]
    words: tuple[str, ...]
    codes: tuple[str, ...]
    language: str = ALL_LANGUAGES


@dataclass(frozen=True, slots=True)
class Expanded:
    """Words of a search that stand side by side and what they may be said by instead."""

    first: int
    length: int
    words: tuple[str, ...]
    codes: tuple[str, ...]


@lru_cache(maxsize=1)
def shipped() -> tuple[Meaning, ...]:
    """The list in the data file: words by language and the codes that labels do not lead to."""
    with FILE.open("rb") as file:
        rows = tomllib.load(file)["synonym"]
    return tuple(meaning for row in rows for meaning in _meanings(row))


def _meanings(row: dict[str, list[str]]) -> Iterator[Meaning]:
    """Words of a row with codes stand for these alone: glass and cement are one industry, and not the same."""
    codes = tuple(folded(code) for code in row.get("codes", ()))
    for language, words in row.items():
        if language != "codes":
            asked = tuple(map(folded, words))
            yield Meaning(asked, () if codes else asked, codes, language)


def editors_meanings(languages: Sequence[str]) -> tuple[Meaning, ...]:
    """What editors added for these languages and for all. 1 query."""
    rows = Synonyms.objects.filter(language__in=(ALL_LANGUAGES, *languages))
    return tuple(_meaning(*row) for row in rows.values_list("words", "codes", "language"))


def _meaning(words: str, codes: str, language: str) -> Meaning:
    asked = tuple(filter(None, map(folded, words.splitlines())))
    return Meaning(asked, asked, tuple(filter(None, map(folded, codes.split(",")))), language)


def spans_of(asked: Asked) -> dict[tuple[int, int], str]:
    """Every row of up to four words that stand side by side: (first, length) → folded text."""
    keys = [term.key for term in asked.wanted]
    return {
        (first, length): " ".join(keys[first : first + length])
        for first in range(len(keys))
        for length in range(1, min(LONGEST_SPAN, len(keys) - first) + 1)
    }


def expand(asked: Asked, language: str, added: Sequence[Meaning] = ()) -> tuple[Expanded, ...]:
    """The longest rows of words with synonyms, none overlapping another."""
    spans = spans_of(asked)
    wanted = set(spans.values())
    known = (one for one in (*shipped(), *added) if one.language in (ALL_LANGUAGES, language))
    return tuple(_longest(_expansions(spans, [one for one in known if wanted.intersection(one.asked)])))


def _expansions(spans: dict[tuple[int, int], str], found: Iterable[Meaning]) -> Iterator[Expanded]:
    for (first, length), text in spans.items():
        same = [meaning for meaning in found if text in meaning.asked]
        if same:
            words = dict.fromkeys(word for meaning in same for word in meaning.words if word != text)
            codes = dict.fromkeys(code for meaning in same for code in meaning.codes)
            yield Expanded(first, length, tuple(words), tuple(codes))


def _longest(expansions: Iterable[Expanded]) -> Iterator[Expanded]:
    taken: set[int] = set()
    for one in sorted(expansions, key=lambda one: (-one.length, one.first)):
        places = set(range(one.first, one.first + one.length))
        if not places & taken:
            taken |= places
            yield one
