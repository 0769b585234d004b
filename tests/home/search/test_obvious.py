"""The search against a slow, obvious implementation, and the indexes that it uses."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from portal.core.searching import Entry
from portal.home.search.compiling import compile_search
from portal.home.search.models import SearchEntry
from portal.home.search.parsing import parse
from portal.home.search.queries import count_kinds, list_best, matching, suggest
from portal.home.search.writing import write
from tests.home.search.factories import NEWS, REGIONS, make_entries

# Made-up words, which no language stems or leaves out.
WORDS = ("zorblax", "quivven", "mandrok", "feltiz", "ruxorn")
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
entries = st.lists(
    st.tuples(st.sampled_from([NEWS, REGIONS]), st.integers(0, 5), st.sampled_from(["en", "fr"]), texts, texts),
    max_size=12,
    unique_by=lambda row: (row[0].key, row[1], row[2]),
)
queries = st.tuples(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True), st.sampled_from(["", *WORDS])
)

Found = set[tuple[str, str, str]]


def obvious(rows: list, wanted: list[str], unwanted: str, language: str) -> Found:
    """Every entry that holds all wanted words and not the other; English where the language has no translation."""
    found = set()
    for kind, key, own, title, text in rows:
        words = set(f"{title} {text}".split())
        is_read = own == language or not any(row[:3] == (kind, key, language) for row in rows)
        if is_read and set(wanted) <= words and unwanted not in words and own in (language, "en"):
            found.add((kind.key, str(key), own))
    return found


class TestTheObviousAnswer(TestCase):
    @hypothesis_settings(max_examples=60)
    @given(rows=entries, query=queries, language=st.sampled_from(["en", "fr"]))
    def test_the_search_finds_what_an_obvious_one_finds(self, rows: list, query: tuple, language: str):
        for kind, key, own, title, text in rows:
            write(kind, [Entry(key=str(key), language=own, title=title, path="/", text=text)])
        wanted, unwanted = query
        asked = parse(" ".join([*wanted, *([f"-{unwanted}"] if unwanted else [])]))
        compiled = [compile_search(asked, one) for one in dict.fromkeys((language, "en"))]
        found = set(matching(compiled).values_list("kind", "key", "language"))
        expected = obvious(rows, wanted, unwanted, language)
        assert found == expected
        assert sum(count_kinds(compiled).values()) == len(expected) == len(list_best(compiled, "", 0, 100))


def plan_of(rows) -> str:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE home_searchentry")
    return rows.explain()


@pytest.mark.django_db
def test_words_are_found_by_their_index():
    make_entries(2_000)
    make_entries(1, text="xylophone")
    assert "entries_by_word" in plan_of(matching([compile_search(parse("xylophone"), "en")]))


@pytest.mark.django_db
def test_names_are_completed_by_their_index():
    make_entries(10_000)
    assert suggest(parse("news 1999"), ("en",))
    assert "entries_by_name" in plan_of(SearchEntry.objects.filter(names__contains=" news 1999"))
