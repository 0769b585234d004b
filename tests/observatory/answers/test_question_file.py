"""The data file of ready-made questions: what analysts may write, and what they are told."""

from pathlib import Path

import pytest
from django.core.checks import Error
from django.db import connection

from observatory import checks, questions
from observatory.presenters.answers.fields import FIELDS
from observatory.presenters.answers.question import HEADINGS
from observatory.presenters.answers.sentences import SENTENCES
from observatory.queries.answering import ANSWERS
from observatory.questions import KINDS, BadQuestions, UnknownQuestion, question, read_questions
from tests.registry.factories import IndustryGroupFactory

GOOD = """
[[questions]]
slug = "motor-vehicles"
title = "Where?"
kind = "focus-above"
group = "C29"
threshold = 0.05
explanation = "How."
"""


def test_every_kind_has_a_query_columns_a_heading_and_a_sentence() -> None:
    assert [set(known) for known in (ANSWERS, FIELDS, HEADINGS, SENTENCES)] == [set(KINDS)] * 4


def test_the_file_asks_twelve_questions_or_more_and_uses_every_kind() -> None:
    assert len(questions.questions()) >= 12
    assert {one.kind for one in questions.questions()} == set(KINDS)


def test_a_question_is_found_by_its_slug() -> None:
    first = questions.questions()[0]
    assert question(first.slug) == first
    with pytest.raises(UnknownQuestion):
        question("none")


def test_a_good_file_is_read() -> None:
    (found,) = read_questions(GOOD.encode())
    assert (found.group, found.threshold, found.rules) == ("C29", 0.05, "three-stars")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"focus-above"', '"focus-over"', "there is no kind 'focus-over'"),
        ('group = "C29"\n', "", "needs 'group'"),
        ("threshold = 0.05", "threshold = 5.0", "is a share between 0 and 1"),
        ("threshold = 0.05", 'threshold = "much"', "threshold"),
        ("threshold = 0.05", "threshold = 0.05\nyears = 2", "does not use 'years'"),
        ("threshold = 0.05", "threshold = 0.05\ncolour = 2", "colour"),
        ('slug = "motor-vehicles"', 'slug = "Motor vehicles"', "a slug has small letters"),
        ('slug = "motor-vehicles"\n', "", "slug"),
        ("threshold = 0.05", "threshold = 0.05\nshown = 200", "between 1 and 30"),
    ],
)
def test_a_mistake_is_told_with_the_question_it_is_in(old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(BadQuestions) as caught:
        read_questions(GOOD.replace(old, new).encode())
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('kind = "new-clusters"\nrules = "four-stars"\nstars = 1', "there is no rule set 'four-stars'"),
        ('kind = "new-clusters"\nrules = "three-stars"\nstars = 4', "results from 1 to 3"),
        ('kind = "within-set-count"\nrules = "three-stars"\nstars = 3\nsets = ["moon"]', "no set of regions 'moon'"),
        ('kind = "exposure"\ngroup = "C29"\ndrop = 120', "between 1 and 100"),
    ],
)
def test_values_are_held_against_rule_sets_and_sets_of_regions(text: str, said: str) -> None:
    head = '[[questions]]\nslug = "one"\ntitle = "?"\nexplanation = "."\n'
    with pytest.raises(BadQuestions) as caught:
        read_questions((head + text).encode())
    assert said in str(caught.value)


def test_two_questions_cannot_share_an_address() -> None:
    with pytest.raises(BadQuestions, match="two questions have this slug"):
        read_questions((GOOD + GOOD).encode())


def test_the_system_check_reports_every_mistake_of_the_file(tmp_path: Path, monkeypatch) -> None:
    broken = tmp_path / "questions.toml"
    broken.write_text(GOOD.replace("0.05", "5.0") + GOOD, encoding="utf-8")
    monkeypatch.setattr(questions, "FILE", broken)
    questions.questions.cache_clear()
    try:
        found = checks.readable_questions()
        assert checks.known_groups(databases=[]) == []
    finally:
        questions.questions.cache_clear()
    assert [type(one) for one in found] == [Error, Error]


@pytest.mark.django_db
def test_the_system_check_knows_the_groups_of_the_registry() -> None:
    assert checks.known_groups(databases=["default"]) == []  # nothing is loaded: nothing to compare with
    IndustryGroupFactory(code="C28")
    assert {one.msg for one in checks.known_groups(databases=["default"])} == {
        f"{one.slug}: nace has no group 'C29'." for one in questions.questions() if one.group
    }
    IndustryGroupFactory(code="C29")
    assert checks.known_groups(databases=["default"]) == []


@pytest.mark.django_db
def test_the_system_check_runs_before_a_migration_adds_columns_to_the_registry() -> None:
    IndustryGroupFactory(code="C28")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE registry_scheme DROP COLUMN state, DROP COLUMN made_by")
    assert checks.known_groups(databases=["default"])
