"""Two states of a profile compared in words: for the history, for reviewers, and for two editors at once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from internationalisation.editing.steps import LISTS, NAMES, TEXTS
from internationalisation.editing.values import KEY, Values, content_of, values_of
from internationalisation.editing.words import in_words, label_of, row_in_words
from portal.core import formatting
from portal.registry.models import ClusterOrganisation

LONG = 120  # letters from which a text is compared sentence by sentence
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of a long text: `kind` is same, removed or added."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; `old` or `new` is empty where nothing stood or stands. Long texts have `pieces` too."""

    label: str
    old: str
    new: str
    name: str = ""
    pieces: tuple[Piece, ...] = ()
    language: str = ""  # of a text of the profile


def compare(old: ClusterOrganisation, new: ClusterOrganisation) -> tuple[Change, ...]:
    """What differs between two objects, in the order of the form. Costs a query for each list not in memory."""
    return compare_contents(content_of(old), content_of(new))


def compare_contents(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """The same of what two revisions store. No query when warm."""
    return compare_values(values_of(old), values_of(new))


def compare_values(old: Values, new: Values, names: Iterable[str] = NAMES) -> tuple[Change, ...]:
    """The same of plain values."""
    language = new.get("text_language") or ""
    return tuple(
        change
        for name in names
        if name in old and name in new and old[name] != new[name]
        for change in _changes(name, old[name], new[name], language)
    )


def _changes(name: str, old: Any, new: Any, language: str) -> Iterable[Change]:
    if name in LISTS:
        return _row_changes(name, old, new)
    before, after = in_words(name, old), in_words(name, new)
    is_text = name in TEXTS
    pieces = sentences(before, after) if max(len(before), len(after)) > LONG and is_text else ()
    return (Change(label_of(name), before, after, name, pieces, language if is_text else ""),)


def _row_changes(relation: str, old: list[Values], new: list[Values]) -> list[Change]:
    """A change for each row that came, went or says something else; none for another order."""
    before, after = ({row[KEY]: row for row in rows} for rows in (old, new))
    keys = [*before, *(key for key in after if key not in before)]
    return [_row_change(relation, before.get(key), after.get(key)) for key in keys if before.get(key) != after.get(key)]


def _row_change(relation: str, old: Values | None, new: Values | None) -> Change:
    before, after = (row_in_words(relation, row) if row else "" for row in (old, new))
    return Change(label_of(relation), before, after, name=relation)


def sentences(old: str, new: str) -> tuple[Piece, ...]:
    """Two texts sentence by sentence; what stayed is told too, so that a change is read where it stands."""
    before, after = ([part for part in _SENTENCE_END.split(text) if part and part.strip()] for text in (old, new))
    pieces: list[Piece] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces += [Piece(text, "same") for text in before[start:end]]
        else:
            pieces += [Piece(text, "removed") for text in before[start:end]]
            pieces += [Piece(text, "added") for text in after[new_start:new_end]]
    return tuple(pieces)


def in_one_line(change: Change) -> str:
    """`Town: Munich → Berlin`, for lists that have no room for more."""
    return formatting.named(change.label, f"{change.old or formatting.MISSING} → {change.new or formatting.MISSING}")
