"""What the digest says of one thing in one language, and what a reader chose to read."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Words:
    """`path` leads to the thing within the portal; `language` is what title and summary are written in."""

    title: str
    summary: str
    path: str
    detail: str
    language: str

    @property
    def stored(self) -> dict[str, str]:
        return asdict(self)


def words_from(stored: dict[str, Any]) -> Words:
    return Words(**stored)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader chose; nothing chosen is everything."""

    language: str
    topics: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()

    def fits(self, topics: Iterable[str], countries: Iterable[str]) -> bool:
        """Whether something is for this reader.

        With topics chosen it must be about one of them. With countries chosen it must name one of them, or none at
        all: what concerns no country concerns everybody.
        """
        named = set(countries)
        about_it = not self.topics or bool(self.topics.intersection(topics))
        near_it = not self.countries or not named or bool(self.countries & named)
        return about_it and near_it
