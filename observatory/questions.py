"""Ready-made questions, read from observatory/data/questions.toml and checked: analysts add to the file.

A question has one of the kinds below; a kind says which parameters it needs and which it may have.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from observatory.rules import rule_sets
from portal.registry.region_sets import region_sets

FILE = Path(__file__).resolve().parent / "data" / "questions.toml"
COMMON = frozenset({"slug", "title", "kind", "explanation", "scheme", "shown"})
MOST_SHOWN = 30


class UnknownQuestion(LookupError):
    """No question has this slug."""


class BadQuestions(ValueError):
    """The data file cannot be meant; the text says where and why."""


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`threshold` is a share, 0–1; `stars` and `persons` are the least; `years` lie between the two years compared;
    `drop` is in per cent; `shown` bars a chart has."""

    slug: str
    title: str
    kind: str
    explanation: str
    scheme: str = "nace"
    group: str = ""
    rules: str = "three-stars"
    threshold: float = 0.0
    stars: int = 1
    persons: int = 0
    years: int = 1
    drop: int = 20
    sets: tuple[str, ...] = ()
    shown: int = 15


@dataclass(frozen=True, slots=True)
class Kind:
    """Parameters beside those that every question has."""

    needs: frozenset[str] = frozenset()
    takes: frozenset[str] = frozenset()


def _kind(needs: str = "", takes: str = "") -> Kind:
    return Kind(frozenset(needs.split()), frozenset(takes.split()))


KINDS: Mapping[str, Kind] = {
    "focus-above": _kind("group threshold"),
    "new-clusters": _kind("rules stars", "years"),
    "lost-clusters": _kind("rules stars", "years"),
    "concentrated-industries": _kind("threshold"),
    "within-set-count": _kind("rules stars sets"),
    "most-clusters": _kind("rules"),
    "largest-clusters": _kind("rules stars", "persons"),
    "fastest-growing-clusters": _kind("rules stars", "persons"),
    "wages": _kind("rules stars", "persons"),
    "most-specialised-regions": _kind(),
    "growing-industries": _kind("years"),
    "exposure": _kind("group drop"),
    "close-calls": _kind("rules"),
    "estimates-needed": _kind(),
}


@cache
def questions() -> tuple[Question, ...]:
    """All questions in the order of the file. Raises BadQuestions."""
    return read_questions(FILE.read_bytes())


def question(slug: str) -> Question:
    """Raises UnknownQuestion."""
    for one in questions():
        if one.slug == slug:
            return one
    raise UnknownQuestion(slug)


def read_questions(content: bytes) -> tuple[Question, ...]:
    """The questions of a file. Raises BadQuestions with every mistake found."""
    try:
        rows = msgspec.toml.decode(content, type=dict[str, list[dict[str, Any]]])["questions"]
        found = tuple(_converted(row, place) for place, row in enumerate(rows, start=1))
    except (msgspec.DecodeError, KeyError) as error:
        raise BadQuestions(f"questions.toml: {error}") from error
    mistakes = [mistake for row, one in zip(rows, found, strict=True) for mistake in _mistakes(one, {*row})]
    slugs = [one.slug for one in found]
    mistakes += [f"{slug}: two questions have this slug." for slug in sorted({*slugs}) if slugs.count(slug) > 1]
    if mistakes:
        raise BadQuestions("\n".join(mistakes))
    return found


def _converted(row: dict[str, Any], place: int) -> Question:
    try:
        return msgspec.convert(row, Question)
    except msgspec.ValidationError as error:
        raise BadQuestions(f"{row.get('slug') or f'question {place}'}: {error}") from error


def _mistakes(one: Question, given: set[str]) -> Iterator[str]:
    if one.kind not in KINDS:
        yield f"{one.slug}: there is no kind {one.kind!r}; the kinds are {', '.join(KINDS)}."
        return
    kind = KINDS[one.kind]
    for name in sorted(kind.needs - given):
        yield f"{one.slug}: a question of kind {one.kind} needs {name!r}."
    for name in sorted(given - kind.needs - kind.takes - COMMON):
        yield f"{one.slug}: a question of kind {one.kind} does not use {name!r}."
    yield from _bad_values(one)


def _bad_values(one: Question) -> Iterator[str]:
    rules = {rules.code: len(rules.tests) for rules in rule_sets()}
    if not one.slug or one.slug != "".join(letter for letter in one.slug.lower() if letter.isalnum() or letter == "-"):
        yield f"{one.slug!r}: a slug has small letters, digits and hyphens only."
    if one.rules not in rules:
        yield f"{one.slug}: there is no rule set {one.rules!r}."
    elif not 1 <= one.stars <= rules[one.rules]:
        yield f"{one.slug}: {one.rules} has results from 1 to {rules[one.rules]}, not {one.stars}."
    if not 0 <= one.threshold <= 1:
        yield f"{one.slug}: the threshold {one.threshold} is a share between 0 and 1."
    if not 1 <= one.drop <= 100:
        yield f"{one.slug}: a drop is between 1 and 100 per cent."
    if one.years < 1 or not 1 <= one.shown <= MOST_SHOWN:
        yield f"{one.slug}: years are 1 or more, bars shown between 1 and {MOST_SHOWN}."
    known = {found.code for found in region_sets()}
    yield from (f"{one.slug}: there is no set of regions {code!r}." for code in one.sets if code not in known)
