"""Two people wrote the same profile: what each of them changed is brought together, and what clashes is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from internationalisation.editing.steps import LISTS
from internationalisation.editing.values import KEY, Values


@dataclass(frozen=True, slots=True)
class Merged:
    """`changes` are to be written over what stands; of `conflicts` somebody has to choose."""

    changes: Values
    conflicts: tuple[str, ...]


def merge(*, base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """`mine` was written from `base`, and `theirs` stands now."""
    changes: Values = {}
    conflicts: list[str] = []
    for name, value in mine.items():
        if value in (base[name], theirs[name]):
            continue
        merged = _merge_one(name, base[name], value, theirs[name])
        if merged is None:
            conflicts.append(name)
        else:
            changes[name] = merged[0]
    return Merged(changes, tuple(conflicts))


def _merge_one(name: str, base: Any, mine: Any, theirs: Any) -> tuple[Any] | None:
    """The value that holds both changes, in a tuple; None where they clash."""
    if theirs == base:
        return (mine,)
    if name in LISTS:
        return _merge_rows(base, mine, theirs)
    if isinstance(mine, list):
        return (_merge_items(base, mine, theirs),)
    return None


def _merge_items(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    removed = set(base) - set(mine)
    kept = [item for item in theirs if item not in removed]
    return kept + [item for item in mine if item not in base and item not in kept]


def _merge_rows(base: list[Values], mine: list[Values], theirs: list[Values]) -> tuple[list[Values]] | None:
    """Row by row, known by its key; a row that both changed, or one changed and the other removed, clashes."""
    rows = [{row[KEY]: row for row in side} for side in (base, mine, theirs)]
    merged: list[Values] = []
    for key in dict.fromkeys([*rows[2], *rows[1], *rows[0]]):
        before, own, other = (side.get(key) for side in rows)
        if own not in (before, other) and other != before:
            return None
        row = other if own == before else own
        if row is not None:
            merged.append(row)
    return (merged,)
