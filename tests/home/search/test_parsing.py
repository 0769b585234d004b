"""What readers type: words, phrases and everything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.home.search.parsing import LONGEST, MOST_WORDS, joined_words, parse, spellings


def test_words_phrases_and_words_to_leave_out_are_told_apart():
    asked = parse('clusters "motor vehicles" -news')
    assert [(term.text, term.is_phrase, term.is_excluded) for term in asked.terms] == [
        ("clusters", False, False),
        ("motor vehicles", True, False),
        ("news", False, True),
    ]
    assert [term.text for term in asked.wanted] == ["clusters", "motor vehicles"]


def test_the_quotes_of_other_languages_are_quotes():
    assert [term.is_phrase for term in parse("„neue Cluster“ «nouveaux clusters»").terms] == [True, True]


@pytest.mark.parametrize("text", ["", "   ", "🚀 🚀", "&&& || !!", '""', "-", "- -", "\x00", "'--"])
def test_what_is_no_word_asks_for_nothing(text: str):
    assert parse(text).wanted == ()


def test_a_long_search_is_cut_and_says_so():
    assert parse("a" * LONGEST).is_cut is False
    assert parse("a" * (LONGEST + 1)).is_cut
    assert len(parse("word " * 60).terms) == MOST_WORDS
    assert parse("word " * (MOST_WORDS + 1)).is_cut


def test_a_word_is_looked_for_in_plain_letters_without_hyphens_and_with_umlauts():
    assert "semiconductor" in spellings("semi-conductor")
    assert "biere" in spellings("bière")
    assert "munchen" in spellings("muenchen")


def test_hyphenated_words_of_a_text_are_joined():
    assert joined_words("Semi-conductors and well\u2010known ones, no - dash") == "Semiconductors wellknown"


@given(st.text(max_size=300))
def test_nothing_that_can_be_typed_breaks_the_parser(text: str):
    asked = parse(text)
    assert len(asked.text) <= LONGEST
    assert all(any(letter.isalnum() for letter in term.text) for term in asked.terms)
