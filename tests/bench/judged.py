"""How well the search answers forty judged queries: nDCG@10 over the real index, and what it missed."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log2
from pathlib import Path

from django.core.management import call_command
from django.utils.translation import override

from portal.home.search.finding import Answer, find
from portal.home.search.queries import Hit

FILE = Path(__file__).parent / "data" / "search.toml"
SHOWN = 10
PAGES = ("pages", "news", "events", "calls", "library", "videos")
GOOD = 0.95


@dataclass(frozen=True, slots=True)
class Judged:
    text: str
    grades: Mapping[str, int]
    language: str = "en"


def judged() -> list[Judged]:
    with FILE.open("rb") as file:
        return [Judged(**row) for row in tomllib.load(file)["query"]]


def gain(grades: list[int]) -> float:
    """Discounted cumulative gain: 2^grade − 1, divided by the binary logarithm of the place plus one."""
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:SHOWN]))


def ndcg(found: list[str], grades: Mapping[str, int]) -> float:
    """Of what was found, against the best order of all that was judged; 1 is perfect."""
    best = gain(sorted(grades.values(), reverse=True))
    return gain([grades.get(name, 0) for name in found]) / best


def names(answer: Answer) -> list[str]:
    """`kind:key` in the order in which a reader meets them; pages by their address."""
    first = [match.hit for match in answer.regions]
    return list(dict.fromkeys(_name(hit) for hit in (*first, *answer.hits)))


def _name(hit: Hit) -> str:
    return f"{hit.kind}:{hit.path if hit.kind in PAGES else hit.key}"


def search_quality() -> Iterator[str]:
    """The mean over all queries, and every query below `GOOD` with what came first."""
    call_command("index", verbosity=0)
    scores: dict[str, float] = {}
    misses = []
    for query in judged():
        with override(query.language):
            found = names(find(query.text, query.language))
        scores[f"{query.language} {query.text}"] = score = ndcg(found, query.grades)
        if score < GOOD:
            misses.append(f"  {score:.2f} {query.language} {query.text}: {', '.join(found[:3]) or 'nothing'}")
    yield f"search: nDCG@10 {sum(scores.values()) / len(scores):.3f} over {len(scores)} judged queries, below {GOOD}:"
    yield from misses or ["  none"]
