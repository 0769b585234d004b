"""The search on 20,000 documents against naive PostgreSQL full text on the same rows, one after the other."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from django.db import connection, transaction

from portal.core.searching import Entry, Kind
from portal.home.search.finding import find
from portal.home.search.parsing import folded, parse
from portal.home.search.queries import suggest
from portal.home.search.writing import write
from portal.registry.models import IndustryLabel
from tests.bench.clocks import seconds

DOCUMENTS = 20_000
SENTENCES = 12
TERMS, NAIVE_TERMS = 60, 6
ROUNDS = 3
KIND = Kind("news", "News", 60, lambda keys, languages: iter(()))
NAIVE = """
    SELECT id FROM (
        SELECT id, to_tsvector('english', title || ' ' || summary || ' ' || text) AS words
        FROM home_searchentry WHERE language = 'en'
    ) AS entry
    WHERE words @@ to_tsquery('english', %s)
    ORDER BY ts_rank(words, to_tsquery('english', %s)) DESC LIMIT 10
"""


def search_speed() -> Iterator[str]:
    with transaction.atomic():
        written = seconds(lambda: write(KIND, documents()))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE home_searchentry")
        yield f"search: {DOCUMENTS:,} documents written in {written:.0f} s"
        words = common_words()
        beginnings = [word[:4] for word in words]
        yield _compared("results", words, lambda word: find(word, "en"))
        yield _compared("suggestions", beginnings, lambda word: suggest(parse(word), ("en",)), ending=":*")
        transaction.set_rollback(True)


def documents() -> Iterator[Entry]:
    """Made of sentences of the official notes on industries, so that words are as frequent as in real texts."""
    rng = random.Random(88)
    notes = IndustryLabel.objects.filter(language="en").exclude(includes="").values_list("includes", flat=True)
    sentences = [line.strip(" -•") for note in notes for line in note.splitlines() if len(line) > 20]
    for number in range(DOCUMENTS):
        text = ". ".join(rng.choices(sentences, k=SENTENCES))
        yield Entry(
            key=f"bench-{number}",
            language="en",
            title=rng.choice(sentences)[:120],
            path=f"/bench/{number}/",
            summary=rng.choice(sentences)[:200],
            text=text,
            dated=date(2026, 1, 1) - timedelta(days=rng.randrange(2000)),
        )


def common_words() -> list[str]:
    """The words that most documents hold, of five letters and more."""
    counted: Counter[str] = Counter()
    for entry in documents():
        counted.update({word for word in folded(entry.text).split() if len(word) > 4})
        if entry.key == "bench-2000":
            break
    return [word for word, _count in counted.most_common(TERMS)]


def _naive(word: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(NAIVE, [word, word])
        cursor.fetchall()


def _compared(what: str, words: Sequence[str], ours: Callable[[str], object], ending: str = "") -> str:
    """The 99th percentile of ours over the middle of the naive times: harder on us than percentile over percentile."""
    ours(words[0])
    own = sorted(seconds(lambda word=word: ours(word)) for word in words for _ in range(ROUNDS))
    slow = sorted(seconds(lambda word=word: _naive(word + ending)) for word in words[:NAIVE_TERMS])
    p99, middle = own[int(len(own) * 0.99)], slow[len(slow) // 2]
    return f"search: {what} p99 {p99 * 1000:.0f} ms, {p99 / middle:.3f} of naive full text ({middle * 1000:.0f} ms)"
